import { type CellValue, cellText, type Grid } from '@/lib/shared/cell'
import { foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'

/**
 * What a column of a roster can hold; `index` is the row number, `lastFirst` a whole name with the surname first,
 * `phone` a number not said to be a mobile, `guardian` the consent of a minor's guardian.
 */
export type RosterField =
  | 'index'
  | 'full'
  | 'lastFirst'
  | 'first'
  | 'last'
  | 'father'
  | 'nationalId'
  | 'birth'
  | 'birthMonth'
  | 'birthDay'
  | 'mobile'
  | 'phone'
  | 'county'
  | 'place'
  | 'education'
  | 'head'
  | 'sex'
  | 'consent'
  | 'guardian'

/** Field → index of its column, counted from 0. */
export type RosterColumns = Partial<Record<RosterField, number>>

const GUARDIAN = /(رضایت|موافقت).*(ولی|والدین|اولیا|قیم|پدر|مادر|سرپرست(?!خانوار))|guardian|parentalconsent/

// Tried in this order on the folded title without punctuation: the narrower title before the wider one.
const TITLES: readonly (readonly [RosterField, RegExp])[] = [
  ['index', /^(ردیف|شماره(ردیف)?|ش|رد|row|no|number)$/],
  ['guardian', GUARDIAN],
  ['consent', /رضایت|موافقت|consent/],
  [
    'head',
    /^(?!.*(نام|کد|شماره|تلفن|همراه|موبایل|تاریخ|تولد|تحصیل|شغل|جنس)).*(سرپرست|headof(the)?(household|family)|householdhead)|^(head|hoh)$/,
  ],
  [
    'lastFirst',
    /^(نامخانوادگی|خانوادگی|فامیلی?|نامفامیلی?)و?(نام|اسم)(?!خانوادگی)|^(last|sur|family)name(and)?(first)?name$/,
  ],
  [
    'full',
    /نامو?نامخانوادگی|^(نام|اسم)و(نام)?(خانوادگی|فامیل|فامیلی|شهرت)$|^(نامکامل|نامونشان)|^(مشخصات|اسامی)$|^(fullname|name)$/,
  ],
  ['last', /نامخانوادگی|^(نام)?(فامیل|فامیلی|خانوادگی|شهرت)$|^(lastname|surname|family|familyname)$/],
  [
    'first',
    /^(نام|اسم|نامکوچک)$|^نام(شرکتکننده|بانو|فرد|عضو|مددجو|متقاضی|فراگیر)(گان|ان)?$|^(firstname|givenname)$/,
  ],
  [
    'nationalId',
    /(کد|کدشناسایی|شماره|شمارهکارت|شناسه|ش|ک)ملی|^ملی$|^national(id|code|number|no)|^(nid|idn(o|umber)|(code|kode?)?mell?i(code)?)$/,
  ],
  ['birthMonth', /^ماه(تولد)?$/],
  ['birthDay', /^روز(تولد)?$/],
  ['birth', /^(?!.*(محل|شهر|صدور|place|city)).*(تولد|ولادت|birth)|^(سال|تت|تاریخت|dob)$/],
  ['mobile', /همراه|موبایل|^(mobile|cell)/],
  ['phone', /^(?!.*(ثابت|منزل)).*(تلفن|تماس)|^(phone|tel)/],
  ['county', /^(نام)?شهرستان(?!.*(تولد|صدور))|^county/],
  [
    'place',
    /محله|روستا|^محل(زندگی|سکونت|اجرا|اجرای(طرح|دوره))?$|^نام(محل|محله)|^(neighbou?rhood|village|place$)/,
  ],
  [
    'education',
    /^(?!.*(رشته|محل|هزینه|سال)).*تحصیل|^(اخرین)?(مدرک|سواد|میزانسواد|سطحسواد|وضعیتسواد)|^education/,
  ],
  ['sex', /^جنس|^(زنمرد|مردزن|خانماقا|اقاخانم)$|^(sex|gender)/],
]
// Somebody else's id or telephone is not hers.
const SOMEBODY_ELSE = /همسر|مادر|فرزند|معرف|رابط|تسهیلگر|سرپرست|قیم|والدین|اولیا|ولی$/
const FATHERS_NAME = /^(نام.*|ن)?پدر$|^father/
const ABOUT_HER = new Set<RosterField>(['head', 'guardian'])
const LONGEST_TITLE = 80
const NAMES: readonly RosterField[] = ['first', 'last', 'full', 'lastFirst']

/** The field a column title means in any spelling, or null. */
export function fieldOf(title: CellValue | undefined): RosterField | null {
  if (typeof title !== 'string' || title.length > LONGEST_TITLE) return null
  const whole = foldTitle(title)
  const outside = foldTitle(title.replace(/[([{«].*?[)\]}»]/g, ''))
  return matched(outside) ?? matched(whole)
}

function foldTitle(title: string): string {
  return foldText(title).replace(/[^\p{L}\p{N}]/gu, '')
}

function matched(folded: string): RosterField | null {
  if (folded === '') return null
  if (/پدر|father/.test(folded) && !GUARDIAN.test(folded)) return FATHERS_NAME.test(folded) ? 'father' : null
  for (const [field, pattern] of TITLES)
    if (pattern.test(folded)) return !ABOUT_HER.has(field) && SOMEBODY_ELSE.test(folded) ? null : field
  return null
}

/**
 * The columns one row names, or null when it is no header: a header names somebody and at least two things more.
 * A title missing in it may stand in the row above (two-storey headers with merged cells).
 */
export function columnsOf(row: readonly CellValue[], above: readonly CellValue[] = []): RosterColumns | null {
  const own = named(row)
  const upper = named(above)
  if (Object.keys(own).length < 2) return null
  const borrowed: RosterColumns = {}
  if (Object.keys(upper).length >= 2)
    for (const [field, column] of entriesOf(upper))
      if (own[field] === undefined && cellText(row[column]).trim() === '') borrowed[field] = column
  const all = settled({ ...borrowed, ...own })
  if (!NAMES.some((field) => all[field] !== undefined)) return null
  return Object.keys(all).filter((field) => field !== 'index').length >= 3 ? all : null
}

function named(row: readonly CellValue[]): RosterColumns {
  const columns: RosterColumns = {}
  row.forEach((cell, column) => {
    const field = fieldOf(cell)
    if (field && columns[field] === undefined) columns[field] = column
  })
  return columns
}

function entriesOf(columns: RosterColumns): [RosterField, number][] {
  return Object.entries(columns).filter((entry): entry is [RosterField, number] => entry[1] !== undefined)
}

// «نام» without «نام خانوادگی» beside it is the whole name.
function settled(columns: RosterColumns): RosterColumns {
  const { first, ...rest } = columns
  const named = columns.last ?? columns.full ?? columns.lastFirst
  if (first !== undefined && named === undefined) return { ...rest, full: first }
  if (columns.birthMonth !== undefined && columns.birthDay !== undefined) return columns
  const { birthMonth: _month, birthDay: _day, ...whole } = columns
  return whole
}

export type RosterHeader = { row: number; columns: RosterColumns }

/** The header of a sheet: the row (counted from 0) that names most columns, the first of equals. */
export function findHeader(grid: Grid): Result<RosterHeader, 'no-header'> {
  let best: RosterHeader | null = null
  grid.slice(0, 200).forEach((row, index) => {
    const columns = columnsOf(row, grid[index - 1])
    if (columns && (!best || Object.keys(columns).length > Object.keys(best.columns).length))
      best = { row: index, columns }
  })
  return best ? ok(best) : fail('no-header')
}
