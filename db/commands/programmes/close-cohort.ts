import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { checkCohortEnd, ruleText } from '@/lib/programmes/closing'
import { CloseCohort } from '@/lib/programmes/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { cohortEnd } from '../../queries/programmes/cohort-closing'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asArray, asJson, checkVersion, loadCohort, loadRun, placeOfScope, runClock } from './load'

export type CohortClosed = { cohortId: string; completed: number; notCompleted: number }

/**
 * Closes a cohort whose hours are full (or waived) and whose sheets are all approved, decides who has completed, by the
 * rule then in force, which each enrolment keeps, and freezes its figures. Whoever still waits is let go; sessions that a
 * waiver gave up are cancelled. E-COH-06: open sheets. E-COH-07: hours not full.
 */
export async function closeCohort(ctx: Context, input: CloseCohort): Promise<CohortClosed> {
  const asked = CloseCohort.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    checkVersion(cohort, asked.version)
    const run = await loadRun(db, cohort.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const clock = runClock(run, ctx.now)
    const look = { cohortId: cohort.id, runId: run.id, at: clock }
    const view = (await cohortEnd(db, scopeOf(ctx.actor), look))!
    orThrow(checkCohortEnd(view.end))
    const day = asked.day ?? tehranDay(clock)
    const given = await db.execute<{ id: string }>(sql`
      update app.session set status = 'CANCELLED', version = version + 1,
        cancel_reason = (select waived_reason from app.cohort where id = ${cohort.id})
      where cohort_id = ${cohort.id} and status = 'SCHEDULED' returning id`)
    for (const { id } of given)
      await audit(db, ctx, {
        action: 'session.cancel',
        entity: 'session',
        entityId: id,
        scopeId: cohort.scopeId,
        before: { status: 'SCHEDULED' },
        after: { status: 'CANCELLED' },
      })
    const completed = view.members.filter(({ completes }) => completes)
    await db.execute(sql`
      update app.enrolment set status = case when status = 'WAITING' then 'CANCELLED'
          when id = any(${asArray(completed.map(({ enrolmentId }) => enrolmentId))}::uuid[]) then 'COMPLETED' else 'NOT_COMPLETED' end,
        closed_on = ${day}, waiting_since = null, version = version + 1,
        completion_rule = case when status <> 'WAITING' then ${ruleText(view.rule)} end
      where cohort_id = ${cohort.id} and status in ('REGISTERED', 'ACTIVE', 'WAITING')`)
    await db.execute(sql`
      update app.cohort set status = 'CLOSED', closed_on = ${day}, closing = ${asJson(view.figures)}::jsonb, version = version + 1
      where id = ${cohort.id}`)
    const { completed: reached, notCompleted } = view.figures
    await audit(db, ctx, {
      action: 'cohort.close',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
      before: { status: cohort.status },
      after: {
        status: 'CLOSED',
        completed: reached,
        notCompleted,
        strict: view.figures.strict,
        waiting: view.waiting,
        rule: view.rule,
      },
    })
    return { cohortId: cohort.id, completed: reached, notCompleted }
  })
}
