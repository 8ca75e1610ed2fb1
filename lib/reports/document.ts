import type { Locale } from '@/lib/shared/locale'
import type { Drawing } from './drawing'

/** How a number is written in a file: a count, hours, a share of one, points. */
export type NumberKind = 'count' | 'hours' | 'share' | 'points'

/** What a cell says, and the number behind it where it is one: files for machines carry the number. */
export type ReportCell = { text: string; value?: number; format?: NumberKind; strong?: true }
export type ReportColumn = {
  /** What it holds: a word of `report.meaning`, or the code of an indicator. */
  key: string
  label: string
  numeric?: true
  /** How wide beside the others; 1 where nothing is said. */
  weight?: number
}

export type ReportTable = {
  kind: 'table'
  /** Names the table within the report: the sheet of the workbook, the twin of a chart. */
  id: string
  title: string
  columns: ReportColumn[]
  rows: ReportCell[][]
}
export type ReportBlock =
  | ReportTable
  | { kind: 'text'; text: string }
  | { kind: 'note'; tone: 'info' | 'warn'; code: string | null; text: string }
  | { kind: 'facts'; rows: [string, string][] }
  | { kind: 'chart'; drawing: Drawing }
  | { kind: 'signatures'; boxes: { role: string; name: string; at: string }[] }

export type ReportSection = { id: string; title: string; blocks: ReportBlock[] }

/**
 * A report in the words of a language, every text ready. The page, the PDF, the text file and the workbook are made of this
 * and of nothing else, so that a figure reads the same in each.
 */
export type ReportDocument = {
  locale: Locale
  title: string
  run: string
  office: string
  /** What everybody must know first: a draft, a demonstration, for whom it is. */
  standing: string[]
  facts: [string, string][]
  sections: ReportSection[]
  /** The hash of the frozen text, whole; it stands on every page. */
  hash: string
  footer: { hash: string; page: string; of: string }
}

/** The text without the marks that hold directions apart, for programs that do not know them. */
export const plainText = (text: string): string => text.replace(/[\u2066-\u2069]/g, '')

export const tablesOf = (report: ReportDocument): ReportTable[] =>
  report.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'))
