import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { draw } from '@/lib/quality/draw'
import { DrawSample, MOST_CALLS } from '@/lib/quality/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { callPool } from '../../queries/quality/calls'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asJson, placeOfScope } from '../programmes/load'
import { clockOfRun } from './run-clock'

/**
 * Draws presences to call back. The seed is kept, so that the same pool gives the same draw. E-QLT-02: too many or none asked for.
 * E-QLT-03: nothing to draw from. E-QLT-04: days the wrong way round, or to come.
 */
export async function drawSample(ctx: Context, input: DrawSample): Promise<{ sampleId: string }> {
  const asked = DrawSample.parse(input)
  return inTransaction(ctx, async (db) => {
    const clock = await clockOfRun(db, asked.runId, ctx.now)
    const [at] = await db.execute<{ scopeId: number }>(
      asked.countyId
        ? sql`select scope_id as "scopeId" from app.place where id = ${asked.countyId} and kind = 'COUNTY'`
        : sql`select scope_id as "scopeId" from app.run where id = ${asked.runId}`,
    )
    if (!at) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'review', await placeOfScope(db, at.scopeId))
    if (asked.wanted < 1 || asked.wanted > MOST_CALLS) throw new AppError('E-QLT-02', { max: MOST_CALLS })
    if (asked.fromDay > asked.toDay || asked.toDay > tehranDay(clock)) throw new AppError('E-QLT-04')
    const weight = (await rulesOf(db, asked.runId, clock)).CALLBACK_FLAG_WEIGHT
    const pool = await callPool(db, scopeOf(ctx.actor), {
      ...asked,
      countyId: asked.countyId ?? undefined,
      clock,
    })
    const seed = asked.seed ?? randomBytes(9).toString('base64url')
    const drawn = draw(pool, asked.wanted, seed, weight)
    if (drawn.length === 0) throw new AppError('E-QLT-03')
    const [sample] = await db.execute<{ id: string }>(sql`
      insert into app.call_sample (scope_id, run_id, county_id, seed, from_day, to_day, wanted, pool, pool_flagged, weight, drawn_by)
      values (${at.scopeId}, ${asked.runId}, ${asked.countyId ?? null}, ${seed}, ${asked.fromDay}, ${asked.toDay}, ${asked.wanted},
        ${pool.length}, ${pool.filter(({ flagged }) => flagged).length}, ${weight}, app.me()) returning id`)
    const lines = drawn.map((line, i) => ({ ...line, position: i + 1 }))
    await db.execute(sql`
      insert into app.call_line (scope_id, sample_id, position, session_id, person_id, flagged)
      select k.scope_id, ${sample!.id}, x.position, x."sessionId", x."personId", x.flagged
      from jsonb_to_recordset(${asJson(lines)}::jsonb) x("sessionId" uuid, "personId" uuid, flagged boolean, position smallint)
      join app.session s on s.id = x."sessionId" join app.cohort c on c.id = s.cohort_id join app.place k on k.id = c.county_id`)
    await audit(db, ctx, {
      action: 'call.draw',
      entity: 'call_sample',
      entityId: sample!.id,
      scopeId: at.scopeId,
      after: {
        seed,
        wanted: asked.wanted,
        drawn: drawn.length,
        pool: pool.length,
        flagged: drawn.filter(({ flagged }) => flagged).length,
      },
    })
    return { sampleId: sample!.id }
  })
}
