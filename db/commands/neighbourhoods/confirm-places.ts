import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import { unpackDraft } from '../../queries/people/import-drafts'
import { judgePlaces } from '../../queries/programmes/judge-places'
import { authorise, type Context, inTransaction } from '../../transaction'
import { openBytes } from '../../vault'
import { type ReadSheets, takeDraft } from '../people/import-draft'
import { addCohort } from '../programmes/add-cohort'
import { addPlace } from './add-place'

const Confirm = z.strictObject({ draftId: z.uuid() })

export type ConfirmedPlaces = { runCode: string; taken: number; left: number }

/** Takes an uploaded list of neighbourhoods: a place and a cohort for each row that is not rejected, or nothing at all. */
export async function confirmPlaces(
  ctx: Context,
  input: z.input<typeof Confirm>,
  readSheets: ReadSheets,
): Promise<ConfirmedPlaces> {
  const { draftId } = Confirm.parse(input)
  return inTransaction(ctx, async (db) => {
    const draft = await takeDraft(db, ctx, draftId)
    if (draft.kind !== 'PLACES') throw new AppError('draft-gone')
    authorise(ctx.actor, 'run', draft)
    const spot = { table: 'import_draft', column: 'sealed', rowId: draftId }
    const { bytes } = unpackDraft(openBytes(draft.provinceId, spot, draft.sealed))
    const { sheets } = orThrow(await readSheets(bytes, draft.fileName))
    const { rows } = orThrow(await judgePlaces(db, scopeOf(ctx.actor), draft.runId, sheets))
    const inner = { ...ctx, db }
    let taken = 0
    for (const { value, status } of rows) {
      if (!value || status === 'rejected' || status === 'unchanged') continue
      const { countyId, nameFa, setting, zone } = value
      const { placeId } = await addPlace(inner, { countyId, nameFa, setting, zone })
      await addCohort(inner, { runId: draft.runId, placeId })
      taken++
    }
    const left = rows.filter((row) => row.status === 'rejected').length
    await audit(db, ctx, {
      action: 'import.confirm',
      entity: 'import_draft',
      entityId: draftId,
      scopeId: draft.scopeId,
      after: { kind: draft.kind, taken, left, runId: draft.runId },
    })
    return { runCode: draft.runCode, taken, left }
  })
}
