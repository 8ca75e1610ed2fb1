import { sql } from 'drizzle-orm'
import { ReplaceFacilitator } from '@/lib/programmes/cohort-schema'
import { addDays } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { assignFacilitator } from './assign-facilitator'
import { checkVersion, loadCohort, loadRun, placeOfScope, runClock } from './load'

export type FacilitatorReplaced = { cohortId: string; facilitatorId: string; fromDay: string }
type Leading = { id: string; facilitatorId: string; userId: string | null }

/**
 * Another facilitator takes a group over. Whoever led it loses sight of it at once; the sheets she has sent stay hers,
 * and those that are still open (begun, returned, never recorded) become her successor's.
 */
export async function replaceFacilitator(
  ctx: Context,
  input: ReplaceFacilitator,
): Promise<FacilitatorReplaced> {
  const asked = ReplaceFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    checkVersion(cohort, asked.version)
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED' || ['CLOSED', 'CANCELLED'].includes(cohort.status))
      throw new AppError('E-RUN-07')
    const today = tehranDay(runClock(run, ctx.now))
    const leading = await db.execute<Leading>(sql`
      select cf.id, cf.facilitator_id as "facilitatorId", f.user_id as "userId"
      from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
      where cf.cohort_id = ${cohort.id} and cf.role = 'LEAD' and cf.to_day is null for update of cf`)
    if (leading.length === 0) throw new AppError('E-FAC-04')
    if (leading.some(({ facilitatorId }) => facilitatorId === asked.facilitatorId))
      throw new AppError('E-FAC-05')
    const [open] = await db.execute<{ day: string | null }>(sql`
      select min(day)::text as day from app.session where cohort_id = ${cohort.id} and day <= ${today}::date
        and status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED')`)
    const fromDay = open?.day ?? today
    for (const lead of leading) await end(db, cohort, lead, asked, { today, lastDay: addDays(fromDay, -1) })
    await db.execute(sql`update app.cohort set version = version + 1 where id = ${cohort.id}`)
    await assignFacilitator(
      { ...ctx, db },
      {
        cohortId: cohort.id,
        facilitatorId: asked.facilitatorId,
        role: 'LEAD',
        fromDay,
      },
    )
    await audit(db, ctx, {
      action: 'facilitator.replace',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
      before: { facilitators: leading.map(({ facilitatorId }) => facilitatorId) },
      after: { facilitators: [asked.facilitatorId], fromDay },
      reason: asked.reason,
    })
    return { cohortId: cohort.id, facilitatorId: asked.facilitatorId, fromDay }
  })
}

async function end(
  db: Db,
  cohort: { id: string; scopeId: number },
  lead: Leading,
  asked: { facilitatorId: string; reason: string },
  days: { today: string; lastDay: string },
): Promise<void> {
  await db.execute(
    sql`update app.cohort_facilitator set to_day = greatest(from_day, ${days.lastDay}::date) where id = ${lead.id}`,
  )
  if (lead.userId)
    await db.execute(sql`
      update app.user_grant set ended_at = now()
      where user_id = ${lead.userId} and role = 'FACILITATOR' and scope_id = ${cohort.scopeId} and ended_at is null`)
  await db.execute(sql`
    update app.facilitator f set status = 'REPLACED', end_reason = ${asked.reason}, ended_on = ${days.today},
      replaced_by = ${asked.facilitatorId}, version = version + 1
    where f.id = ${lead.facilitatorId} and not exists (
      select from app.cohort_facilitator cf where cf.facilitator_id = f.id and cf.to_day is null)`)
}
