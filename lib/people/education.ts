import { foldWord } from './written-word'

/** Levels of education as stored, lowest first. UNIVERSITY is for files that only say «دانشگاهی». */
export const EDUCATION_CODES = [
  'ILLITERATE',
  'READ_WRITE',
  'PRIMARY',
  'MIDDLE',
  'SECONDARY',
  'DIPLOMA',
  'ASSOCIATE',
  'BACHELOR',
  'MASTER',
  'DOCTORATE',
  'UNIVERSITY',
  'SEMINARY',
] as const
export type EducationCode = (typeof EDUCATION_CODES)[number]

/** The Persian word shown for a level; also the first spelling an import understands. */
export const EDUCATION_NAMES_FA: Record<EducationCode, string> = {
  ILLITERATE: 'بی‌سواد',
  READ_WRITE: 'خواندن و نوشتن',
  PRIMARY: 'ابتدایی',
  MIDDLE: 'راهنمایی',
  SECONDARY: 'متوسطه',
  DIPLOMA: 'دیپلم',
  ASSOCIATE: 'کاردانی',
  BACHELOR: 'کارشناسی',
  MASTER: 'کارشناسی ارشد',
  DOCTORATE: 'دکتری',
  UNIVERSITY: 'دانشگاهی',
  SEMINARY: 'حوزوی',
}

const OTHER_SPELLINGS: Record<EducationCode, readonly string[]> = {
  ILLITERATE: ['بیسواد', 'بدون سواد', 'فاقد سواد', 'سواد ندارد', 'illiterate'],
  READ_WRITE: ['نهضت', 'نهضت سوادآموزی', 'سوادآموزی', 'باسواد', 'کم‌سواد', 'خواندن نوشتن', 'قرآنی', 'مکتبی'],
  PRIMARY: ['ابتدائی', 'دبستان', 'پنجم ابتدایی', 'ششم ابتدایی', 'پنجم', 'ششم', 'سیکل اول ابتدایی', 'primary'],
  MIDDLE: ['سیکل', 'متوسطه اول', 'متوسطه ۱', 'دوره اول متوسطه', 'سوم راهنمایی', 'راهنمائی', 'نهم', 'middle'],
  SECONDARY: ['دبیرستان', 'متوسطه دوم', 'متوسطه ۲', 'زیر دیپلم', 'زیردیپلم', 'دانش‌آموز', 'secondary'],
  DIPLOMA: ['ديپلم', 'دیپلمه', 'دیپلم متوسطه', 'پیش‌دانشگاهی', 'diploma'],
  ASSOCIATE: ['فوق دیپلم', 'فوق‌دیپلم', 'associate'],
  BACHELOR: [
    'لیسانس',
    'کارشناس',
    'دانشجو',
    'دانشجوی کارشناسی',
    'کارشناسی پیوسته',
    'کارشناسی ناپیوسته',
    'bachelor',
  ],
  MASTER: ['فوق لیسانس', 'ارشد', 'کارشناس ارشد', 'کارشناسی‌ارشد', 'master'],
  DOCTORATE: ['دکترا', 'دکتری تخصصی', 'دکترای حرفه‌ای', 'دکترای تخصصی', 'phd', 'doctorate'],
  UNIVERSITY: ['تحصیلات دانشگاهی', 'دانشگاه', 'عالی', 'تحصیلات عالی', 'university'],
  SEMINARY: ['حوزه', 'حوزه علمیه', 'طلبه', 'سطح', 'seminary'],
}

const CODE_OF = new Map<string, EducationCode>()
for (const code of EDUCATION_CODES)
  for (const word of [EDUCATION_NAMES_FA[code], code, ...OTHER_SPELLINGS[code]])
    CODE_OF.set(foldWord(word), code)

/** The level a word of an office file means («لیسانس» is BACHELOR), or null when it is not known. */
export function parseEducation(text: string): EducationCode | null {
  const word = foldWord(text)
  return CODE_OF.get(word) ?? CODE_OF.get(word.replace(/^(?:مدرک|تحصیلات|دارای|دوره|مقطع)/u, '')) ?? null
}
