import { sql } from 'drizzle-orm'
import { SetCohortPlan, SetRunAudience } from '@/lib/programmes/set-up'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, loadCohort, loadRun, placeOfScope } from './load'

/** Who a run is for. Cohorts made from now on begin with it; those that are there keep theirs. */
export async function setRunAudience(
  ctx: Context,
  input: SetRunAudience,
): Promise<{ runId: string; version: number }> {
  const asked = SetRunAudience.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    checkVersion(run, asked.version)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const [was] = await db.execute<{ audience: string }>(
      sql`select audience from app.run where id = ${run.id}`,
    )
    const [after] = await db.execute<{ version: number }>(
      sql`update app.run set audience = ${asked.audience}, version = version + 1 where id = ${run.id} returning version`,
    )
    await audit(db, ctx, {
      action: 'run.audience',
      entity: 'run',
      entityId: run.id,
      scopeId: run.scopeId,
      before: { audience: was!.audience },
      after: { audience: asked.audience },
    })
    return { runId: run.id, version: after!.version }
  })
}

/** How many people a cohort is planned for, and for whom, while nobody has begun. E-RUN-07: it has begun. */
export async function setCohortPlan(
  ctx: Context,
  input: SetCohortPlan,
): Promise<{ cohortId: string; version: number }> {
  const asked = SetCohortPlan.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    checkVersion(cohort, asked.version)
    if (!['PLANNED', 'FORMING'].includes(cohort.status)) throw new AppError('E-RUN-07')
    const [was] = await db.execute<{ targetSize: number; audience: string }>(
      sql`select target_size as "targetSize", audience from app.cohort where id = ${cohort.id}`,
    )
    const [after] = await db.execute<{ version: number }>(sql`
      update app.cohort set target_size = ${asked.targetSize}, audience = ${asked.audience}, version = version + 1
      where id = ${cohort.id} returning version`)
    await audit(db, ctx, {
      action: 'cohort.plan',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
      before: was,
      after: { targetSize: asked.targetSize, audience: asked.audience },
    })
    return { cohortId: cohort.id, version: after!.version }
  })
}
