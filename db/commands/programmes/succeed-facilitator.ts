import { sql } from 'drizzle-orm'
import { isCertified } from '@/lib/programmes/facilitator'
import { isReplaceable, maySucceed, SucceedFacilitator } from '@/lib/programmes/training'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { assignFacilitator } from './assign-facilitator'
import { type FacilitatorRow, loadFacilitator } from './facilitator-row'
import { earliestOpen, endLead, type Led, ledFrom } from './leave-lead'
import { asArray, checkVersion, loadRun, placeOfScope, runClock } from './load'

export type FacilitatorReplaced = {
  facilitatorId: string
  byFacilitatorId: string
  cohorts: number
  fromDay: string
}

/**
 * Puts another facilitator of the run in somebody's place. Where she leads cohorts the new one takes them over from a day
 * on, and must be certified (E-FAC-01) and free (E-FAC-03); where she does not, a nominee will do. E-FAC-04: a state
 * that does not allow it. Sessions stay planned; what the old one led stays hers.
 */
export async function succeedFacilitator(
  ctx: Context,
  input: SucceedFacilitator,
): Promise<FacilitatorReplaced> {
  const asked = SucceedFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const old = await loadFacilitator(db, asked.facilitatorId)
    authorise(ctx.actor, 'run', await placeOfScope(db, old.scopeId))
    checkVersion(old, asked.version)
    const next = await loadFacilitator(db, asked.byFacilitatorId)
    const run = await loadRun(db, old.runId)
    check(old, next, run.status)
    const today = tehranDay(runClock(run, ctx.now))
    const leading = await ledFrom(db, old.id, today)
    const fromDay = asked.fromDay ?? (await takesOver(db, leading, today))
    const led = asked.fromDay ? await ledFrom(db, old.id, fromDay) : leading
    if (led.some((one) => one.fromDay > fromDay)) throw new AppError('E-FAC-04')
    // Before the old one is let go of: neither a cohort without anybody nor one with an uncertified leader is written.
    if (led.length > 0 && !isCertified(next.status)) throw new AppError('E-FAC-01')
    await endLead(db, led, old.userId, fromDay)
    await helpsNoMore(db, next.id, led, fromDay)
    for (const { cohortId, role } of led)
      await assignFacilitator(
        { ...ctx, db },
        { cohortId, facilitatorId: next.id, role: role as 'LEAD', fromDay },
      )
    await db.execute(sql`
      update app.facilitator set status = 'REPLACED', replaced_by = ${next.id}, end_reason = ${asked.reason}, ended_on = ${fromDay},
        version = version + 1
      where id = ${old.id}`)
    await audit(db, ctx, {
      action: 'facilitator.replace',
      entity: 'facilitator',
      entityId: old.id,
      scopeId: old.scopeId,
      before: { status: old.status },
      after: { status: 'REPLACED', replacedBy: next.id, cohorts: led.length, fromDay },
      reason: asked.reason,
    })
    return { facilitatorId: old.id, byFacilitatorId: next.id, cohorts: led.length, fromDay }
  })
}

function check(old: FacilitatorRow, next: FacilitatorRow, runStatus: string): void {
  if (next.runId !== old.runId || next.id === old.id) throw new AppError('E-GEN-02')
  if (runStatus === 'CLOSED') throw new AppError('E-RUN-07')
  if (!isReplaceable(old.status) || !maySucceed(next.status)) throw new AppError('E-FAC-04')
}

/** From the earliest sheet that is still open since the old one began, or from today. */
async function takesOver(db: Db, leading: readonly Led[], today: string): Promise<string> {
  const open = await earliestOpen(
    db,
    leading.map(({ cohortId }) => cohortId),
    today,
  )
  const since = leading
    .map((one) => one.fromDay)
    .sort()
    .at(-1)
  return open !== null && since !== undefined && open >= since ? open : today
}

/** Who helped in a cohort and now leads it no longer stands there as its helper. */
async function helpsNoMore(db: Db, facilitatorId: string, led: readonly Led[], day: string): Promise<void> {
  await db.execute(sql`
    update app.cohort_facilitator set to_day = ${day}::date - 1
    where facilitator_id = ${facilitatorId} and role = 'CO' and to_day is null
      and cohort_id = any(${asArray(led.map(({ cohortId }) => cohortId))}::uuid[])`)
}
