import type { CellValue } from '@/lib/shared/cell'
import { cellText } from '@/lib/shared/cell'
import { addDays, ageOn, isIsoDay, isoOf, jalaliOf, jalaliText, jalaliYearOf } from '@/lib/shared/jalali'
import { type DayParts, dayParts, fullYear, monthParts } from '@/lib/shared/jalali-parse'
import { latinDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'

/** A birth date as understood: `text` is 1385/12/08, or 1380 where only the Jalali year is known. */
export type Birth = {
  text: string
  year: number
  iso: string | null
  /** True where what was typed can be read in two ways: a person must confirm it. */
  doubtful: boolean
}
export type BirthResult = Result<Birth, 'E-GEN-01' | 'E-PER-04'>

const OLDEST = 120
const ELDERLY = 60
const EXCEL_EPOCH = '1899-12-30'

/**
 * A birth date out of a cell or a typed text, in any digits, order and separator; a Jalali or Gregorian date, a year,
 * an Excel date or its serial number. `onDay` (ISO) bounds it: later is the future.
 * E-GEN-01: nothing there. E-PER-04: not a day, in the future, or more than 120 years back.
 */
export function parseBirth(cell: CellValue, onDay: string): BirthResult {
  if (cell !== null && typeof cell === 'object') return fromProgram(cell.excelDate, onDay)
  const text = latinDigits(cleanText(cellText(cell)))
    .replace(/^['’"]+|['’"]+$/g, '')
    .replace(/^(?:متولد|سال|مورخ|تاریخ)[\s:]*(?=\d)|(?<=\d)\s*(?:ه[\s.]*ش\.?|شمسی|خورشیدی|ش)$/gu, '')
    .replace(/(?<=[\d\p{L}])\s*\([^)]*\)$/u, '')
    .replace(/([/\-.])\1+/g, '$1')
    .replace(/(?<=\d\D+\d+\D+\d+)[/\-.،,]+$/, '')
    .replace(/(?<=\d)[T ]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(Z|[AP]M)?$/i, '')
    .trim()
  if (text === '' || /^[-–—_.]+$/.test(text)) return fail('E-GEN-01')
  if (/^\d+(\.\d+)?$/.test(text)) return fromNumber(text, onDay)
  const parts = dayParts(text) ?? englishParts(text)
  return parts ? fromParts(parts, onDay, text) : fromMonth(text, onDay)
}

/** How old she is at most and at least on a day: the two differ where only the year of birth is known. */
export function ageBounds(birth: Birth, onDay: string): { atLeast: number; atMost: number } {
  if (birth.iso) return { atLeast: ageOn(birth.iso, onDay), atMost: ageOn(birth.iso, onDay) }
  const years = jalaliYearOf(onDay) - birth.year
  return { atLeast: years - 1, atMost: years }
}

// A program that knows Jalali years only as text stores 1367/01/18 as a date of the Middle Ages.
function fromProgram(isoDay: string, onDay: string): BirthResult {
  const [y = 0, m = 0, d = 0] = isoDay.split('-').map(Number)
  if (y >= 1200 && y < 1600) return jalali(y, m, d, onDay, false)
  return isIsoDay(isoDay) ? gregorian(isoDay, onDay, false) : fail('E-PER-04')
}

function fromNumber(text: string, onDay: string): BirthResult {
  const value = Number(text)
  const today = jalaliYearOf(onDay)
  if (/^\d{2}$/.test(text)) {
    const year = fullYear(value, today)
    // «35» is as likely an age as the year 1335.
    return yearOnly(year, onDay, today - year > ELDERLY)
  }
  if (/^1[2-5]\d\d(\.0+)?$/.test(text)) return yearOnly(value, onDay, false)
  // A Gregorian year covers two Jalali ones; the later holds nine of its months.
  if (/^(18|19|20)\d\d(\.0+)?$/.test(text)) return yearOnly(value - 621, onDay, true)
  if (/^\d{4,5}(\.\d+)?$/.test(text) && value >= 5000 && value < 60_000)
    return gregorian(addDays(EXCEL_EPOCH, Math.floor(value)), onDay, false)
  const parts = dayParts(text.replace(/\.0+$/, ''))
  return parts ? fromParts(parts, onDay, text) : fromMonth(text, onDay)
}

// «مرداد ۱۳۷۰» and «1370/5»: the day is missing, so the year is proposed.
function fromMonth(text: string, onDay: string): BirthResult {
  const parts = monthParts(text)
  return parts ? yearOnly(fullYear(parts.y, jalaliYearOf(onDay)), onDay, true) : fail('E-PER-04')
}

function fromParts({ y, m, d }: DayParts, onDay: string, typed: string): BirthResult {
  if (y >= 1700) {
    const yearFirst = /^\d{4}/.test(typed)
    const [month, day] = !yearFirst && m > 12 && d <= 12 ? [d, m] : [m, d]
    const iso = `${y}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const twoReadings =
      !yearFirst && /^\d/.test(typed) && m <= 12 && d <= 12 && m !== d && !/\p{L}/u.test(typed)
    return isIsoDay(iso) ? gregorian(iso, onDay, twoReadings) : fail('E-PER-04')
  }
  const shortBothWays =
    y <= 31 && d <= 31 && y !== d && /^\d{1,2}\D/.test(typed) && !/\d{4}|\p{L}/u.test(typed)
  return jalali(fullYear(y, jalaliYearOf(onDay)), m, d, onDay, shortBothWays)
}

function jalali(y: number, m: number, d: number, onDay: string, doubtful: boolean): BirthResult {
  // «1367/00/00» is how registries write that only the year is known.
  if (d === 0 && m <= 12) return yearOnly(y, onDay, doubtful)
  const iso = isoOf(y, m, d)
  return iso.ok ? whole(iso.value, onDay, doubtful) : fail('E-PER-04')
}

function gregorian(isoDay: string, onDay: string, doubtful: boolean): BirthResult {
  return whole(isoDay, onDay, doubtful)
}

function whole(isoDay: string, onDay: string, doubtful: boolean): BirthResult {
  if (isoDay > onDay || ageOn(isoDay, onDay) > OLDEST) return fail('E-PER-04')
  const { y, m, d } = jalaliOf(isoDay)
  return ok({ text: jalaliText(y, m, d), year: y, iso: isoDay, doubtful })
}

function yearOnly(year: number, onDay: string, doubtful: boolean): BirthResult {
  const today = jalaliYearOf(onDay)
  if (year > today || year < today - OLDEST) return fail('E-PER-04')
  return ok({ text: String(year), year, iso: null, doubtful })
}

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

// «12-Apr-1988» and «April 12, 1988»: what a program in English makes of a date.
function englishParts(text: string): DayParts | null {
  const found =
    /^(?<d>\d{1,2})[\s\-./]+(?<m>[a-z]{3,9})[\s\-./,]+(?<y>\d{4})$/i.exec(text) ??
    /^(?<m>[a-z]{3,9})[\s\-.]+(?<d>\d{1,2}),?\s+(?<y>\d{4})$/i.exec(text)
  const month = ENGLISH_MONTHS.indexOf((found?.groups?.m ?? '').slice(0, 3).toLowerCase()) + 1
  return found && month > 0 ? { y: Number(found.groups?.y), m: month, d: Number(found.groups?.d) } : null
}
