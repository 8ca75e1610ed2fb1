import { sql } from 'drizzle-orm'
import { PlanSessions } from '@/lib/programmes/schema'
import type { RuleValues } from '@/lib/rules/registry'
import { AppError, orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import { checkDay, type PlannedSession, planSessions as proposedSessions } from '@/lib/workshops/plan'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { refuseClash } from './clashes'
import { closedDays } from './closed-days'
import { asArray, asJson, loadCohort, loadRun, placeOfScope, runClock } from './load'

export type SessionsPlanned = { sessions: number; minutes: number; firstDay: string; lastDay: string }
type Owner = {
  scopeId: number
  runId: string
  cohortId: string | null
  classId: string | null
  total: number
}

/**
 * Writes the whole plan of a cohort or of the class in place of one of which nothing has been held. E-SES-01 length,
 * E-COH-04 hours, E-SES-02 overlap, E-SES-10 already begun, W-SES-04 a day of the weekend.
 */
export async function planSessions(ctx: Context, input: PlanSessions): Promise<SessionsPlanned> {
  const asked = PlanSessions.parse(input)
  return inTransaction(ctx, async (db) => {
    const owner = await ownerOf(db, asked)
    authorise(ctx.actor, 'run', await placeOfScope(db, owner.scopeId))
    const run = await loadRun(db, owner.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const rules = await rulesOf(db, run.id, runClock(run, ctx.now))
    // A run's own target for the class may be set after the class was made: the plan is of the hours in force.
    if (owner.classId) owner.total = rules.FAC_TRAINING_MINUTES
    const closed = await closedDays(db, asked.startDay, rules)
    const planned = orThrow(
      proposedSessions({
        slots: { days: asked.days, time: asked.time },
        startDay: asked.startDay,
        minutes: asked.minutes ?? templateMinutes(rules),
        closed,
        rules: {
          minMinutes: rules.SESSION_MIN_MINUTES,
          maxMinutes: owner.classId ? rules.FAC_SESSION_MAX_MINUTES : rules.SESSION_MAX_MINUTES,
          totalMinutes: owner.total,
        },
      }),
    )
    for (const session of planned) {
      const verdict = checkDay(session.day, closed)
      if (verdict?.code === 'W-SES-04' && !asked.acknowledged.includes('W-SES-04'))
        throw new AppError('W-SES-04')
    }
    await refuseClash(db, {
      owner,
      venue: asked.venue ?? null,
      dayMaxMinutes: rules.DAY_MAX_MINUTES,
      replaces: 'plan',
      sessions: planned.map((session) => ({ ...session, breakMinutes: asked.breakMinutes })),
    })
    const [begun] = await db.execute(sql`
      select 1 from app.session where coalesce(cohort_id, class_id) = ${owner.cohortId ?? owner.classId} and status <> 'SCHEDULED' limit 1`)
    if (begun) throw new AppError('E-SES-10')
    await db.execute(
      sql`delete from app.session where coalesce(cohort_id, class_id) = ${owner.cohortId ?? owner.classId}`,
    )
    await write(db, owner, planned, asked)
    if (owner.classId)
      await db.execute(
        sql`update app.training_class set planned_minutes = ${owner.total} where id = ${owner.classId}`,
      )
    if (owner.cohortId)
      await db.execute(sql`
        update app.cohort set slots = ${asJson({ days: asked.days, time: asked.time })}::jsonb, version = version + 1,
          status = case when status = 'PLANNED' then 'FORMING' else status end
        where id = ${owner.cohortId}`)
    const answer = {
      sessions: planned.length,
      minutes: planned.reduce((all, session) => all + session.minutes, 0),
      firstDay: planned[0]!.day,
      lastDay: planned.at(-1)!.day,
    }
    await audit(db, ctx, {
      action: 'session.create',
      entity: owner.cohortId ? 'cohort' : 'training_class',
      entityId: (owner.cohortId ?? owner.classId)!,
      scopeId: owner.scopeId,
      after: { ...answer, days: asked.days, time: asked.time },
    })
    return answer
  })
}

const templateMinutes = (rules: RuleValues) => Number(rules.SESSION_TEMPLATE.split('x')[1])

async function ownerOf(db: Db, asked: { cohortId?: string; classId?: string }): Promise<Owner> {
  if (asked.cohortId) {
    const cohort = await loadCohort(db, asked.cohortId)
    return {
      scopeId: cohort.scopeId,
      runId: cohort.runId,
      cohortId: cohort.id,
      classId: null,
      total: cohort.plannedMinutes,
    }
  }
  const [row] = await db.execute<Omit<Owner, 'cohortId'>>(sql`
    select scope_id as "scopeId", run_id as "runId", id as "classId", planned_minutes as total
    from app.training_class where id = ${asked.classId ?? null}::uuid for update`)
  if (!row) throw new AppError('E-GEN-02')
  return { ...row, cohortId: null }
}

async function write(
  db: Db,
  owner: Owner,
  planned: PlannedSession[],
  asked: { breakMinutes: number; venue?: string | null; mode: string },
): Promise<void> {
  const starts = planned.map((session) => instantAt(session.day, session.time).toISOString())
  await db.execute(sql`
    insert into app.session (scope_id, run_id, cohort_id, class_id, seq, module_code, day, starts_at, planned_minutes, net_minutes,
      break_minutes, venue, mode)
    select ${owner.scopeId}, ${owner.runId}, ${owner.cohortId}::uuid, ${owner.classId}::uuid, x.seq, m.code, x.day, x.starts_at,
      x.minutes, x.minutes, ${asked.breakMinutes}::int, ${asked.venue ?? null}, ${asked.mode}
    from unnest(${asArray(planned.map((p) => p.seq))}::int[], ${asArray(planned.map((p) => p.module))}::int[],
      ${asArray(planned.map((p) => p.day))}::date[], ${asArray(starts)}::timestamptz[],
      ${asArray(planned.map((p) => p.minutes))}::int[]) x(seq, module, day, starts_at, minutes)
    left join app.module m on m.seq = x.module order by x.seq`)
}
