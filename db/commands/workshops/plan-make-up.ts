import { sql } from 'drizzle-orm'
import { AppError, orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import { checkDay, checkMinutes, overlapping } from '@/lib/workshops/plan'
import { PlanMakeUp } from '@/lib/workshops/schema'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { closedDays } from '../programmes/closed-days'
import { loadCohort, loadRun, placeOfScope, runClock } from '../programmes/load'

type Missed = {
  id: string
  cohortId: string
  seq: number
  status: string
  netMinutes: number
  makesUp: boolean
  madeUpAhead: boolean
  venue: string | null
}
export type MakeUpPlanned = { sessionId: string; people: number }

/**
 * Plans a make-up of one session for those who earned nothing in it. E-SES-01 length (never longer than what it makes
 * up), E-SES-02 overlap, E-SES-03 and W-SES-04 the day, E-SES-09 a session that has not counted, E-MUP-01 nobody to come,
 * E-MUP-03 another one ahead.
 */
export async function planMakeUp(ctx: Context, input: PlanMakeUp): Promise<MakeUpPlanned> {
  const asked = PlanMakeUp.parse(input)
  return inTransaction(ctx, async (db) => {
    const [missed] = await db.execute<Missed>(sql`
      select id, cohort_id as "cohortId", seq, status, net_minutes as "netMinutes", makes_up_id is not null as "makesUp", venue,
        exists (select from app.session o where o.makes_up_id = s.id and o.status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED')) as "madeUpAhead"
      from app.session s where id = ${asked.sessionId} and cohort_id is not null`)
    if (!missed) throw new AppError('E-GEN-02')
    const cohort = await loadCohort(db, missed.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    if (missed.makesUp || !['SUBMITTED', 'APPROVED'].includes(missed.status)) throw new AppError('E-SES-09')
    if (missed.madeUpAhead) throw new AppError('E-MUP-03')
    if (['CLOSED', 'CANCELLED'].includes(cohort.status)) throw new AppError('E-SES-09')
    const rules = await rulesOf(db, run.id, runClock(run, ctx.now))
    const minutes = orThrow(
      checkMinutes(asked.minutes ?? missed.netMinutes, {
        minMinutes: Math.min(rules.SESSION_MIN_MINUTES, missed.netMinutes),
        maxMinutes: Math.min(rules.SESSION_MAX_MINUTES, missed.netMinutes),
      }),
    )
    const verdict = checkDay(asked.day, await closedDays(db, asked.day, rules))
    if (verdict?.code === 'E-SES-03' && asked.reason === '')
      throw new AppError('E-SES-03', { name: verdict.holiday ?? 'جمعه' })
    if (verdict?.code === 'W-SES-04' && !asked.acknowledged.includes('W-SES-04'))
      throw new AppError('W-SES-04')
    const startsAt = instantAt(asked.day, asked.time)
    const venue = asked.venue || missed.venue
    await refuseClash(db, cohort.id, { startMs: startsAt.getTime(), minutes }, asked.day, venue)
    const [roster] = await db.execute<{ n: number }>(sql`
      select count(*)::int as n from app.enrolment e where e.cohort_id = ${cohort.id} and e.status in ('REGISTERED', 'ACTIVE')
        and e.registered_on <= ${asked.day} and not e.away @> ${asked.day}::date and not app.hour_credited(${missed.id}, e.person_id, null)`)
    if (!roster || roster.n === 0) throw new AppError('E-MUP-01')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes, mode, venue,
        makes_up_id, plan_reason)
      select scope_id, run_id, cohort_id, seq, module_code, ${asked.day}, ${startsAt.toISOString()}::timestamptz, ${minutes}::int, ${minutes}::int,
        mode, ${venue}, id, ${asked.reason || null}
      from app.session where id = ${missed.id} returning id`)
    await audit(db, ctx, {
      action: 'session.create',
      entity: 'session',
      entityId: made!.id,
      scopeId: cohort.scopeId,
      after: { makesUp: missed.id, day: asked.day, minutes, people: roster.n },
      reason: asked.reason || null,
    })
    return { sessionId: made!.id, people: roster.n }
  })
}

/** E-SES-02 where the cohort, one who leads it, or the venue has another session at that time. */
async function refuseClash(
  db: Db,
  cohortId: string,
  span: { startMs: number; minutes: number },
  day: string,
  venue: string | null,
): Promise<void> {
  const others = await db.execute<{ start: number; minutes: number; code: string }>(sql`
    select (extract(epoch from s.starts_at) * 1000)::float8 as start, s.net_minutes + s.break_minutes as minutes, c.code
    from app.session s join app.cohort c on c.id = s.cohort_id
    where s.day = ${day} and s.status not in ('CANCELLED', 'RESCHEDULED')
      and (s.cohort_id = ${cohortId}::uuid or s.venue = ${venue} or exists (
        select from app.cohort_facilitator mine join app.cohort_facilitator theirs on theirs.facilitator_id = mine.facilitator_id
        where mine.cohort_id = ${cohortId}::uuid and theirs.cohort_id = s.cohort_id and mine.to_day is null and theirs.to_day is null))`)
  const other = overlapping(
    span,
    others.map((row) => ({ startMs: row.start, minutes: row.minutes, code: row.code })),
  )
  if (other) throw new AppError('E-SES-02', { other: other.code })
}
