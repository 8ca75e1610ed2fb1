import { sql } from 'drizzle-orm'
import { checkCertification } from '@/lib/programmes/facilitator'
import { CertifyFacilitator } from '@/lib/programmes/schema'
import { orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type FacilitatorAnswer, loadFacilitator } from './facilitator-row'
import { checkVersion, loadRun, placeOfScope, runClock } from './load'

/** Certifies a facilitator after step 1 and numbers her certificate. E-FAC-02: too few hours. */
export async function certifyFacilitator(
  ctx: Context,
  input: CertifyFacilitator,
): Promise<FacilitatorAnswer & { certificateNo: string }> {
  const asked = CertifyFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadFacilitator(db, asked.facilitatorId)
    authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
    checkVersion(row, asked.version)
    const run = await loadRun(db, row.runId)
    const clock = runClock(run, ctx.now)
    orThrow(checkCertification(row.status, row.trainingMinutes, await rulesOf(db, run.id, clock)))
    // The run is locked, so that two officers never give the same number.
    const [count] = await db.execute<{ n: number }>(
      sql`select count(certificate_no)::int n from app.facilitator where run_id = ${run.id}`,
    )
    const certificateNo = `${run.code}-F-${String((count?.n ?? 0) + 1).padStart(3, '0')}`
    const [after] = await db.execute<{ version: number }>(sql`
      update app.facilitator set status = 'CERTIFIED', certified_on = ${asked.day ?? tehranDay(clock)}, certificate_no = ${certificateNo},
        knowledge_pre = coalesce(${asked.knowledgePre ?? null}::int, knowledge_pre),
        knowledge_post = coalesce(${asked.knowledgePost ?? null}::int, knowledge_post), version = version + 1
      where id = ${row.id} returning version`)
    await audit(db, ctx, {
      action: 'facilitator.certify',
      entity: 'facilitator',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { status: row.status },
      after: { status: 'CERTIFIED', minutes: row.trainingMinutes, certificateNo },
    })
    return { facilitatorId: row.id, status: 'CERTIFIED', version: after!.version, certificateNo }
  })
}
