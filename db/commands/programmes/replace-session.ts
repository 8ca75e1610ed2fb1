import { sql } from 'drizzle-orm'
import { ReplaceSession } from '@/lib/programmes/schema'
import { AppError } from '@/lib/shared/result'
import { instantAt, tehranDay } from '@/lib/shared/tehran'
import { slotDaysAfter } from '@/lib/workshops/plan'
import { audit } from '../../audit'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { refuseClash } from './clashes'
import { closedDays } from './closed-days'
import { judgeDay } from './judge-day'
import { asArray, loadCohort, loadRun, placeOfScope, runClock } from './load'

export type SessionReplaced = { sessionId: string; day: string; moved: number }
type Cancelled = {
  id: string
  cohortId: string
  seq: number
  day: string
  status: string
  venue: string | null
  minutes: number
  breakMinutes: number
  replaced: boolean
}

/**
 * The session that takes the place of a cancelled one, on the day asked for or on the next slot; later sessions of
 * the plan move to the next slot too. E-SES-03 and W-SES-04 judge a day chosen by hand.
 */
export async function replaceSession(ctx: Context, input: ReplaceSession): Promise<SessionReplaced> {
  const asked = ReplaceSession.parse(input)
  return inTransaction(ctx, async (db) => {
    const [old] = await db.execute<Cancelled>(sql`
      select id, cohort_id as "cohortId", seq, day::text as day, status, venue, planned_minutes::int as minutes,
        break_minutes::int as "breakMinutes",
        exists (select from app.session r where r.replaces_id = s.id and r.status <> 'CANCELLED') replaced
      from app.session s where id = ${asked.sessionId} and cohort_id is not null and makes_up_id is null`)
    if (!old) throw new AppError('E-GEN-02')
    const cohort = await loadCohort(db, old.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    if (old.status !== 'CANCELLED' || old.replaced || !cohort.slots) throw new AppError('E-SES-09')
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const clock = runClock(run, ctx.now)
    const rules = await rulesOf(db, run.id, clock)
    // Nothing is planned into the past: the next slot is looked for from today on.
    const after = old.day < tehranDay(clock) ? tehranDay(clock) : old.day
    const from = asked.day && asked.day < old.day ? asked.day : old.day
    const closed = await closedDays(db, from, rules)
    if (asked.day) judgeDay(asked.day, closed, asked)
    const later = await db.execute<{ id: string }>(sql`
      select id from app.session where cohort_id = ${cohort.id} and seq > ${old.seq} and status = 'SCHEDULED' and makes_up_id is null order by seq`)
    const moving = asked.day || !asked.shiftLater ? [] : later.map((row) => row.id)
    const days = asked.day ? [asked.day] : slotDaysAfter(cohort.slots, after, moving.length + 1, closed)
    const [day, ...rest] = days
    if (!day) throw new AppError('E-GEN-01')
    const time = asked.time ?? cohort.slots.time
    const length = { minutes: old.minutes, breakMinutes: old.breakMinutes }
    await refuseClash(db, {
      venue: old.venue,
      dayMaxMinutes: rules.DAY_MAX_MINUTES,
      replaces: moving,
      wanted: [
        {
          owner: { cohortId: cohort.id, classId: null },
          sessions: days.map((each, at) => ({
            day: each,
            time: at === 0 ? time : cohort.slots!.time,
            ...length,
          })),
        },
      ],
    })
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, break_minutes,
        net_minutes, mode, venue, replaces_id, plan_reason)
      select scope_id, run_id, cohort_id, seq, module_code, ${day}, ${instantAt(day, time).toISOString()}::timestamptz, planned_minutes,
        break_minutes, planned_minutes, mode, venue, id, ${asked.reason || null}
      from app.session where id = ${old.id} returning id`)
    const starts = rest.map((next) => instantAt(next, cohort.slots!.time).toISOString())
    await db.execute(sql`
      update app.session s set day = x.day, starts_at = x.starts_at, version = s.version + 1
      from unnest(${asArray(moving)}::uuid[], ${asArray(rest)}::date[], ${asArray(starts)}::timestamptz[]) x(id, day, starts_at)
      where s.id = x.id`)
    await audit(db, ctx, {
      action: 'session.move',
      entity: 'session',
      entityId: made!.id,
      scopeId: cohort.scopeId,
      before: { replaces: old.id, day: old.day },
      after: { day, moved: moving.length },
      reason: asked.reason || null,
    })
    return { sessionId: made!.id, day, moved: moving.length }
  })
}
