import { sql } from 'drizzle-orm'
import { AddCohort } from '@/lib/programmes/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadRun, placeOfScope, runClock } from './load'

export type CohortMade = { cohortId: string; code: string; scopeId: number }

/** The cohort of a neighbourhood, with a node of its own in the tree. E-COH-01: the neighbourhood has one already. */
export async function addCohort(ctx: Context, input: AddCohort): Promise<CohortMade> {
  const asked = AddCohort.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    const [place] = await db.execute<{
      id: string
      code: string
      name: string
      countyId: string
      countyScopeId: number
    }>(sql`
      select p.id, p.code, p.name_fa as name, c.id as "countyId", c.scope_id as "countyScopeId"
      from app.place p join app.place c on c.kind = 'COUNTY' and c.scope_id = p.scope_id
      where p.id = ${asked.placeId} and p.kind = 'NEIGHBOURHOOD' and p.province_id = ${run.provinceId}`)
    if (!place) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, place.countyScopeId))
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const [taken] = await db.execute(
      sql`select 1 from app.cohort where run_id = ${run.id} and place_id = ${place.id}`,
    )
    if (taken) throw new AppError('E-COH-01')
    const rules = await rulesOf(db, run.id, runClock(run, ctx.now))
    const [node] = await db.execute<{ id: number }>(
      sql`select app.add_scope(${place.countyScopeId}, 'UNIT', 'RESILIENCE', ${place.name}) as id`,
    )
    const scopeId = node!.id
    const targetSize = asked.targetSize ?? rules.COHORT_TARGET_SIZE
    const plannedMinutes = asked.plannedMinutes ?? rules.COHORT_MINUTES
    const audience = asked.audience ?? (await audienceOf(db, run.id))
    const [cohort] = await db.execute<{ id: string }>(sql`
      insert into app.cohort (scope_id, run_id, place_id, county_id, code, audience, target_size, planned_minutes)
      values (${scopeId}, ${run.id}, ${place.id}, ${place.countyId}, ${place.code}, ${audience}, ${targetSize}, ${plannedMinutes})
      returning id`)
    await audit(db, ctx, {
      action: 'cohort.create',
      entity: 'cohort',
      entityId: cohort!.id,
      scopeId,
      after: { code: place.code, targetSize, plannedMinutes, audience },
    })
    return { cohortId: cohort!.id, code: place.code, scopeId }
  })
}

async function audienceOf(db: Db, runId: string): Promise<string> {
  const [run] = await db.execute<{ audience: string }>(sql`select audience from app.run where id = ${runId}`)
  return run!.audience
}
