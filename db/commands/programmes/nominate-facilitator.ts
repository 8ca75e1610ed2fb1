import { sql } from 'drizzle-orm'
import { AcceptFacilitator, NominateFacilitator } from '@/lib/programmes/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type FacilitatorAnswer, loadFacilitator } from './facilitator-row'
import { checkVersion, loadRun, placeOfScope, runClock } from './load'

/** An organisation's nominee for step 1. E-ENR-02: she is enrolled as a participant of the same run. */
export async function nominateFacilitator(
  ctx: Context,
  input: NominateFacilitator,
): Promise<FacilitatorAnswer> {
  const asked = NominateFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    const [place] = await db.execute<{ scopeId: number }>(
      sql`select scope_id as "scopeId" from app.training_class where run_id = ${run.id} order by id limit 1`,
    )
    if (!place) throw new AppError('E-GEN-02')
    const [known] = await db.execute<{ enrolled: boolean; nominated: boolean }>(sql`
      select exists (select from app.enrolment e where e.run_id = ${run.id} and e.person_id = p.id and e.status <> 'CANCELLED') enrolled,
        exists (select from app.facilitator f where f.run_id = ${run.id} and f.person_id = p.id) nominated
      from app.person p where p.id = ${asked.personId} and p.province_id = ${run.provinceId}`)
    if (!known) throw new AppError('E-GEN-02')
    if (known.enrolled) throw new AppError('E-ENR-02')
    if (known.nominated) throw new AppError('E-FAC-05')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.facilitator (scope_id, run_id, person_id, user_id, organisation_id, county_id)
      values (${place.scopeId}, ${run.id}, ${asked.personId}, ${asked.userId ?? null}::uuid, ${asked.organisationId},
        ${asked.countyId ?? null}::uuid)
      returning id`)
    await audit(db, ctx, {
      action: 'facilitator.nominate',
      entity: 'facilitator',
      entityId: made!.id,
      scopeId: place.scopeId,
      after: { organisationId: asked.organisationId, countyId: asked.countyId ?? null },
    })
    return { facilitatorId: made!.id, status: 'NOMINATED', version: 1 }
  })
}

/** Takes a nominee into the class: from now on she stands in its register. */
export async function acceptFacilitator(ctx: Context, input: AcceptFacilitator): Promise<FacilitatorAnswer> {
  const asked = AcceptFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadFacilitator(db, asked.facilitatorId)
    authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
    checkVersion(row, asked.version)
    if (row.status !== 'NOMINATED') throw new AppError('E-FAC-04')
    const run = await loadRun(db, row.runId)
    const [after] = await db.execute<{ version: number }>(sql`
      update app.facilitator set status = 'IN_TRAINING', accepted_on = greatest(${tehranDay(runClock(run, ctx.now))}::date, ${run.startDate}::date), version = version + 1
      where id = ${row.id} returning version`)
    await audit(db, ctx, {
      action: 'facilitator.accept',
      entity: 'facilitator',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { status: row.status },
      after: { status: 'IN_TRAINING' },
    })
    return { facilitatorId: row.id, status: 'IN_TRAINING', version: after!.version }
  })
}
