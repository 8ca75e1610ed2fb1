import { sql } from 'drizzle-orm'
import { PlanSessions } from '@/lib/programmes/schema'
import type { RuleValues } from '@/lib/rules/registry'
import { AppError, orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import {
  type Closed,
  checkDay,
  type PlannedSession,
  planSessions as proposedSessions,
} from '@/lib/workshops/plan'
import { auditAll } from '../../audit'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { refuseClash } from './clashes'
import { closedDays } from './closed-days'
import { asArray, asJson, loadRun, runClock } from './load'
import { type PlanOwner, planOwners } from './plan-owners'

export type SessionsPlanned = {
  /** How many groups or classes were planned. */
  owners: number
  sessions: number
  minutes: number
  firstDay: string
  lastDay: string
}
type Asked = ReturnType<typeof PlanSessions.parse>
type Plan = {
  owner: PlanOwner
  sessions: PlannedSession[]
  placed: (PlannedSession & { breakMinutes: number })[]
}

/**
 * Writes the whole plans of groups of one run, or of the class, in place of ones of which nothing has been held: all of
 * them or none. E-SES-01 length, E-COH-04 hours, E-SES-02 overlap, E-SES-10 already begun, W-SES-04 a day of the weekend.
 */
export async function planSessions(ctx: Context, input: PlanSessions): Promise<SessionsPlanned> {
  const asked = PlanSessions.parse(input)
  return inTransaction(ctx, async (db) => {
    const owners = await planOwners(db, asked)
    for (const owner of owners) authorise(ctx.actor, 'run', owner)
    const run = await loadRun(db, owners[0]!.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const rules = await rulesOf(db, run.id, runClock(run, ctx.now))
    const plans = plansOf(owners, asked, rules, await closedDays(db, asked.startDay, rules))
    await refuseClash(db, {
      venue: asked.venue ?? null,
      dayMaxMinutes: rules.DAY_MAX_MINUTES,
      replaces: 'plan',
      wanted: plans.map(({ owner, placed }) => ({ owner, sessions: placed })),
    })
    await clear(db, owners)
    await write(db, plans, asked)
    await auditAll(
      db,
      ctx,
      plans.map(({ owner, sessions }) => ({
        action: 'session.create',
        entity: owner.cohortId ? 'cohort' : 'training_class',
        entityId: (owner.cohortId ?? owner.classId)!,
        scopeId: owner.scopeId,
        after: { ...summary(sessions), days: asked.days, time: asked.time },
      })),
    )
    return { owners: owners.length, ...summary(plans.flatMap(({ sessions }) => sessions)) }
  })
}

/** Proposed once for all who have the same hours to fill. */
function plansOf(owners: readonly PlanOwner[], asked: Asked, rules: RuleValues, closed: Closed): Plan[] {
  const known = new Map<number, Omit<Plan, 'owner'>>()
  return owners.map((one) => {
    // A run's own target for the class may be set after the class was made: the plan is of the hours in force.
    const owner = one.classId ? { ...one, total: rules.FAC_TRAINING_MINUTES } : one
    const plan = known.get(owner.total) ?? proposed(owner, asked, rules, closed)
    known.set(owner.total, plan)
    return { owner, ...plan }
  })
}

function proposed(owner: PlanOwner, asked: Asked, rules: RuleValues, closed: Closed): Omit<Plan, 'owner'> {
  const sessions = orThrow(
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
  for (const session of sessions) {
    const verdict = checkDay(session.day, closed)
    if (verdict?.code === 'W-SES-04' && !asked.acknowledged.includes('W-SES-04'))
      throw new AppError('W-SES-04')
  }
  return { sessions, placed: sessions.map((one) => ({ ...one, breakMinutes: asked.breakMinutes })) }
}

const templateMinutes = (rules: RuleValues) => Number(rules.SESSION_TEMPLATE.split('x')[1])

function summary(sessions: readonly PlannedSession[]) {
  const days = sessions.map(({ day }) => day).sort()
  return {
    sessions: sessions.length,
    minutes: sessions.reduce((all, session) => all + session.minutes, 0),
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
  }
}

const idsOf = (owners: readonly PlanOwner[]) => ({
  cohorts: asArray(owners.flatMap(({ cohortId }) => cohortId ?? [])),
  classes: asArray(owners.flatMap(({ classId }) => classId ?? [])),
})

/** Takes the old plans away: E-SES-10 where something of one has begun. */
async function clear(db: Db, owners: readonly PlanOwner[]): Promise<void> {
  const { cohorts, classes } = idsOf(owners)
  const theirs = sql`(cohort_id = any(${cohorts}::uuid[]) or class_id = any(${classes}::uuid[]))`
  const [begun] = await db.execute(
    sql`select 1 from app.session where ${theirs} and status <> 'SCHEDULED' limit 1`,
  )
  if (begun) throw new AppError('E-SES-10')
  await db.execute(sql`delete from app.session where ${theirs}`)
}

async function write(db: Db, plans: readonly Plan[], asked: Asked): Promise<void> {
  for (const sessions of new Set(plans.map((plan) => plan.sessions))) {
    const owners = plans.flatMap(({ owner, sessions: theirs }) => (theirs === sessions ? [owner] : []))
    await insert(db, owners, sessions, asked)
  }
  const { cohorts } = idsOf(plans.map(({ owner }) => owner))
  await db.execute(sql`
    update app.cohort set slots = ${asJson({ days: asked.days, time: asked.time })}::jsonb, version = version + 1,
      status = case when status = 'PLANNED' then 'FORMING' else status end
    where id = any(${cohorts}::uuid[])`)
  for (const { owner } of plans)
    if (owner.classId)
      await db.execute(
        sql`update app.training_class set planned_minutes = ${owner.total} where id = ${owner.classId}`,
      )
}

async function insert(
  db: Db,
  owners: readonly PlanOwner[],
  planned: readonly PlannedSession[],
  asked: Asked,
): Promise<void> {
  const starts = planned.map((session) => instantAt(session.day, session.time).toISOString())
  const rows = owners.map(({ scopeId, runId, cohortId, classId }) => ({ scopeId, runId, cohortId, classId }))
  await db.execute(sql`
    insert into app.session (scope_id, run_id, cohort_id, class_id, seq, module_code, day, starts_at, planned_minutes, net_minutes,
      break_minutes, venue, mode)
    select o."scopeId", o."runId", o."cohortId", o."classId", x.seq, m.code, x.day, x.starts_at,
      x.minutes, x.minutes, ${asked.breakMinutes}::int, ${asked.venue ?? null}, ${asked.mode}
    from jsonb_to_recordset(${asJson(rows)}::jsonb) as o("scopeId" int, "runId" uuid, "cohortId" uuid, "classId" uuid)
    cross join unnest(${asArray(planned.map((p) => p.seq))}::int[], ${asArray(planned.map((p) => p.module))}::int[],
      ${asArray(planned.map((p) => p.day))}::date[], ${asArray(starts)}::timestamptz[],
      ${asArray(planned.map((p) => p.minutes))}::int[]) x(seq, module, day, starts_at, minutes)
    left join app.module m on m.seq = x.module order by o."cohortId", x.seq`)
}
