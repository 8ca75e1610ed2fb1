import type { exportLeftCells } from '@/db/commands/workshops/export-left-cells'
import { inert } from '@/lib/server/workbook/write'
import type { Locale, Words } from '@/lib/shared/locale'
import { paperSentence } from './sentence'

type Left = Awaited<ReturnType<typeof exportLeftCells>>
const HEADER = ['sheet', 'at', 'name', 'session', 'typed', 'reason'] as const

/** The sheet of what was not taken: what others typed stays text, also where a program would take it for a formula. */
export function leftCells({ cells, values }: Left, t: Words, locale: Locale) {
  return {
    header: HEADER.map((key) => t(`paper.result.${key}`)),
    rows: cells.map(({ sheet, at, name, title, typed, code }) => [
      ...[sheet, at, name, title, typed].map(inert),
      paperSentence(t, locale, code, values),
    ]),
  }
}
