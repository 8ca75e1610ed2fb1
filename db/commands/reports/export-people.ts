import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { EXPORT_ROWS } from '@/lib/reports/export-limit'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { ENROLMENT_STATES, type PersonLine, peopleWhole } from '../../queries/people/people-list'
import { deskOf } from '../../queries/programmes/desk'
import { authorise, type Context, inTransaction, readingBeside, requireFreshFactor } from '../../transaction'

const People = z.strictObject({
  runId: z.uuid(),
  search: z.string().max(80).optional(),
  countyId: z.uuid().optional(),
  cohortCode: z.string().max(80).optional(),
  status: z.enum(ENROLMENT_STATES).optional(),
})

/** The people of a run by the filters of their list, for a file. Of an identifier no more than a page shows goes out. */
export async function exportPeople(
  ctx: Context,
  input: z.input<typeof People>,
): Promise<{ rows: PersonLine[]; total: number }> {
  const asked = People.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const desk = await deskOf(db, scope, { runId: asked.runId, power: 'people' })
    if (!desk) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'people', desk)
    requireFreshFactor(ctx)
    const found = await readingBeside(ctx, db, (far) => peopleWhole(far, scope, asked, EXPORT_ROWS))
    await audit(db, ctx, {
      action: 'export',
      entity: 'run',
      entityId: asked.runId,
      scopeId: desk.scopeId,
      // What was searched for is a name: that there was a search is all that is kept.
      after: {
        what: 'people',
        rows: found.rows.length,
        ...(asked.search ? { search: true } : {}),
        ...(asked.countyId ? { countyId: asked.countyId } : {}),
        ...(asked.cohortCode ? { cohort: asked.cohortCode } : {}),
        ...(asked.status ? { status: asked.status } : {}),
      },
    })
    return found
  })
}
