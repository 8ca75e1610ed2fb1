import { expect, it } from 'vitest'
import { attendanceSheets } from '@/app/[locale]/(office)/office/cohorts/[code]/attendance.xlsx/sheets'
import { indicatorsSheet } from '@/app/[locale]/(office)/office/indicators/table.xlsx/sheet'
import { peopleSheet } from '@/app/[locale]/(office)/office/people/list.xlsx/sheet'
import { sessionsSheet } from '@/app/[locale]/(office)/office/sessions/list.xlsx/sheet'
import { dictionarySheet, type ExportKind } from '@/lib/server/export-dictionary'
import { inertSheet, rowsToXlsx } from '@/lib/server/workbook/write'
import { readSheets } from '@/tests/support/files-read'
import { wordsIn } from './words'

it.each(['fa', 'en'] as const)('every export of the office tells what each column holds, in %s', (locale) => {
  const t = wordsIn(locale)
  const completion = { mode: 'STRICT', share: 1, plannedMinutes: 3600 } as const
  const table = { places: [], asOf: '2024-06-20', completion } as never
  const heads: Record<ExportKind, readonly string[]> = {
    people: peopleSheet([], t, locale).header,
    sessions: sessionsSheet([], t, locale).header,
    indicators: indicatorsSheet(table, table, t, locale).header,
    attendance: attendanceSheets(
      { people: [{ rowNo: 1, name: 'x', status: 'ACTIVE', minutes: 0 } as never], plan: [] },
      [],
      t,
      locale,
    ).flatMap(({ header }) => header),
  }
  for (const [kind, head] of Object.entries(heads)) {
    const told = dictionarySheet(kind as ExportKind, t).rows
    expect(head.length).toBeGreaterThan(4)
    const names = told.map(([name]) => name)
    expect(head.filter((word) => !names.includes(word))).toEqual([])
    for (const [, meaning] of told) expect(meaning!.length).toBeGreaterThan(5)
  }
})

it('a place or module whose name looks like a formula is a text in a file, a telephone and a number are as they were', async () => {
  const rows = [["=cmd|'/c calc'!A1", '+98 44 3333', '@x', '-', 12, 'محله']]
  const sheet = inertSheet({ sheetName: 'x', rtl: true, header: ['a', 'b', 'c', 'd', 'e', 'f'], rows })
  const [read] = await readSheets(await rowsToXlsx(sheet))
  expect(read!.data[1]).toEqual(["'=cmd|'/c calc'!A1", '+98 44 3333', "'@x", '-', 12, 'محله'])
})
