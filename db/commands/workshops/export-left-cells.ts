import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { draftRun, importDraft, unpackDraft } from '../../queries/people/import-drafts'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import type { LeftCell } from './import-registers'

const Export = z.strictObject({ draftId: z.uuid() })

/** What of one's own import was not taken, for a file to follow up; taking it out is audited with its number. */
export async function exportLeftCells(
  ctx: Context,
  input: z.input<typeof Export>,
): Promise<{ cells: LeftCell[]; fileName: string; values: Record<string, number> }> {
  const { draftId } = Export.parse(input)
  return inTransaction(ctx, async (db) => {
    const draft = await importDraft(db, scopeOf(ctx.actor), draftId)
    if (draft?.kind !== 'PAPER_RESULT') throw new AppError('draft-gone')
    const run = await draftRun(db, draft.runId)
    const home = run?.homes[0]
    if (!home) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', home)
    const { options: cells } = unpackDraft<LeftCell[]>(draft.packed)
    const rules = await rulesOf(db, draft.runId, ctx.now)
    await audit(db, ctx, {
      action: 'export',
      entity: 'import_draft',
      entityId: draftId,
      scopeId: home.scopeId,
      after: { what: 'cells not taken', rows: cells.length },
    })
    return { cells, fileName: draft.fileName, values: { d: rules.SESSION_BACKDATE_MAX_DAYS } }
  })
}
