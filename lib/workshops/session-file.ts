import { type CellValue, cellLine, type Grid } from '@/lib/shared/cell'
import { formatDay } from '@/lib/shared/jalali'
import type { Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { PaperMark } from './paper-mark'
import { readSheetCode, sheetCode } from './paper-print'

/** The register of one session as a spreadsheet has it; rows are numbered as the group numbers them. */
export type SessionFile = {
  sessionId: string
  runCode: string
  isDemo: boolean
  placeFa: string
  countyFa: string
  seq: number
  dayIso: string
  people: { row: number; name: string; mark: PaperMark | null }[]
}

/** A mark in the words the reader of typed registers knows; empty where nothing is recorded. Always Persian, as paper is. */
export function markWord(mark: PaperMark | null, t: Words): string {
  if (!mark) return ''
  const number = (minutes: number) => formatNumber(minutes, 'fa')
  const word = (key: string) =>
    t(`paper-twin.file.${key}`, { late: number(mark.late), early: number(mark.early) })
  if (mark.late > 0 && mark.early > 0) return word('both')
  return word(mark.code)
}

/** Lines of the spreadsheet: whose it is and of which session, titles, people. Names are made harmless by the writer. */
export function sessionFileLines(file: SessionFile, t: Words, harmless: (text: string) => string) {
  const { placeFa, countyFa, seq, dayIso, people } = file
  const title = t('paper-twin.file.session', {
    seq: formatNumber(seq, 'fa'),
    day: formatDay(dayIso, 'fa', 'numeric'),
  })
  return {
    above: [
      [
        t('paper-twin.file.place', { place: placeFa, county: countyFa }),
        t('paper-twin.file.code', { code: sheetCode(file.sessionId, 1, []) }),
      ],
      [t('paper-twin.file.how'), ...(file.isDemo ? [t('words.demo')] : [])],
    ],
    header: [t('paper-twin.file.row'), t('paper-twin.file.name'), title],
    rows: people.map(({ row, name, mark }): CellValue[] => [row, harmless(name), markWord(mark, t)]),
    /** What the column of marks offers; minutes are typed. */
    words: (['PRESENT', 'ABSENT', 'EXCUSED'] as const).map((key) => t(`paper-twin.file.${key}`)),
  }
}

const CODE = /T2\.[\w-]{22}\.1\./
const TOP = 12

/** The session a spreadsheet says it is of, by the code in its first lines; null where it says none, or two. */
export function sessionOfFile(sheets: readonly { rows: Grid }[]): string | null {
  const found = new Set(
    sheets.flatMap(({ rows }) =>
      rows.slice(0, TOP).flatMap((cells) =>
        cells.flatMap((cell) => {
          const code = CODE.exec(cellLine(cell))?.[0]
          return code ? [readSheetCode(code)!.sessionId] : []
        }),
      ),
    ),
  )
  return found.size === 1 ? [...found][0]! : null
}
