import { sql } from 'drizzle-orm'
import { MovePlace } from '@/lib/programmes/cohort-schema'
import { AppError } from '@/lib/shared/result'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'

/**
 * A neighbourhood comes to another county, its groups with it; one function of the database moves place, groups and
 * their nodes together and writes it down. E-COH-08: a release has counted it where it was.
 */
export async function movePlace(
  ctx: Context,
  input: MovePlace,
): Promise<{ placeId: string; cohorts: number }> {
  const asked = MovePlace.parse(input)
  return inTransaction(ctx, async (db) => {
    const places = await db.execute<{ scopeId: number }>(sql`
      select scope_id as "scopeId" from app.place where id = ${asked.placeId} and kind = 'NEIGHBOURHOOD'
      union all select scope_id from app.place where id = ${asked.countyId} and kind = 'COUNTY'`)
    if (places.length < 2) throw new AppError('E-GEN-02')
    for (const { scopeId } of places) authorise(ctx.actor, 'run', await placeOfScope(db, scopeId))
    const [moved] = await db.execute<{ n: number }>(
      sql`select app.move_place(${asked.placeId}, ${asked.countyId}, ${asked.reason}, ${ctx.requestId}) as n`,
    )
    return { placeId: asked.placeId, cohorts: moved!.n }
  })
}
