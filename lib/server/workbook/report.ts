import { writeXlsx } from 'hucre/xlsx'
import {
  type NumberKind,
  plainText,
  type ReportCell,
  type ReportDocument,
  type ReportTable,
  tablesOf,
} from '@/lib/reports/document'
import { dirOf, type Words } from '@/lib/shared/locale'
import { inert } from './write'

const TEXT = { numFmt: '@', alignment: { wrapText: true, vertical: 'top' as const } }
const HEAD = {
  numFmt: '@',
  font: { bold: true },
  fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'F4F1EA' } },
  alignment: { wrapText: true, vertical: 'top' as const },
}
const FORMATS: Record<NumberKind, string> = {
  count: '#,##0.##',
  hours: '#,##0.0',
  share: '0.0%',
  points: '0.00',
}
const WIDEST = 60

/** A cell as a program reads it: the number itself where it is one, else the text, which nothing takes for a formula. */
const cellValue = ({ text, value }: ReportCell): string | number => value ?? inert(plainText(text))

function styleOf({ value, format = 'count', strong }: ReportCell) {
  const bold = strong ? { font: { bold: true } } : {}
  if (value === undefined) return { ...TEXT, ...bold }
  // A whole number with «.##» would be shown with a bare point.
  return { numFmt: format === 'count' && Number.isInteger(value) ? '#,##0' : FORMATS[format], ...bold }
}

type Grid = { name: string; head: string[]; rows: ReportCell[][] }

/**
 * The report as a workbook: what it is, its tables a sheet each with numbers as numbers, what each column means and the
 * dictionary of its indicators. Right to left in Persian.
 */
export async function reportXlsx(report: ReportDocument, t: Words): Promise<Uint8Array> {
  const grids = [
    aboutGrid(report, t),
    ...tablesOf(report).map((table) => gridOf(table, t)),
    columnsGrid(report, t),
  ]
  return writeXlsx({
    sheets: grids.map((grid) => sheetOf(grid, dirOf(report.locale) === 'rtl')),
    properties: { title: plainText(report.title), creator: plainText(report.office) },
  })
}

const gridOf = ({ id, columns, rows }: ReportTable, t: Words): Grid => ({
  name: t(`report.file.sheets.${id}`),
  head: columns.map(({ label }) => plainText(label)),
  rows,
})

function aboutGrid(report: ReportDocument, t: Words): Grid {
  const line = (what: string, text: string): ReportCell[] => [{ text: what }, { text }]
  return {
    name: t('report.file.about'),
    head: [t('report.file.what'), t('report.file.value')],
    rows: [
      line(t('report.desk.report'), report.title),
      line(t('report.file.office'), report.office),
      ...report.standing.map((text) => line(t('report.file.standing'), text)),
      ...report.facts.map(([term, value]) => line(term, value)),
      line(t('report.hash'), report.hash),
    ],
  }
}

/** What each column of each sheet holds; a column named after an indicator is told by the dictionary. */
function columnsGrid(report: ReportDocument, t: Words): Grid {
  return {
    name: t('report.file.columns'),
    head: [t('report.file.sheet'), t('report.file.column'), t('report.file.meaning')],
    rows: tablesOf(report).flatMap(({ id, columns }) =>
      columns.map(({ key, label }) => [
        { text: t(`report.file.sheets.${id}`) },
        { text: label },
        { text: meaningOf(key, t) },
      ]),
    ),
  }
}

function meaningOf(key: string, t: Words): string {
  if (key === 'indicator') return t('report.meaning.indicatorName')
  if (t.has(`report.meaning.${key}`)) return t(`report.meaning.${key}`)
  return t('report.meaning.indicator', { code: key })
}

function sheetOf({ name, head, rows }: Grid, rtl: boolean) {
  const all: ReportCell[][] = [head.map((text) => ({ text })), ...rows]
  const cells = new Map(
    all.flatMap((row, y) =>
      row.map(
        (cell, x) =>
          [`${y},${x}`, { value: cellValue(cell), style: y === 0 ? HEAD : styleOf(cell) }] as const,
      ),
    ),
  )
  return {
    name,
    rows: all.map((row) => row.map(cellValue)),
    cells,
    columns: head.map((_, x) => ({
      width: Math.min(WIDEST, Math.max(10, ...all.map((row) => plainText(row[x]?.text ?? '').length + 2))),
    })),
    view: { rightToLeft: rtl },
    freezePane: { rows: 1 },
    pageSetup: { orientation: 'landscape' as const, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}
