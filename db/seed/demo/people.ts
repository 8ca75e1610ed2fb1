import { createHash } from 'node:crypto'
import type { EducationCode } from '@/lib/people/education'
import { uuidV7 } from '@/lib/shared/id'
import { isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'

const WOMEN =
  'زهرا فاطمه مریم لیلا سمیه نرگس معصومه اعظم پروین شهلا ناهید مهناز سارا الهام رقیه طاهره کبری سکینه نسرین گلناز آیدا روناک شیلان هاجر ریحانه'.split(
    ' ',
  )
const MEN = 'علی حسین رضا محمد یوسف'.split(' ')
const SURNAMES =
  'اکبری جعفری کریمی نوری صادقی قاسمی رحیمی مرادی عباسی یوسفی ابراهیمی فتحی سلیمانی اسدی نجفی باقری شکری امینی زارعی پناهی درویشی صفری خلیلی ملکی بهرامی'.split(
    ' ',
  )
const FATHERS = 'علی حسن رضا محمد احمد محمود کریم رحیم یوسف ابراهیم'.split(' ')
const EDUCATION: EducationCode[] = ['ILLITERATE', 'PRIMARY', 'MIDDLE', 'DIPLOMA', 'UNIVERSITY']
/** The Jalali year in which the demonstration runs. */
const YEAR = 1403

export const ORGANISATIONS = [
  'انجمن مهرآفرین',
  'کانون همیاران محله',
  'بنیاد آوای نو',
  'جمعیت سپید',
  'انجمن بانوان کوشا',
  'کانون باران',
  'جمعیت دوستی',
  'انجمن افق روشن',
  'کانون گلبرگ',
  'جمعیت پیوند',
] as const

export type DemoPerson = {
  first: string
  last: string
  father: string
  sex: 'F' | 'M'
  nationalId: string
  birthIso: string
  birthYear: number
  education: EducationCode
  isHead: boolean
}

/** A fictional national id: a prefix believed not to be issued, the cohort, the person, and the right check digit. */
export function demoNationalId(c: number, p: number): string {
  const nine = `000${String(c).padStart(2, '0')}${String(p).padStart(2, '0')}01`
  const rest = [...nine].reduce((sum, digit, i) => sum + Number(digit) * (10 - i), 0) % 11
  return nine + (rest < 2 ? rest : 11 - rest)
}

/** Somebody of that age on every day from 1 to 31 Ordibehesht: nobody has a birthday in that month. */
function birth(age: number, seed: number): { birthIso: string; birthYear: number } {
  const month = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12][seed % 11]!
  const birthYear = YEAR - age - (month === 1 ? 0 : 1)
  return { birthYear, birthIso: orThrow(isoOf(birthYear, month, (seed % 28) + 1)) }
}

/** Participant `p` of cohort `c`, both from one. */
export function demoParticipant(c: number, p: number): DemoPerson {
  const isMan = p === ((4 * c) % 25) + 1
  return {
    first: isMan ? MEN[Math.ceil(c / 5) - 1]! : WOMEN[p - 1]!,
    last: SURNAMES[(p + c - 2) % 25]!,
    father: FATHERS[(c + p) % 10]!,
    sex: isMan ? 'M' : 'F',
    nationalId: demoNationalId(c, p),
    ...birth(18 + ((7 * p + 3 * c) % 43), 5 * c + 3 * p),
    education: EDUCATION[(p + c) % 5]!,
    isHead: p % 5 === 0,
  }
}

/** The facilitator of cohort `c`; two of them are men. */
export function demoFacilitator(c: number): DemoPerson {
  const man = c === 11 ? 'کاوه' : c === 19 ? 'سامان' : null
  return {
    first: man ?? WOMEN[25 - c]!,
    last: SURNAMES[(7 * c) % 25]!,
    father: FATHERS[c % 10]!,
    sex: man ? 'M' : 'F',
    nationalId: demoNationalId(c, 0),
    ...birth(26 + ((3 * c) % 24), 5 * c),
    education: 'UNIVERSITY',
    isHead: false,
  }
}

/** The name of member `i` of hamyar group `g`; no two of a group have the same. */
export function demoName(g: number, i: number): { first: string; last: string; father: string } {
  return {
    first: WOMEN[(3 * g + i) % 25]!,
    last: SURNAMES[(4 * i + 7 * g) % 25]!,
    father: FATHERS[(g + 3 * i) % 10]!,
  }
}

/** The same id for the same thing at every load, so that an account keeps pointing at its person. */
export function demoId(...parts: (string | number)[]): string {
  const bytes = createHash('sha256')
    .update(['tabavar demo', ...parts].join('|'))
    .digest()
  return uuidV7(Date.UTC(2024, 3, 16), bytes)
}

export const facilitatorPersonId = (c: number) => demoId('facilitator', c)
