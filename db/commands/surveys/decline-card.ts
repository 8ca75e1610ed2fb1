import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { DeclineCard } from '@/lib/surveys/schema'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadCohort, placeOfScope } from '../programmes/load'

/** Somebody wants no card, or wants one after all; one she had opens nothing any more. E-ASM-14: no such row. */
export async function declineCard(ctx: Context, input: DeclineCard): Promise<{ declined: boolean }> {
  const { cohortId, row, declined } = DeclineCard.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    const [told] = await db.execute<{ done: boolean }>(
      sql`select app.decline_card(${cohort.id}, ${row}, ${declined}) as done`,
    )
    if (!told?.done) throw new AppError('E-ASM-14')
    await audit(db, ctx, {
      action: declined ? 'survey.card-declined' : 'survey.card-wanted',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
    })
    return { declined }
  })
}
