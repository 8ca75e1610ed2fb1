'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { loadHolidays } from '@/db/commands/programmes/load-holidays'
import type { ActionResult } from '@/lib/access/answer'
import { type HolidayVerdict, pastedGrid, readHolidays } from '@/lib/programmes/holidays'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { readWorkbook } from '@/lib/server/workbook'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, latinDigits } from '@/lib/shared/number'
import { AppError, orThrow } from '@/lib/shared/result'
import { text } from './form'

export type HolidayPreview = {
  year: number
  source: string
  rows: { row: string; written: string; day: string; fa: string; en: string; verdict: string | null }[]
  /** The table as it would be loaded; empty while a row is wrong. */
  packed: string
  summary: string
}
const LONGEST = 40_000

/** Reads a pasted list or a file and says of each row what it is; nothing is written. */
export async function previewHolidays(
  _before: unknown,
  form: FormData,
): Promise<ActionResult<HolidayPreview>> {
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  const result = await asCommand(async () => {
    const year = Number(latinDigits(text(form, 'year')))
    const source = text(form, 'source')
    if (source.length < 2) throw new AppError('no-source')
    const rows = await rowsOf(form, year)
    if (rows.length === 0) throw new AppError('file-missing')
    const good = rows.flatMap(({ day, fa, en, code }) =>
      day !== null && code === null ? [{ day, fa, en }] : [],
    )
    const wrong = rows.length - good.length
    const values = {
      year: latinDigits(String(year)),
      good: formatNumber(good.length, locale),
      wrong: formatNumber(wrong, locale),
    }
    return {
      year,
      source,
      rows: rows.map((row) => ({
        row: formatNumber(row.row, locale),
        written: row.written,
        day: row.day === null ? t('words.none') : formatDay(row.day, locale, 'full'),
        fa: row.fa,
        en: row.en,
        verdict: row.code === null ? null : t(`holidays.verdict.${row.code}`),
      })),
      packed: wrong === 0 ? JSON.stringify(good) : '',
      summary: t(wrong === 0 ? 'holidays.allGood' : 'holidays.someWrong', values),
    }
  })
  return said(result)
}

async function rowsOf(form: FormData, year: number): Promise<HolidayVerdict[]> {
  const file = form.get('file')
  if (file instanceof File && file.size > 0) {
    const { sheets } = orThrow(await readWorkbook(new Uint8Array(await file.arrayBuffer()), file.name))
    const read = sheets.map((sheet) => readHolidays(sheet.rows, year)).find((rows) => rows.length > 0)
    return (read ?? []).slice(0, 200)
  }
  return readHolidays(pastedGrid(String(form.get('list') ?? '').slice(0, LONGEST)), year).slice(0, 200)
}

/** Loads the table that was looked at in place of the year's. */
export async function loadYear(_before: unknown, form: FormData): Promise<ActionResult<{ says: string }>> {
  const year = Number(text(form, 'year'))
  const result = await asCommand((ctx) => {
    let days: unknown
    try {
      days = JSON.parse(text(form, 'packed'))
    } catch {
      throw new AppError('E-GEN-04')
    }
    return loadHolidays(ctx, { year, days: days as never, source: text(form, 'source') })
  })
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return {
    ok: true,
    data: { says: t('holidays.loaded', { count: formatNumber(result.data.days, locale) }) },
  }
}
