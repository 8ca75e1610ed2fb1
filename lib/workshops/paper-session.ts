import type { CellValue } from '@/lib/shared/cell'
import { cellLine } from '@/lib/shared/cell'
import { addDays, isIsoDay, isoOf, jalaliOf } from '@/lib/shared/jalali'
import { monthName, weekdayName } from '@/lib/shared/jalali-names'
import { dayParts, fullYear } from '@/lib/shared/jalali-parse'
import { latinDigits } from '@/lib/shared/number'
import { cleanText, foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import type { SessionState } from './codes'

/** What the title of a column says about its session; days and pairs are every way the figures can be read. */
export type SessionTitle = {
  days: string[]
  /** Month and day of a date without a year. */
  pairs: [number, number][]
  seq: number | null
  /** A number with no word beside it: a session's number, or a day of the month that is named above. */
  bare: boolean
}
export type TitledSession = { sessionId: string; seq: number; day: string; status: SessionState }

const LATEST_YEAR = 1419
const SERIAL_ZERO = '1899-12-30'
const plain = (text: string) =>
  latinDigits(cleanText(text)).normalize('NFD').replace(/\p{M}/gu, '').replace(/ي/g, 'ی').toLowerCase()
const MONTHS = Array.from({ length: 12 }, (_, i) => plain(monthName(i + 1, 'fa'))).concat('امرداد')
const monthOf = (word: string) => (word === 'امرداد' ? 5 : MONTHS.indexOf(word) + 1)
const MONTH = MONTHS.toSorted((a, b) => b.length - a.length).join('|')
const WEEKDAYS = Array.from({ length: 7 }, (_, i) => foldText(weekdayName(i, 'fa'))).toSorted(
  (a, b) => b.length - a.length,
)
const ORDINALS = [
  'اول|یکم',
  'دوم',
  'سوم',
  'چهارم',
  'پنجم',
  'ششم',
  'هفتم',
  'هشتم',
  'نهم',
  'دهم',
  'یازدهم',
  'دوازدهم',
  'سیزدهم',
  'چهاردهم',
  'پانزدهم',
  'شانزدهم',
  'هفدهم',
  'هجدهم',
  'نوزدهم',
  'بیستم',
].map((words) => words.split('|'))

const SEP = '\\s*[/\\-.\\\\،,_٫٬–−]\\s*'
const DATE = new RegExp(`(?<![\\d])(\\d{1,4})${SEP}(\\d{1,2})${SEP}(\\d{1,4})(?!\\d)`)
const NAMED = new RegExp(
  `(?<!\\d)(\\d{1,2})\\s*(?:ام|م)?\\s*(${MONTH})(?:\\s*ماه)?(?:\\s*(\\d{4}|\\d{2}))?(?!\\d)`,
)
const SHORT = new RegExp(`^\\D*?(?<!\\d)(\\d{1,2})${SEP}(\\d{1,2})\\D*$`)
const NUMBER = /(?:جلسه|نشست|session|ج|s)(?:\s*ی)?(?:\s*شماره)?\s*[:.#\-–]?\s*(\d{1,2})(?!\d)/
const ORDINAL = /(?:جلسه|نشست)(?:\s*ی)?\s*([\p{L}]+)/u
const MONTH_ALONE = new RegExp(
  `(?:^|[\\s:،])(${MONTH})(?:\\s*ماه)?(?:\\s*(?:سال\\s*)?(\\d{4}|\\d{2}))?(?=$|[\\s،)])`,
)

/** The session a column's title names, in any spelling and digits; null where it names none. */
export function readSessionTitle(cell: CellValue | undefined): SessionTitle | null {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'object') return said({ days: [cell.excelDate] })
  if (typeof cell === 'number') return ofNumber(cell)
  const text = plain(cellLine(cell))
  if (text === '' || text.length > 80) return null
  const numbered = NUMBER.exec(text)?.[1]
  const seq = numbered ? Number(numbered) : ordinalOf(text)
  const days = daysIn(text)
  if (days.length > 0) return said({ days, seq })
  const short = SHORT.exec(text.replace(NUMBER, ' '))
  const named = NAMED.exec(text)
  if (named) return said({ pairs: [[monthOf(named[2]!), Number(named[1])]], seq })
  if (short) {
    const [a, b] = [Number(short[1]), Number(short[2])]
    return said({
      pairs:
        a === b
          ? [[a, b]]
          : [
              [a, b],
              [b, a],
            ],
      seq,
    })
  }
  if (seq !== null) return said({ seq })
  return /^\d{1,2}$/.test(text) && Number(text) > 0 ? said({ seq: Number(text), bare: true }) : null
}

/** The month a line above the table names («مهر ۱۴۰۵»), with its year where it says one. */
export function monthNamed(cell: CellValue | undefined): { month: number; year: number | null } | null {
  if (typeof cell !== 'string') return null
  const text = plain(cellLine(cell))
  if (daysIn(text).length > 0) return null
  const found = MONTH_ALONE.exec(text)
  if (!found) return null
  return { month: monthOf(found[1]!), year: found[2] ? fullYear(Number(found[2]), LATEST_YEAR) : null }
}

/** A title that only says the weekday, or that a mark stands below, leaves the date to the line above. */
export function leavesTheDateAbove(title: string): boolean {
  const folded = foldText(title)
  if (['', 'حضور', 'وضعیت', 'حضوروغیاب', 'ح/غ', 'حوغ'].map(foldText).includes(folded)) return true
  return WEEKDAYS.includes(folded)
}

/**
 * The one session of a cohort that a title means. no-session: none of that day or number. two-sessions: more than one.
 * Sessions that were cancelled or moved are meant only where no other is.
 */
export function sessionOf<S extends TitledSession>(
  title: SessionTitle,
  sessions: readonly S[],
): Result<S, 'no-session' | 'two-sessions'> {
  const live = sessions.filter(({ status }) => status !== 'CANCELLED' && status !== 'RESCHEDULED')
  const [some, all] = [live, sessions].map((list) => list.filter((session) => means(title, session)))
  const found = some!.length > 0 ? some! : all!
  const [only, another] = found
  if (!only) return fail('no-session')
  if (!another) return ok(only)
  const numbered = title.seq === null ? [] : found.filter(({ seq }) => seq === title.seq)
  return numbered.length === 1 ? ok(numbered[0]!) : fail('two-sessions')
}

function means(title: SessionTitle, { day, seq }: TitledSession): boolean {
  if (title.days.length > 0) return title.days.includes(day)
  if (title.pairs.length === 0) return title.seq === seq
  const { m, d } = jalaliOf(day)
  return title.pairs.some(([month, date]) => month === m && date === d)
}

/** A bare number read as a day of the month that stands above it. */
export function asDayOf({ month, year }: { month: number; year: number | null }, day: number): SessionTitle {
  if (year === null) return said({ pairs: [[month, day]] })
  const iso = isoOf(year, month, day)
  return said({ days: iso.ok ? [iso.value] : [], pairs: iso.ok ? [] : [[month, day]] })
}

function said(parts: Partial<SessionTitle>): SessionTitle {
  return { days: [], pairs: [], seq: null, bare: false, ...parts }
}

function ofNumber(value: number): SessionTitle | null {
  if (!Number.isInteger(value)) return null
  if (value > 0 && value < 100) return said({ seq: value, bare: true })
  if (value > 40_000 && value < 60_000) return said({ days: [addDays(SERIAL_ZERO, value)] })
  const days = value > 13_000_000 && value < 20_999_999 ? daysIn(String(value)) : []
  return days.length > 0 ? said({ days }) : null
}

function ordinalOf(text: string): number | null {
  const word = ORDINAL.exec(text)?.[1]
  const at = word ? ORDINALS.findIndex((list) => list.includes(word)) : -1
  return at < 0 ? null : at + 1
}

function daysIn(text: string): string[] {
  const compact = /(?<!\d)(1[34]\d{2}|20\d{2})(\d{2})(\d{2})(?!\d)/.exec(text)
  if (compact) return isoDays(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const named = NAMED.exec(text)
  if (named?.[3]) return isoDays(Number(named[3]), monthOf(named[2]!), Number(named[1]))
  const spaced = /^[^\d]*(\d{4})\s+(\d{1,2})\s+(\d{1,2})$/.exec(text)
  if (spaced) return isoDays(Number(spaced[1]), Number(spaced[2]), Number(spaced[3]))
  const written = DATE.exec(text)
  if (!written) return []
  const [a, b, c] = [written[1]!, written[2]!, written[3]!]
  // Of three short figures nobody says which is the year: both readings, and the plan decides.
  if (a.length <= 2 && c.length <= 2)
    return [...isoDays(Number(a), Number(b), Number(c)), ...isoDays(Number(c), Number(b), Number(a))]
  const parts = dayParts(`${a}/${b}/${c}`)
  return parts ? isoDays(parts.y, parts.m, parts.d) : []
}

function isoDays(year: number, month: number, day: number): string[] {
  if (year >= 1900 && year < 2200) {
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    return isIsoDay(iso) ? [iso] : []
  }
  const iso = isoOf(fullYear(year, LATEST_YEAR), month, day)
  return iso.ok ? [iso.value] : []
}
