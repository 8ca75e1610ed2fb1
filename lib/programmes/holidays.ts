import { z } from 'zod'
import { type CellValue, cellLine, type Grid } from '@/lib/shared/cell'
import { isIsoDay, jalaliOf } from '@/lib/shared/jalali'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { cleanText, foldText } from '@/lib/shared/persian-text'

export type HolidayCode = 'not-a-day' | 'other-year' | 'day-twice' | 'no-name'
export type HolidayVerdict = {
  row: number
  /** As it was written. */
  written: string
  day: string | null
  fa: string
  en: string
  code: HolidayCode | null
}

/** The rows of a list that was pasted: cells parted by tabs, semicolons, bars, or commas. */
export function pastedGrid(text: string): Grid {
  return text.split(/\r\n|\r|\n/).map((line) => {
    const parts = /[\t;|؛]/.test(line) ? line.split(/[\t;|؛]/) : line.split(/[,،]/)
    return parts.map((part) => part.trim())
  })
}

const isHead = (row: readonly CellValue[]) =>
  row.length > 0 && row.every((cell) => !/[0-9۰-۹٠-٩]/.test(cellLine(cell)))

/** The ISO day of a cell: a Jalali date in writing, or a day the office program had formatted as one. */
function dayOf(cell: CellValue | undefined): string | null {
  if (cell !== null && typeof cell === 'object' && Number(cell.excelDate.slice(0, 4)) > 1900)
    return isIsoDay(cell.excelDate.slice(0, 10)) ? cell.excelDate.slice(0, 10) : null
  const read = parseJalaliDay(cellLine(cell))
  return read.ok ? read.value : null
}

/**
 * The verdict on each row (date, Persian name, English name) of a Jalali year's table. A first row without any digit
 * is a heading; a serial number before the date is passed over; rows of nothing are left out.
 */
export function readHolidays(grid: Grid, year: number): HolidayVerdict[] {
  const seen = new Set<string>()
  const verdicts: HolidayVerdict[] = []
  let headed = false
  grid.forEach((cells, index) => {
    const row = [...cells]
    const said = row.map(cellLine)
    if (said.every((cell) => cell === '')) return
    if (!headed && verdicts.length === 0 && isHead(cells)) {
      headed = true
      return
    }
    if (row.length > 2 && /^[0-9۰-۹٠-٩]{1,3}$/.test(said[0] ?? '') && dayOf(row[1]) !== null) {
      row.shift()
      said.shift()
    }
    const [written = '', name = '', en = ''] = said
    const fa = cleanText(name).slice(0, 120)
    const day = dayOf(row[0])
    const code =
      day === null
        ? 'not-a-day'
        : jalaliOf(day).y !== year
          ? 'other-year'
          : seen.has(day)
            ? 'day-twice'
            : foldText(fa).length < 2
              ? 'no-name'
              : null
    if (day !== null && code === null) seen.add(day)
    verdicts.push({ row: index + 1, written, day, fa, en: cleanText(en).slice(0, 120), code })
  })
  return verdicts
}

export const LoadHolidays = z.strictObject({
  year: z.int().min(1300).max(1500),
  days: z
    .array(
      z.strictObject({
        day: z.string().refine(isIsoDay, 'E-GEN-01'),
        fa: z.string().trim().min(2, 'E-GEN-01').max(120, 'E-GEN-01'),
        en: z.string().trim().max(120, 'E-GEN-01').default(''),
      }),
    )
    .min(1, 'E-GEN-01')
    .max(120, 'E-GEN-01'),
  source: z
    .string()
    .max(200, 'E-GEN-01')
    .transform(cleanText)
    .refine((text) => text.length >= 2, 'E-GEN-01'),
})
export type LoadHolidays = z.input<typeof LoadHolidays>
