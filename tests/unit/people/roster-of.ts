import { type ExistingPeople, type RosterReading, readRosterSheets } from '@/lib/people/roster'
import type { RosterRules } from '@/lib/people/roster-person'
import type { CellValue } from '@/lib/shared/cell'
import { isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'

export const PLACES = [
  { id: 'azin', nameFa: 'محلهٔ آذین', countyNameFa: 'ارومیه' },
  { id: 'parvaz', nameFa: 'محلهٔ پرواز', countyNameFa: 'خوی' },
  { id: 'sepi', nameFa: 'روستای کانی‌سپی', countyNameFa: 'سردشت' },
]
export const NOBODY: ExistingPeople = { byNationalId: () => 'none', byFold: () => false }
export const HEADER = [
  'ردیف',
  'نام',
  'نام خانوادگی',
  'نام پدر',
  'کد ملی',
  'تاریخ تولد',
  'شماره همراه',
  'شهرستان',
  'محله',
  'تحصیلات',
  'سرپرست خانوار',
  'جنسیت',
  'رضایت',
]

/** A fictional id of a number, with its check digit. */
export function idOf(n: number): string {
  const nine = String(n).padStart(9, '0')
  const sum = [...nine].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0) % 11
  return `${nine}${sum < 2 ? sum : 11 - sum}`
}

const FIELDS = [
  'index',
  'first',
  'last',
  'father',
  'nationalId',
  'birth',
  'mobile',
  'county',
  'place',
  'edu',
  'head',
  'sex',
  'consent',
] as const
type Cells = Partial<Record<(typeof FIELDS)[number], CellValue>>
let serial = 10_000

/** The cells of one good row under HEADER, changed as told. */
export function rowOf(changes: Cells = {}): CellValue[] {
  serial += 1
  const good: Required<Cells> = {
    index: String(serial),
    first: 'زهرا',
    last: 'اکبری',
    father: 'علی',
    nationalId: idOf(serial),
    birth: '1360/02/03',
    mobile: '09121234567',
    county: 'ارومیه',
    place: 'محلهٔ آذین',
    edu: 'دیپلم',
    head: '',
    sex: 'زن',
    consent: 'بلی',
  }
  const row = { ...good, ...changes }
  return FIELDS.map((field) => row[field])
}

type Options = { existing?: ExistingPeople; rules?: RosterRules; places?: typeof PLACES }

/** Reads sheets of rows against the three places, minimum age 15, first session on 1405/07/04. */
export function readSheets(
  sheets: { name: string; rows: CellValue[][] }[],
  options: Options = {},
): RosterReading {
  const { existing = NOBODY, rules = { minAge: 15 }, places = PLACES } = options
  return orThrow(readRosterSheets(sheets, { places, rules, onDay: orThrow(isoOf(1405, 7, 4)), existing }))
}

export function readRows(rows: CellValue[][], options: Options = {}): RosterReading {
  return readSheets([{ name: '', rows }], options)
}

/** Reads one row under the usual header. */
export function readOne(changes: Cells, options: Options = {}) {
  const [verdict] = readRows([HEADER, rowOf(changes)], options).rows
  if (!verdict) throw new Error('the row was not read')
  return verdict
}
