import { sql } from 'drizzle-orm'
import { MovePlace } from '@/lib/programmes/cohort-schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'

/**
 * A neighbourhood comes to another county, its groups with it; one function of the database moves place, groups and
 * their nodes together. E-COH-08: a release has counted it where it was.
 */
export async function movePlace(
  ctx: Context,
  input: MovePlace,
): Promise<{ placeId: string; cohorts: number }> {
  const asked = MovePlace.parse(input)
  return inTransaction(ctx, async (db) => {
    const counties = await db.execute<{ scopeId: number; name: string; fresh: boolean }>(sql`
      select k.scope_id as "scopeId", k.name_fa as name, k.id = ${asked.countyId} as fresh from app.place k where k.kind = 'COUNTY'
        and (k.id = ${asked.countyId} or k.scope_id = (select scope_id from app.place where id = ${asked.placeId} and kind = 'NEIGHBOURHOOD'))`)
    const [old, to] = [counties.find(({ fresh }) => !fresh), counties.find(({ fresh }) => fresh)]
    if (!old || !to) throw new AppError('E-GEN-02')
    for (const { scopeId } of [old, to]) authorise(ctx.actor, 'run', await placeOfScope(db, scopeId))
    const [moved] = await db.execute<{ n: number }>(
      sql`select app.move_place(${asked.placeId}, ${asked.countyId}) as n`,
    )
    await audit(db, ctx, {
      action: 'place.move',
      entity: 'place',
      entityId: asked.placeId,
      scopeId: to.scopeId,
      before: { county: old.name },
      after: { county: to.name, cohorts: moved!.n },
      reason: asked.reason,
    })
    return { placeId: asked.placeId, cohorts: moved!.n }
  })
}
