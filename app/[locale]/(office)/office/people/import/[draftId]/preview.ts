import type { Ask } from '@/components/people/confirm-import'
import type { VerdictLine } from '@/components/people/verdict-table'
import { judgeRoster, type RosterOptions } from '@/db/queries/people/judge-roster'
import { judgePlaces } from '@/db/queries/programmes/judge-places'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import type { Locale, Words } from '@/lib/shared/locale'
import { contentOf, draftOf } from '../incoming'
import { asksOf, placeLines, rosterLines, skippedRows } from './present'

export type Preview =
  | {
      state: 'open'
      kind: 'ROSTER' | 'PLACES'
      fileName: string
      lines: VerdictLine[]
      asks: Ask[]
      ready: number
      skipped: number
      skippedRows: string
    }
  | { state: 'done'; taken: number; unchanged: number; left: number; runCode: string }
  | { state: 'refused'; code: string }

/** What the page of an upload shows: the verdicts while it is open, the result once it was recorded. */
export async function previewOf(
  actor: Actor,
  draftId: string,
  t: Words,
  locale: Locale,
): Promise<Preview | null> {
  const scope = scopeOf(actor)
  const draft = await draftOf(actor, draftId)
  if (!draft) return null
  const { kind, fileName, runId, runCode, result } = draft
  if (kind === 'PAPER' || kind === 'PAPER_RESULT') return null
  if (kind === 'ROSTER_RESULT' || kind === 'PLACES_RESULT') {
    return {
      state: 'done',
      taken: result?.taken ?? 0,
      unchanged: result?.unchanged ?? 0,
      left: result?.left ?? 0,
      runCode,
    }
  }
  const { options, content } = await contentOf<RosterOptions>(draft)
  if (!content.ok) return { state: 'refused', code: content.code }
  const { sheets } = content.value
  if (kind === 'PLACES') {
    const judged = await reading(scope, (db) => judgePlaces(db, scope, runId, sheets))
    if (!judged.ok) return { state: 'refused', code: judged.code }
    const lines = placeLines(judged.value.rows, t, locale)
    return {
      state: 'open',
      kind,
      fileName,
      lines,
      asks: [],
      ready: readyOf(lines),
      skipped: 0,
      skippedRows: '',
    }
  }
  const judged = await reading(scope, (db) => judgeRoster(db, scope, runId, sheets, options))
  if (!judged.ok) return { state: 'refused', code: judged.code }
  const lines = rosterLines(judged.value, sheets, t, locale)
  const asks = asksOf(judged.value, t, locale)
  return {
    state: 'open',
    kind,
    fileName,
    lines,
    asks,
    ready: readyOf(lines),
    skipped: judged.value.skipped.length,
    skippedRows: skippedRows(judged.value, t, locale),
  }
}

const readyOf = (lines: VerdictLine[]) =>
  lines.filter(({ verdict }) => verdict === 'accepted' || verdict === 'warning').length
