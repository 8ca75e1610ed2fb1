import { sql } from 'drizzle-orm'
import { MoveSession } from '@/lib/programmes/cohort-schema'
import { AppError } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { refuseClash } from './clashes'
import { closedDays } from './closed-days'
import { judgeDay } from './judge-day'
import { checkVersion, loadCohort, loadRun, placeOfScope, runClock } from './load'

type Planned = {
  id: string
  day: string
  time: string
  venue: string | null
  minutes: number
  breakMinutes: number
  status: string
  rows: number
  version: number
}

/**
 * Takes one session of a plan to another day, hour or room. Its first day stays, so that it still shows what was held
 * as planned. E-SES-03 and W-SES-04 judge the day, E-SES-02 and E-SES-11 the time; E-SES-09: it has begun.
 */
export async function moveSession(
  ctx: Context,
  input: MoveSession,
): Promise<{ sessionId: string; day: string; version: number }> {
  const asked = MoveSession.parse(input)
  return inTransaction(ctx, async (db) => {
    const [owned] = await db.execute<{ cohortId: string }>(sql`
      select cohort_id as "cohortId" from app.session where id = ${asked.sessionId} and cohort_id is not null`)
    if (!owned) throw new AppError('E-GEN-02')
    // The group before its session, as everybody who plans: so no two wait for each other.
    const cohort = await loadCohort(db, owned.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    const [session] = await db.execute<Planned>(sql`
      select id, day::text as day, to_char(starts_at at time zone 'Asia/Tehran', 'HH24:MI') as time, venue,
        planned_minutes::int as minutes, break_minutes::int as "breakMinutes", status, n_rows::int as rows, version
      from app.session where id = ${asked.sessionId} for update`)
    if (!session) throw new AppError('E-GEN-03')
    checkVersion(session, asked.version)
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED' || ['CLOSED', 'CANCELLED'].includes(cohort.status))
      throw new AppError('E-RUN-07')
    if (session.status !== 'SCHEDULED' || session.rows > 0) throw new AppError('E-SES-09')
    const rules = await rulesOf(db, run.id, runClock(run, ctx.now))
    if (asked.day !== session.day) judgeDay(asked.day, await closedDays(db, asked.day, rules), asked)
    const venue = asked.venue === undefined ? session.venue : asked.venue || null
    await refuseClash(db, {
      venue,
      dayMaxMinutes: rules.DAY_MAX_MINUTES,
      replaces: [session.id],
      wanted: [
        {
          owner: { cohortId: cohort.id, classId: null },
          sessions: [{ ...session, day: asked.day, time: asked.time }],
        },
      ],
    })
    const [after] = await db.execute<{ version: number }>(sql`
      update app.session set day = ${asked.day}, starts_at = ${instantAt(asked.day, asked.time).toISOString()}::timestamptz,
        venue = ${venue}, move_reason = ${asked.reason}, version = version + 1
      where id = ${session.id} returning version`)
    await audit(db, ctx, {
      action: 'session.move',
      entity: 'session',
      entityId: session.id,
      scopeId: cohort.scopeId,
      before: { day: session.day, time: session.time },
      after: { day: asked.day, time: asked.time },
      reason: asked.reason || null,
    })
    return { sessionId: session.id, day: asked.day, version: after!.version }
  })
}
