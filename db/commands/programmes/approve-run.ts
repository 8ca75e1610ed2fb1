import { sql } from 'drizzle-orm'
import { checkLegalBases, moveRunTo, type RunWarning, runWarnings } from '@/lib/programmes/run'
import { ApproveRun } from '@/lib/programmes/schema'
import { orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, loadRun, placeOfScope, runClock } from './load'

export type RunApproval = {
  approved: boolean
  /** What stands against it: all of it when it was approved, what is still to be acknowledged when it was not. */
  warnings: RunWarning[]
  version: number
}

/** Approves a run (E-RUN-04 without a legal basis). Warnings not acknowledged come back and nothing is written. */
export async function approveRun(ctx: Context, input: ApproveRun): Promise<RunApproval> {
  const asked = ApproveRun.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    checkVersion(run, asked.version)
    orThrow(moveRunTo(run.status, 'APPROVED'))
    const rules = await rulesOf(db, run.id, runClock(run, ctx.now))
    const legalBases = await db.execute<{ title: string; validTo: string | null }>(sql`
      select b.title_fa as title, b.valid_to::text as "validTo"
      from app.run_legal_basis x join app.legal_basis b on b.id = x.legal_basis_id where x.run_id = ${run.id} order by b.code`)
    orThrow(checkLegalBases(legalBases.length))
    const cohorts = await db.execute<{ targetSize: number; placeId: string; countyId: string }>(sql`
      select target_size as "targetSize", place_id as "placeId", county_id as "countyId"
      from app.cohort where run_id = ${run.id} and status <> 'CANCELLED'`)
    const warnings = runWarnings({
      startDay: run.startDate,
      cohorts,
      legalBases,
      targets: {
        counties: rules.COUNTY_TARGET,
        neighbourhoods: rules.NEIGHBOURHOOD_TARGET,
        participants: rules.PARTICIPANT_TARGET,
      },
    })
    const open = warnings.filter((warning) => !asked.acknowledged.includes(warning.code))
    if (open.length > 0) return { approved: false, warnings: open, version: run.version }
    const [after] = await db.execute<{ version: number }>(sql`
      update app.run set status = 'APPROVED', version = version + 1, letter_no = coalesce(${asked.letterNo ?? null}, letter_no),
        letter_date = coalesce(${asked.letterDate ?? null}::date, letter_date)
      where id = ${run.id} returning version`)
    await audit(db, ctx, {
      action: 'run.approve',
      entity: 'run',
      entityId: run.id,
      scopeId: run.scopeId,
      before: { status: run.status },
      after: { status: 'APPROVED', acknowledged: warnings.map((warning) => warning.code) },
    })
    return { approved: true, warnings, version: after!.version }
  })
}
