import type { AskView, ChangeView } from '@/components/workshops/paper-confirm'
import type {
  PaperCellView,
  PaperColumnView,
  PaperSheetView,
  TroubleView,
} from '@/components/workshops/paper-sheet'
import type { DoorSession, JudgedPaper } from '@/db/queries/workshops/judge-paper'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { PaperMark } from '@/lib/workshops/paper-mark'
import type { PaperMember } from '@/lib/workshops/paper-people'
import type { PaperCell, PaperVerdict, SheetReading } from '@/lib/workshops/paper-register'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { markWords } from '@/lib/workshops/register-sentence'
import { paperSentence } from '../sentence'

export type PaperView = {
  sheets: PaperSheetView[]
  asks: AskView[]
  changes: ChangeView[]
  sessions: number
  marks: number
  unmarked: number
  doubtful: number
}
type Desk = { t: Words; locale: Locale; labels: RegisterLabels }

/** Everything the preview of typed registers shows, in words. */
export function paperView(judged: JudgedPaper, desk: Desk): PaperView {
  const sessions = new Map(
    judged.cohorts.flatMap((cohort) => cohort.sessions.map((one) => [one.sessionId, one])),
  )
  const fresh = judged.sheets
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
    .filter(({ state, sessionId }) => state === 'new' && sessions.get(sessionId)!.code === null)
  return {
    sheets: judged.sheets.map((sheet) => sheetView(sheet, judged, sessions, desk)),
    asks: judged.sheets.flatMap((sheet) => asksOf(sheet, desk)),
    changes: judged.sheets.flatMap((sheet) => changesOf(sheet, sessions, desk)),
    sessions: new Set(fresh.map(({ sessionId }) => sessionId)).size,
    marks: fresh.length,
    unmarked: judged.sheets.reduce((sum, { unmarked }) => sum + unmarked, 0),
    doubtful: judged.sheets.reduce((sum, { doubtful }) => sum + doubtful, 0),
  }
}

type Sessions = ReadonlyMap<string, DoorSession>

function sheetView(sheet: SheetReading, judged: JudgedPaper, sessions: Sessions, desk: Desk): PaperSheetView {
  const { t, locale } = desk
  const number = (value: number) => formatNumber(value, locale)
  const cohort = judged.cohorts.find(({ cohortId }) => cohortId === sheet.cohortId)
  const named = new Set(sheet.rows.map(({ member }) => member?.personId))
  const missing =
    cohort?.members.filter(({ personId, to }) => to === null && !named.has(personId)).length ?? 0
  const notes = [
    sheet.repeats === null ? '' : t('paper.preview.repeats', { sheet: isolate(sheet.repeats) }),
    sheet.unmarked > 0 ? t('paper.preview.unmarked', { count: number(sheet.unmarked) }) : '',
    sheet.doubtful > 0 ? t('paper.preview.doubtful', { count: number(sheet.doubtful) }) : '',
    missing > 0 ? t('paper.preview.missing', { count: number(missing) }) : '',
    sheet.skipped.length > 0 ? t('paper.preview.skipped', { count: number(sheet.skipped.length) }) : '',
  ]
  return {
    name: sheet.name,
    refused: sheet.code ? paperSentence(t, locale, sheet.code) : null,
    sum: t('paper.preview.sheet', { people: number(sheet.rows.length), minutes: number(sheet.minutes) }),
    notes: notes.filter(Boolean),
    columns: sheet.columns.map((column) => columnView(column, sheet, sessions, desk)),
    rows: sheet.rows.map((row) => ({
      key: row.key,
      row: number(row.row),
      name: row.member ? `${row.member.first} ${row.member.last}` : row.name,
      minutes: row.status === 'accepted' ? number(row.minutes) : '',
      why: row.status === 'accepted' ? null : paperSentence(t, locale, row.code ?? ''),
      cells: row.cells.map((cell) => cellView(cell, desk)),
    })),
    troubles: troublesOf(sheet, sessions, desk),
  }
}

function columnView(
  { at, title, sessionId, code }: SheetReading['columns'][number],
  { rows }: SheetReading,
  sessions: Sessions,
  { t, locale }: Desk,
): PaperColumnView {
  const session = sessionId ? sessions.get(sessionId)! : null
  const cells = rows.flatMap((row) => row.cells.filter((cell) => cell.sessionId === sessionId))
  const count = (state: PaperCell['state']) => cells.filter((cell) => cell.state === state).length
  const [fresh, same, differs] = [count('new'), count('same'), count('differs')]
  const refused = code ?? session?.code ?? null
  const state = fresh > 0 ? 'ready' : same > 0 ? 'already' : 'nothingNew'
  return {
    key: at,
    title: localDigits(title, locale) || at,
    session: session
      ? `${formatNumber(session.seq, locale)} · ${formatDay(session.day, locale, 'long')}`
      : '',
    counts: [fresh, same, differs].map((value) => formatNumber(value, locale)) as [string, string, string],
    tone: refused ? 'broken' : fresh > 0 ? 'done' : 'neutral',
    state: refused ? paperSentence(t, locale, refused, session?.values) : t(`paper.preview.${state}`),
  }
}

function cellView(cell: PaperCell, { t, locale, labels }: Desk): PaperCellView {
  const { at, state, typed, mark, code } = cell
  const text = localDigits(typed, locale)
  if (state === 'doubtful')
    return { key: at, code: 'doubtful', text: `${text} !`, spoken: paperSentence(t, locale, code ?? '') }
  if (!mark) {
    const word = t(state === 'again' ? 'paper.preview.again' : 'paper.preview.empty')
    return { key: at, code: 'none', text: state === 'again' ? '″' : '·', spoken: word }
  }
  return { key: at, code: mark.code, text, spoken: wordsOfMark(mark, labels, locale) }
}

const wordsOfMark = (mark: PaperMark, labels: RegisterLabels, locale: Locale) =>
  markWords({ ...mark, reason: null }, labels, locale)

function troublesOf(sheet: SheetReading, sessions: Sessions, { t, locale }: Desk): TroubleView[] {
  const line = (at: string, name: string, typed: string, code: string, session?: DoorSession) => ({
    key: `${at}|${code}`,
    at: localDigits(at, locale),
    name,
    typed: localDigits(typed, locale),
    why: paperSentence(t, locale, code, session?.values),
  })
  return [
    ...sheet.columns.flatMap(({ at, title, code }) => (code ? [line(at, '', title, code)] : [])),
    ...sheet.rows.flatMap((row) =>
      row.status === 'rejected' ? [line(String(row.row), row.name, '', row.code ?? '')] : [],
    ),
    ...sheet.rows.flatMap((row) =>
      row.cells
        .filter(({ state }) => state === 'doubtful')
        .map((cell) => line(cell.at, nameOf(row), cell.typed, cell.code ?? '', sessions.get(cell.sessionId))),
    ),
  ]
}

const nameOf = ({ member, name }: PaperVerdict) => (member ? `${member.first} ${member.last}` : name)

function asksOf(sheet: SheetReading, { t, locale }: Desk): AskView[] {
  const choice = ({ personId, first, last, father, rowNo }: PaperMember) => {
    const said = { row: formatNumber(rowNo, locale), name: `${first} ${last}` }
    const label = father
      ? t('paper.preview.candidateFather', { ...said, father })
      : t('paper.preview.candidate', said)
    return { value: personId, label }
  }
  return sheet.rows
    .filter(({ status }) => status === 'ask')
    .map(({ key, row, name, code, candidates }) => ({
      key,
      label: t('paper.preview.askRow', {
        sheet: isolate(sheet.name),
        row: formatNumber(row, locale),
        name: isolate(name),
      }),
      why: paperSentence(t, locale, code ?? ''),
      choices: candidates.map(choice),
    }))
}

function changesOf(sheet: SheetReading, sessions: Sessions, { t, locale, labels }: Desk): ChangeView[] {
  return sheet.columns.flatMap(({ sessionId }) => {
    const session = sessionId ? sessions.get(sessionId) : undefined
    if (!session || session.code !== null) return []
    const rows = sheet.rows.flatMap((row) =>
      row.cells
        .filter((cell) => cell.sessionId === sessionId && cell.state === 'differs')
        .map((cell) => ({ row, cell })),
    )
    if (rows.length === 0) return []
    const day = `${formatNumber(session.seq, locale)} · ${formatDay(session.day, locale, 'long')}`
    return [
      {
        sessionId: session.sessionId,
        label: t('paper.preview.overwriteSession', {
          sheet: isolate(sheet.name),
          session: day,
          count: formatNumber(rows.length, locale),
        }),
        changes: rows.map(({ row, cell }) =>
          t('paper.preview.change', {
            name: isolate(nameOf(row)),
            stored: wordsOfMark(cell.stored!, labels, locale),
            typed: wordsOfMark(cell.mark!, labels, locale),
          }),
        ),
      },
    ]
  })
}
