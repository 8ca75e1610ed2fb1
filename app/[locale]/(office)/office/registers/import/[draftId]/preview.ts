import { type JudgedPaper, judgePaper } from '@/db/queries/workshops/judge-paper'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import { contentOf, draftOf } from '../../../people/import/incoming'

export type Preview =
  | { state: 'open'; fileName: string; judged: JudgedPaper }
  | { state: 'done'; sessions: number; marks: number; unchanged: number; left: number; runCode: string }
  | { state: 'refused'; code: string }

/** What the page of a file shows: the verdicts while it is open, the result once it was recorded. */
export async function previewOf(actor: Actor, draftId: string): Promise<Preview | null> {
  const scope = scopeOf(actor)
  const draft = await draftOf(actor, draftId)
  if (draft?.kind === 'PAPER_RESULT') {
    const count = (key: string) => draft.result?.[key] ?? 0
    const [sessions, marks, unchanged, left] = ['sessions', 'marks', 'unchanged', 'left'].map(count)
    return {
      state: 'done',
      sessions: sessions!,
      marks: marks!,
      unchanged: unchanged!,
      left: left!,
      runCode: draft.runCode,
    }
  }
  if (draft?.kind !== 'PAPER') return null
  const { content } = await contentOf(draft)
  if (!content.ok) return { state: 'refused', code: content.code }
  const { runId, fileName } = draft
  const judged = await reading(scope, (db) =>
    judgePaper(db, scope, content.value.sheets, { runId, fileName, choices: new Map() }),
  )
  return judged.ok
    ? { state: 'open', fileName, judged: judged.value }
    : { state: 'refused', code: judged.code }
}
