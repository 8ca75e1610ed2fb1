import { sql } from 'drizzle-orm'
import { checkCertification, trainingNeeded } from '@/lib/programmes/facilitator'
import { CertifyFacilitator } from '@/lib/programmes/schema'
import { CertifyAll } from '@/lib/programmes/training'
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
    // The run is locked, so that two officers never give the same number; one that was taken back is not given again.
    const [last] = await db.execute<{ n: number }>(sql`
      select coalesce(max(substring(certificate_no from '-F-([0-9]{1,6})$')::int), 0) as n from (
        select certificate_no from app.facilitator where run_id = ${run.id}
        union all select number from app.certificate where run_id = ${run.id}) given`)
    const certificateNo = `${run.code}-F-${String((last?.n ?? 0) + 1).padStart(3, '0')}`
    const [after] = await db.execute<{ version: number }>(sql`
      update app.facilitator set status = 'CERTIFIED', certified_on = ${asked.day ?? tehranDay(clock)}, certificate_no = ${certificateNo},
        end_reason = null, ended_on = null, knowledge_pre = coalesce(${asked.knowledgePre ?? null}::int, knowledge_pre),
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

/** Certifies everybody in the class who has the hours, in one act: all of them or nobody. */
export async function certifyAll(
  ctx: Context,
  input: CertifyAll,
): Promise<{ certified: number; left: number }> {
  const asked = CertifyAll.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    const needed = trainingNeeded(await rulesOf(db, run.id, runClock(run, ctx.now)))
    const inClass = await db.execute<{ id: string; enough: boolean }>(sql`
      select f.id, f.training_minutes >= ${needed} as enough from app.facilitator f left join app.person p on p.id = f.person_id
      where f.run_id = ${run.id} and f.status in ('ACCEPTED', 'IN_TRAINING')
      order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", f.id`)
    const ready = inClass.filter((one) => one.enough)
    for (const { id } of ready)
      await certifyFacilitator(
        { ...ctx, db },
        { facilitatorId: id, ...(asked.day ? { day: asked.day } : {}) },
      )
    return { certified: ready.length, left: inClass.length - ready.length }
  })
}
