import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { agreementFaults } from '@/lib/charities/agreement'
import type { AgreementState } from '@/lib/charities/kinds'
import { MoveAgreement, ProposeAgreement } from '@/lib/charities/schema'
import { nextAgreement } from '@/lib/charities/way'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { charityRules } from '../../queries/charities/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { clocked, lockAgreement, lockProvider, madeBefore, nextCode, termsOf } from './load'
import { attachOffer } from './offers'
import { releasePlaces } from './release-places'
import { writeStep } from './write-step'

/** A service handed to a provider; refused with the first thing that speaks against it (lib/charities/agreement). */
export async function proposeAgreement(
  ctx: Context,
  input: ProposeAgreement,
): Promise<{ agreementId: string }> {
  const asked = ProposeAgreement.parse(input)
  return inTransaction(ctx, async (db) => {
    const provider = await lockProvider(db, asked.providerId)
    authorise(ctx.actor, 'devolve', provider)
    const at = await clocked(db, ctx, provider)
    if (await madeBefore(db, 'agreement', asked.key)) return { agreementId: asked.key }
    const found = await termsOf(db, { ...provider, serviceId: asked.serviceId, agreementId: null })
    if (found.serviceProvince !== provider.provinceId) throw new AppError('E-CD-16')
    const rules = await charityRules(db, scopeOf(ctx.actor), {
      provinceId: provider.provinceId,
      at: at.now,
    })
    const [fault] = agreementFaults({ ...asked, domain: found.domain }, found.provider, {
      firstYear: rules.DEVOLUTION_START,
      stage: 'PROPOSAL',
    })
    if (fault) throw new AppError(fault.code, fault.values)
    const code = await nextCode(db, 'A', provider.provinceId)
    await db.execute(sql`
      insert into app.charity_agreement (id, scope_id, province_id, county_id, provider_id, service_id, code, starts_on, ends_on, capacity,
        clause, clause_aim, status_since, is_demo, created_by, created_at)
      values (${asked.key}::uuid, ${provider.scopeId}, ${provider.provinceId}::uuid, ${provider.countyId}::uuid, ${asked.providerId}::uuid,
        ${asked.serviceId}::uuid, ${code}, ${asked.startsOn}::date, ${asked.endsOn}::date, ${asked.capacity}, ${asked.clause}, ${asked.aim},
        ${at.now.toISOString()}::timestamptz, ${ctx.actor.isDemo}, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await writeStep(db, at, {
      subject: 'AGREEMENT',
      id: asked.key,
      scopeId: provider.scopeId,
      from: null,
      to: 'PROPOSED',
      act: 'agreement',
      after: { code, capacity: asked.capacity, startsOn: asked.startsOn, endsOn: asked.endsOn },
    })
    if (asked.offerId) await attachOffer({ ...ctx, db }, { offerId: asked.offerId, agreementId: asked.key })
    return { agreementId: asked.key }
  })
}

/** One step of an agreement. Once it is over, the places it held are free again. */
export async function moveAgreement(ctx: Context, input: MoveAgreement): Promise<{ state: AgreementState }> {
  const { agreementId, version, act, reason } = MoveAgreement.parse(input)
  return inTransaction(ctx, async (db) => {
    const agreement = await lockAgreement(db, agreementId)
    authorise(ctx.actor, 'devolve', agreement)
    const at = await clocked(db, ctx, agreement)
    checkVersion(agreement, version)
    const provider = await lockProvider(db, agreement.providerId)
    const found = await termsOf(db, { ...provider, serviceId: agreement.serviceId, agreementId })
    const rules = await charityRules(db, scopeOf(ctx.actor), {
      provinceId: agreement.provinceId,
      at: at.now,
    })
    const to = orThrow(
      nextAgreement(act, {
        state: agreement.state,
        terms: { ...agreement, domain: found.domain },
        provider: found.provider,
        firstYear: rules.DEVOLUTION_START,
        reason,
      }),
    )
    if (to === 'ENDED' || to === 'TERMINATED')
      await releasePlaces(db, sql`o.agreement_id = ${agreementId}::uuid`, tehranDay(at.now))
    await writeStep(db, at, {
      subject: 'AGREEMENT',
      id: agreementId,
      scopeId: agreement.scopeId,
      from: agreement.state,
      to,
      act: `agreement-${act}`,
      reason,
    })
    return { state: to }
  })
}
