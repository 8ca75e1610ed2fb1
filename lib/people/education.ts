import { cleanText } from '@/lib/shared/persian-text'
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
  PRIMARY: [
    'ابتدائی',
    'دبستان',
    'پنجم ابتدایی',
    'ششم ابتدایی',
    'پنجم',
    'ششم',
    'پنجم دبستان',
    'ششم دبستان',
    'سیکل اول ابتدایی',
    'primary',
  ],
  MIDDLE: [
    'سیکل',
    'متوسطه اول',
    'متوسطه ۱',
    'دوره اول متوسطه',
    'سوم راهنمایی',
    'راهنمائی',
    'هفتم',
    'هشتم',
    'نهم',
    'middle',
  ],
  SECONDARY: [
    'دبیرستان',
    'متوسطه دوم',
    'متوسطه ۲',
    'زیر دیپلم',
    'زیردیپلم',
    'دیپلم ناقص',
    'دهم',
    'یازدهم',
    'دوازدهم',
    'دانش‌آموز',
    'secondary',
    'high school',
  ],
  DIPLOMA: ['ديپلم', 'دیپلمه', 'دیپلم متوسطه', 'پیش‌دانشگاهی', 'diploma'],
  ASSOCIATE: ['فوق دیپلم', 'فوق‌دیپلم', 'کاردان', 'associate'],
  BACHELOR: [
    'لیسانس',
    'کارشناس',
    'دانشجو',
    'دانشجوی کارشناسی',
    'کارشناسی پیوسته',
    'کارشناسی ناپیوسته',
    'bachelor',
    'BA',
    'BSc',
  ],
  MASTER: [
    'فوق لیسانس',
    'ارشد',
    'کارشناس ارشد',
    'کارشناسی‌ارشد',
    'دانشجوی ارشد',
    'دانشجوی کارشناسی ارشد',
    'master',
    'MA',
    'MSc',
  ],
  DOCTORATE: [
    'دکترا',
    'دکتری تخصصی',
    'دکترای حرفه‌ای',
    'دکترای تخصصی',
    'دکتر',
    'دانشجوی دکتری',
    'دانشجوی دکترا',
    'phd',
    'doctorate',
  ],
  UNIVERSITY: ['تحصیلات دانشگاهی', 'دانشگاه', 'عالی', 'تحصیلات عالی', 'university'],
  SEMINARY: [
    'حوزه',
    'حوزه علمیه',
    'طلبه',
    'سطح',
    'سطح یک',
    'سطح دو',
    'سطح سه',
    'سطح ۱',
    'سطح ۲',
    'سطح ۳',
    'seminary',
  ],
}

const CODE_OF = new Map<string, EducationCode>()
for (const code of EDUCATION_CODES)
  for (const word of [EDUCATION_NAMES_FA[code], code, ...OTHER_SPELLINGS[code]])
    CODE_OF.set(foldWord(word), code)

const HAS_SUBJECTS = new Set<EducationCode>([
  'DIPLOMA',
  'ASSOCIATE',
  'BACHELOR',
  'MASTER',
  'DOCTORATE',
  'SEMINARY',
])
const NO_SUBJECT = /^(و|یا|به|تا|ناقص|ناتمام|ندارد|نیست|نگرفته|بالاتر|پایین|انصراف|ترک|[-–/+?؟].*)$/u

/** The level a word of an office file means («لیسانس» is BACHELOR), or null when it is not known. */
export function parseEducation(text: string): EducationCode | null {
  return wordFor(text) ?? wordFor(text.replace(/\(.*?\)/g, '')) ?? schoolYear(text) ?? withSubject(text)
}

function wordFor(text: string): EducationCode | null {
  const word = foldWord(text)
  return (
    CODE_OF.get(word) ?? CODE_OF.get(word.replace(/^(?:مدرک|تحصیلات|دارای|دوره|مقطع|کلاس|پایه)/u, '')) ?? null
  )
}

// «اول ابتدایی», «دوم دبیرستان»: the year within a school.
function schoolYear(text: string): EducationCode | null {
  const found = /^(?:سال |کلاس |پایه )?(?:اول|دوم|سوم|چهارم) (\S+)$/u.exec(cleanText(text))
  return found ? wordFor(found[1] ?? '') : null
}

// «کارشناسی حسابداری»: the longest level the words begin with, where nothing but a subject can follow.
function withSubject(text: string): EducationCode | null {
  const words = cleanText(text).slice(0, 60).split(' ')
  for (let n = words.length - 1; n > 0; n--) {
    const level = wordFor(words.slice(0, n).join(' '))
    if (level && HAS_SUBJECTS.has(level)) return NO_SUBJECT.test(words[n] ?? '') ? null : level
  }
  return null
}
