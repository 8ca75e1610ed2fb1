import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import type { OfferState } from '@/lib/charities/kinds'
import { rankCandidates } from '@/lib/charities/match'
import { AnswerOffer, AttachOffer, MakeOffer, RevokeOffer } from '@/lib/charities/schema'
import { revocable } from '@/lib/charities/way'
import { addDays, jalaliMonthKey } from '@/lib/shared/jalali'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { candidatesFor } from '../../queries/charities/candidates'
import { charityRules } from '../../queries/charities/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type At, clocked, lockAgreement, lockNeed, lockProvider, madeBefore } from './load'
import { releasePlaces } from './release-places'
import { writeStep } from './write-step'

/**
 * Offers a planned need, or a part of it, to a provider that may be asked. E-CD-09: no room. E-CD-11: nobody is left to take
 * on. E-CD-16: it may not be asked for this (another service, not active, no licence). E-CD-17: it has been asked already.
 */
export async function makeOffer(ctx: Context, input: MakeOffer): Promise<{ offerId: string }> {
  const asked = MakeOffer.parse(input)
  return inTransaction(ctx, async (db) => {
    const need = await lockNeed(db, asked.needId)
    authorise(ctx.actor, 'devolve', need)
    const at = await clocked(db, ctx, need)
    if (await madeBefore(db, 'offer', asked.key)) return { offerId: asked.key }
    if (need.state !== 'PLANNED') throw new AppError('E-CD-12')
    const today = tehranDay(at.now)
    await lapse(db, at, need.needId, today)
    const people = await unplaced(db, need)
    if (asked.people > people) throw new AppError('E-CD-11')
    const scope = scopeOf(ctx.actor)
    const candidates = await candidatesFor(db, scope, {
      needId: need.needId,
      today,
      month: jalaliMonthKey(today),
    })
    const which = (one: { providerId: string; serviceTypeId: string }) =>
      one.providerId === asked.providerId && one.serviceTypeId === asked.serviceId
    const known = candidates.find(which)
    if (!known) throw new AppError('E-CD-16')
    if (known.openHere) throw new AppError('E-CD-17')
    const ranked = rankCandidates({ ...need, serviceTypeId: need.serviceId, people }, candidates, today)
    const place = ranked.find(which)
    const free = Math.max(0, known.places - known.taken)
    if (asked.people > free) throw new AppError('E-CD-09', { free, people: asked.people })
    if (!place) throw new AppError('E-CD-16')
    const provider = await lockProvider(db, asked.providerId)
    authorise(ctx.actor, 'devolve', provider)
    const rules = await charityRules(db, scope, { provinceId: need.provinceId, at: at.now })
    await db.execute(sql`
      insert into app.charity_offer (id, scope_id, need_id, provider_id, service_id, people, ranked, offered_on, answer_by, created_by, created_at)
      values (${asked.key}::uuid, ${provider.scopeId}, ${need.needId}::uuid, ${asked.providerId}::uuid, ${asked.serviceId}::uuid, ${asked.people},
        ${JSON.stringify({ rank: place.rank, of: ranked.length, reasons: place.reasons })}::jsonb, ${today}::date,
        ${addDays(today, rules.OFFER_ANSWER_DAYS)}::date, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'charity.offer',
      entity: 'charity_need',
      entityId: need.needId,
      scopeId: need.scopeId,
      after: { providerId: asked.providerId, people: asked.people, rank: place.rank },
    })
    return { offerId: asked.key }
  })
}

/** Offers of a need nobody answered in time are written down as lapsed. */
async function lapse(db: Db, ctx: Context, needId: string, today: string): Promise<void> {
  await db.execute(sql`
    update app.charity_offer set status = 'EXPIRED', answered_at = ${ctx.now.toISOString()}::timestamptz
    where need_id = ${needId}::uuid and status = 'OFFERED' and answer_by < ${today}::date`)
}

/** How many people of a need nobody has taken on. */
async function unplaced(db: Db, need: { needId: string; verifiedCount: number | null }): Promise<number> {
  const [row] = await db.execute<{ taken: number }>(sql`
    select coalesce(sum(people), 0)::int as taken from app.charity_offer where need_id = ${need.needId}::uuid and status = 'ACCEPTED'`)
  return (need.verifiedCount ?? 0) - row!.taken
}

type OfferRow = At & {
  provinceId: string
  needId: string
  providerId: string
  serviceId: string
  agreementId: string | null
  people: number
  state: OfferState
  answerBy: string
}
async function offerOf(db: Db, offerId: string, held: boolean): Promise<OfferRow> {
  const [row] = await db.execute<OfferRow>(sql`
    select o.scope_id as "scopeId", (select s.path from app.scope s where s.id = o.scope_id) as path, 'CHARITY' as programme,
      (select p.province_id from app.charity_provider p where p.id = o.provider_id) as "provinceId", o.need_id as "needId", o.provider_id as "providerId", o.service_id as "serviceId", o.agreement_id as "agreementId", o.people,
      o.status as state, o.answer_by::text as "answerBy"
    from app.charity_offer o where o.id = ${offerId}::uuid ${held ? sql`for update` : sql``}`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

type Answered = { refused?: string; free?: number; people?: number; status: OfferState; matched: boolean }

/**
 * The provider's yes or no, by itself or by the office for it. E-CD-09: the places went to somebody else in the meantime.
 * E-CD-10: no offer stands open. E-CD-11: others have taken these people on. E-CD-13: a no without its reason.
 */
export async function answerOffer(
  ctx: Context,
  input: AnswerOffer,
): Promise<{ state: OfferState; matched: boolean }> {
  const asked = AnswerOffer.parse(input)
  return inTransaction(ctx, async (db) => {
    const offer = await offerOf(db, asked.offerId, false)
    authorise(ctx.actor, 'deliver', offer)
    const at = await clocked(db, ctx, offer)
    const [row] = await db.execute<{ answer: Answered }>(sql`
      select app.answer_charity_offer(${asked.offerId}::uuid, ${asked.accept}, ${asked.reason}, ${at.now.toISOString()}::timestamptz) as answer`)
    const { refused, free, people, status, matched } = row!.answer
    if (refused) throw new AppError(refused, free === undefined ? undefined : { free, people: people ?? 0 })
    await audit(db, ctx, {
      action: asked.accept ? 'charity.offer-accept' : 'charity.offer-decline',
      entity: 'charity_need',
      entityId: offer.needId,
      scopeId: offer.scopeId,
      before: { status: offer.state },
      after: { status, providerId: offer.providerId, people: offer.people },
      reason: asked.accept ? null : asked.reason,
    })
    return { state: status, matched }
  })
}

/** The office takes an offer back. One that was accepted gives its places back, and the need returns to the queue. */
export async function revokeOffer(ctx: Context, input: RevokeOffer): Promise<{ state: OfferState }> {
  const asked = RevokeOffer.parse(input)
  return inTransaction(ctx, async (db) => {
    const need = await lockNeed(db, (await offerOf(db, asked.offerId, false)).needId)
    const offer = await offerOf(db, asked.offerId, true)
    authorise(ctx.actor, 'devolve', offer)
    const at = await clocked(db, ctx, offer)
    authorise(ctx.actor, 'devolve', need)
    orThrow(revocable(offer, { today: tehranDay(at.now), reason: asked.reason }))
    if (need.state === 'MET') throw new AppError('E-CD-12')
    if (offer.state === 'ACCEPTED')
      await releasePlaces(db, sql`o.id = ${asked.offerId}::uuid`, tehranDay(at.now))
    await db.execute(sql`
      update app.charity_offer set status = 'REVOKED', reason = ${asked.reason}, answered_by = app.me(),
        answered_at = ${at.now.toISOString()}::timestamptz where id = ${asked.offerId}::uuid`)
    if (need.state === 'MATCHED')
      await writeStep(db, at, {
        subject: 'NEED',
        id: need.needId,
        scopeId: need.scopeId,
        from: need.state,
        to: 'PLANNED',
        act: 'need-return',
        reason: asked.reason,
      })
    await audit(db, ctx, {
      action: 'charity.offer-revoke',
      entity: 'charity_need',
      entityId: need.needId,
      scopeId: need.scopeId,
      before: { status: offer.state },
      after: { status: 'REVOKED', providerId: offer.providerId, people: offer.people },
      reason: asked.reason,
    })
    return { state: 'REVOKED' }
  })
}

/** An accepted offer is served under an agreement there already is, for the same service of the same provider. */
export async function attachOffer(ctx: Context, input: AttachOffer): Promise<{ agreementId: string }> {
  const asked = AttachOffer.parse(input)
  return inTransaction(ctx, async (db) => {
    const agreement = await lockAgreement(db, asked.agreementId)
    const offer = await offerOf(db, asked.offerId, true)
    authorise(ctx.actor, 'devolve', agreement)
    if (offer.state !== 'ACCEPTED' || offer.agreementId !== null) throw new AppError('E-CD-12')
    if (!['PROPOSED', 'ASSESSED', 'APPROVED', 'ACTIVE'].includes(agreement.state))
      throw new AppError('E-CD-12')
    if (offer.providerId !== agreement.providerId || offer.serviceId !== agreement.serviceId)
      throw new AppError('E-CD-16')
    await db.execute(
      sql`update app.charity_offer set agreement_id = ${asked.agreementId}::uuid where id = ${asked.offerId}::uuid`,
    )
    await audit(db, ctx, {
      action: 'charity.attach',
      entity: 'charity_agreement',
      entityId: asked.agreementId,
      scopeId: agreement.scopeId,
      after: { needId: offer.needId, people: offer.people },
    })
    return { agreementId: asked.agreementId }
  })
}
