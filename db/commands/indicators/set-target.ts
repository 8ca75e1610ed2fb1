import { sql } from 'drizzle-orm'
import { quarterFromText } from '@/lib/indicators/calendar-quarter'
import type { PlaceLevel } from '@/lib/indicators/catalogue'
import {
  checkTargetQuarter,
  checkTargetValue,
  checkTargetWhere,
  SetTarget,
} from '@/lib/indicators/set-target'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadRun, placeOfScope, type RunRow } from '../programmes/load'

type Where = { level: PlaceLevel; scopeId: number }

/**
 * Sets a target, revises it or takes it away (without a value), with a reason that stays: of the run or a place of it, of a
 * facilitator, of the whole course or by the end of a Jalali quarter. E-TGT-01 out of bounds, E-TGT-02 none for this
 * place, E-TGT-03 a quarter of another time, E-TGT-04 nothing to take away.
 */
export async function setTarget(
  ctx: Context,
  input: SetTarget,
): Promise<{ targetId: string; revision: number }> {
  const asked = SetTarget.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const quarter = quarterFromText(asked.quarter ?? undefined)
    const where = await whereOf(db, run, asked.placeId ?? null, asked.facilitatorId ?? null)
    orThrow(checkTargetWhere(asked.code, where.level, Boolean(asked.facilitatorId)))
    orThrow(checkTargetQuarter(quarter, run))
    if (asked.value !== null) orThrow(checkTargetValue(asked.code, asked.value))
    const [last] = await db.execute<{ revision: number; value: number | null }>(sql`
      select revision, value::float8 as value from app.indicator_target
      where run_id = ${run.id} and code = ${asked.code} and place_id is not distinct from ${asked.placeId ?? null}::uuid
        and facilitator_id is not distinct from ${asked.facilitatorId ?? null}::uuid
        and year is not distinct from ${quarter?.year ?? null}::smallint and quarter is not distinct from ${quarter?.quarter ?? null}::smallint
      order by revision desc limit 1`)
    if (asked.value === null && (last?.value ?? null) === null) throw new AppError('E-TGT-04')
    const revision = (last?.revision ?? 0) + 1
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.indicator_target (scope_id, run_id, code, place_id, facilitator_id, year, quarter, revision, value, source, reason, set_by)
      values (${where.scopeId}, ${run.id}, ${asked.code}, ${asked.placeId ?? null}::uuid, ${asked.facilitatorId ?? null}::uuid,
        ${quarter?.year ?? null}::smallint, ${quarter?.quarter ?? null}::smallint, ${revision}, ${asked.value}::numeric, ${asked.source},
        ${asked.reason}, ${ctx.actor.userId})
      returning id`)
    await audit(db, ctx, {
      action: 'target.set',
      entity: 'indicator_target',
      entityId: made!.id,
      scopeId: where.scopeId,
      before: { value: last?.value ?? null },
      after: {
        code: asked.code,
        value: asked.value,
        placeId: asked.placeId ?? null,
        facilitatorId: asked.facilitatorId ?? null,
        quarter: asked.quarter ?? null,
        revision,
      },
    })
    return { targetId: made!.id, revision }
  })
}

/** The unit a target belongs to: the run's, the county's, the neighbourhood's group, or the facilitator's own. */
async function whereOf(
  db: Db,
  run: RunRow,
  placeId: string | null,
  facilitatorId: string | null,
): Promise<Where> {
  if (facilitatorId !== null) {
    const [found] = await db.execute<{ scopeId: number }>(sql`
      select c.scope_id as "scopeId" from app.cohort_facilitator x join app.cohort c on c.id = x.cohort_id
      where x.facilitator_id = ${facilitatorId} and c.run_id = ${run.id} and x.role = 'LEAD' order by x.from_day desc, x.id limit 1`)
    if (!found) throw new AppError('E-TGT-02')
    return { level: placeId === null ? 'run' : 'county', scopeId: found.scopeId }
  }
  if (placeId === null) return { level: 'run', scopeId: run.scopeId }
  const [found] = await db.execute<Where>(sql`
    select case when p.kind = 'COUNTY' then 'county' else 'neighbourhood' end as level,
      case when p.kind = 'COUNTY' then p.scope_id else c.scope_id end as "scopeId"
    from app.place p join app.cohort c on c.run_id = ${run.id} and c.status <> 'CANCELLED' and (c.county_id = p.id or c.place_id = p.id)
    where p.id = ${placeId} limit 1`)
  if (!found) throw new AppError('E-TGT-02')
  return found
}
