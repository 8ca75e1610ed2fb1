import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { draftRun, importDraft, unpackDraft } from '../../queries/people/import-drafts'
import { authorise, type Context, inTransaction } from '../../transaction'
import type { LeftRows } from './confirm-roster'

const Export = z.strictObject({ draftId: z.uuid() })

/** The rows of one's own import that were not taken, for a file to mend; taking them out is audited with their number. */
export async function exportLeftRows(
  ctx: Context,
  input: z.input<typeof Export>,
): Promise<LeftRows & { fileName: string }> {
  const { draftId } = Export.parse(input)
  return inTransaction(ctx, async (db) => {
    const draft = await importDraft(db, scopeOf(ctx.actor), draftId)
    if (draft?.kind !== 'ROSTER_RESULT') throw new AppError('draft-gone')
    const run = await draftRun(db, draft.runId)
    const home = run?.homes[0]
    if (!home) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', home)
    const { options: left } = unpackDraft<LeftRows>(draft.packed)
    await audit(db, ctx, {
      action: 'export',
      entity: 'import_draft',
      entityId: draftId,
      scopeId: home.scopeId,
      after: { what: 'rows not taken', rows: left.rows.length },
    })
    return { ...left, fileName: draft.fileName }
  })
}
