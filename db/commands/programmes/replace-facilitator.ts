import { sql } from 'drizzle-orm'
import { isCertified } from '@/lib/programmes/facilitator'
import { isReplaceable, maySucceed, ReplaceFacilitator } from '@/lib/programmes/training'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { assignFacilitator } from './assign-facilitator'
import { type FacilitatorRow, loadFacilitator } from './facilitator-row'
import { earliestOpen, endLead, type Led, ledFrom } from './leave-lead'
import { asArray, checkVersion, loadCohort, loadRun, placeOfScope, runClock } from './load'

export type FacilitatorReplaced = { byFacilitatorId: string; cohorts: number; fromDay: string }
type Asked = ReturnType<typeof ReplaceFacilitator.parse>
/** Who goes, and the groups in which she does: all that are hers, or one. */
type Leaving = { old: FacilitatorRow; led: Led[] }

/**
 * Another facilitator of the run takes somebody's place: in one group (`cohortId`), or everywhere (`facilitatorId`). She
 * comes from the earliest sheet that is still open, from today, or from the day said; what the old one sent stays hers,
 * and she loses sight of it at once. E-FAC-01: a group needs somebody certified; E-FAC-03: the new one leads as many as
 * the rule allows; E-FAC-04: a state, or a day, that does not allow it; E-FAC-05: she is there already.
 */
export async function replaceFacilitator(
  ctx: Context,
  input: ReplaceFacilitator,
): Promise<FacilitatorReplaced> {
  const asked = ReplaceFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const { runId, leaving } = asked.cohortId
      ? await ofCohort(db, ctx, asked.cohortId, asked)
      : await ofFacilitator(db, ctx, asked.facilitatorId!, asked)
    const next = await loadFacilitator(db, asked.byFacilitatorId)
    const run = await loadRun(db, runId)
    if (next.runId !== runId) throw new AppError('E-GEN-02')
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    for (const { old } of leaving) {
      if (old.id === next.id) throw new AppError('E-FAC-05')
      if (!isReplaceable(old.status) || !maySucceed(next.status)) throw new AppError('E-FAC-04')
    }
    // Before the old one is let go of: neither a group without anybody nor one with an uncertified leader is written.
    if (leaving.some(({ led }) => led.length > 0) && !isCertified(next.status)) throw new AppError('E-FAC-01')
    const today = tehranDay(runClock(run, ctx.now))
    const days: string[] = []
    for (const one of leaving) days.push(...(await takePlace(db, ctx, one, next, asked, today)))
    return {
      byFacilitatorId: next.id,
      cohorts: days.length,
      fromDay: days.sort()[0] ?? asked.fromDay ?? today,
    }
  })
}

async function ofCohort(db: Db, ctx: Context, cohortId: string, asked: Asked) {
  const cohort = await loadCohort(db, cohortId)
  authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
  checkVersion(cohort, asked.version)
  if (['CLOSED', 'CANCELLED'].includes(cohort.status)) throw new AppError('E-RUN-07')
  const rows = await db.execute<Led & { facilitatorId: string }>(sql`
    select id, facilitator_id as "facilitatorId", cohort_id as "cohortId", scope_id as "scopeId", role, from_day::text as "fromDay"
    from app.cohort_facilitator where cohort_id = ${cohort.id} and role = 'LEAD' and to_day is null order by id for update`)
  if (rows.length === 0) throw new AppError('E-FAC-04')
  const leaving: Leaving[] = []
  for (const { facilitatorId, ...led } of rows)
    leaving.push({ old: await loadFacilitator(db, facilitatorId), led: [led] })
  return { runId: cohort.runId, leaving }
}

async function ofFacilitator(db: Db, ctx: Context, facilitatorId: string, asked: Asked) {
  const old = await loadFacilitator(db, facilitatorId)
  authorise(ctx.actor, 'run', await placeOfScope(db, old.scopeId))
  checkVersion(old, asked.version)
  const run = await loadRun(db, old.runId)
  const from = asked.fromDay ?? tehranDay(runClock(run, ctx.now))
  const led = await ledFrom(db, old.id, from)
  // What is closed stays as it was.
  const open = await db.execute<{ id: string }>(sql`
    select id from app.cohort where id = any(${asArray(led.map(({ cohortId }) => cohortId))}::uuid[])
      and status not in ('CLOSED', 'CANCELLED')`)
  const ids = new Set([...open].map(({ id }) => id))
  return { runId: old.runId, leaving: [{ old, led: led.filter(({ cohortId }) => ids.has(cohortId)) }] }
}

/** One goes and the other comes, group by group; the days from which the new one is there. */
async function takePlace(
  db: Db,
  ctx: Context,
  { old, led }: Leaving,
  next: FacilitatorRow,
  asked: Asked,
  today: string,
): Promise<string[]> {
  const days: string[] = []
  for (const one of led) {
    if (asked.fromDay && one.fromDay > asked.fromDay) throw new AppError('E-FAC-04')
    const day = asked.fromDay ?? (await earliestOpen(db, [one.cohortId], today)) ?? today
    await endLead(db, [one], old.userId, day)
    await helpsNoMore(db, next.id, one.cohortId, day)
    await db.execute(sql`update app.cohort set version = version + 1 where id = ${one.cohortId}`)
    await assignFacilitator(
      { ...ctx, db },
      { cohortId: one.cohortId, facilitatorId: next.id, role: one.role as 'LEAD', fromDay: day },
    )
    await audit(db, ctx, {
      action: 'facilitator.replace',
      entity: 'cohort',
      entityId: one.cohortId,
      scopeId: one.scopeId,
      before: { facilitators: [old.id] },
      after: { facilitators: [next.id], fromDay: day },
      reason: asked.reason,
    })
    days.push(day)
  }
  const fromDay = asked.fromDay ?? [...days].sort().at(-1) ?? today
  const [gone] = await db.execute<{ id: string }>(sql`
    update app.facilitator f set status = 'REPLACED', end_reason = ${asked.reason}, ended_on = ${fromDay}, replaced_by = ${next.id},
      version = version + 1
    where f.id = ${old.id} and not exists (
      select from app.cohort_facilitator cf join app.cohort c on c.id = cf.cohort_id and c.status not in ('CLOSED', 'CANCELLED')
      where cf.facilitator_id = f.id and cf.to_day is null) returning f.id`)
  await audit(db, ctx, {
    action: 'facilitator.replace',
    entity: 'facilitator',
    entityId: old.id,
    scopeId: old.scopeId,
    before: { status: old.status },
    after: { status: gone ? 'REPLACED' : old.status, replacedBy: next.id, cohorts: days.length, fromDay },
    reason: asked.reason,
  })
  return days
}

/** Who helped in a group and now leads it no longer stands there as its helper. */
async function helpsNoMore(db: Db, facilitatorId: string, cohortId: string, day: string): Promise<void> {
  await db.execute(sql`
    update app.cohort_facilitator set to_day = greatest(from_day, ${day}::date) - 1
    where facilitator_id = ${facilitatorId} and role = 'CO' and to_day is null and cohort_id = ${cohortId}`)
}
