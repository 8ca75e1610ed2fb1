import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { ProposeAssociation } from '@/lib/associations/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { associationClock, associationCounties } from '../../queries/associations/association-facts'
import { authorise, type Context, inTransaction } from '../../transaction'
import { writeMove } from './load-association'

export type AssociationMade = { associationId: string; code: string; scopeId: number }

/** A new association with a node of its own under its county. E-SA-08: its formation cannot begin after today. E-SA-13: the name is taken. */
export async function proposeAssociation(ctx: Context, input: ProposeAssociation): Promise<AssociationMade> {
  const { countyId, nameFa, capacityGroup, begunOn, demo } = ProposeAssociation.parse(input)
  return inTransaction(ctx, async (db) => {
    const counties = await associationCounties(db, scopeOf(ctx.actor), 'run')
    const county = counties.find((one) => one.countyId === countyId)
    if (!county) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', { path: county.path, programme: 'ASSOCIATION' })
    const clock = await associationClock(db, county.provinceId, ctx.now)
    if (begunOn > tehranDay(clock)) throw new AppError('E-SA-08')
    const [next] = await db.execute<{ code: string }>(
      demo
        ? sql`select ${demo.code}::text as code`
        : sql`select app.next_association_code(${county.provinceId}::uuid) as code`,
    )
    const [node] = await db.execute<{ id: number }>(
      sql`select app.add_association_unit(${county.scopeId}, ${nameFa}) as id`,
    )
    const scopeId = node!.id
    const at = ctx.now.toISOString()
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.association (scope_id, province_id, county_id, code, name_fa, fold, capacity_group, begun_on, pinned_now, is_demo,
        created_by, created_at)
      values (${scopeId}, ${county.provinceId}::uuid, ${countyId}::uuid, ${next!.code}, ${nameFa}, ${foldText(nameFa)}, ${capacityGroup},
        ${begunOn}::date, ${demo?.pinnedNow.toISOString() ?? null}::timestamptz, ${ctx.actor.isDemo}, app.me(), ${at}::timestamptz)
      returning id`)
    const associationId = made!.id
    await writeMove(
      db,
      ctx,
      { associationId, scopeId, state: null },
      { act: 'propose', to: 'CAPACITY_IDENTIFIED', reason: '' },
    )
    return { associationId, code: next!.code, scopeId }
  })
}
