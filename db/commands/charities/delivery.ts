import { sql } from 'drizzle-orm'
import { checkMonth, overCapacity } from '@/lib/charities/agreement'
import { AddEvent, AddReview, RecordDelivery, RecordOutcome } from '@/lib/charities/schema'
import { DELIVERING } from '@/lib/charities/served'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type AgreementRow, agreementOf, clocked, lockAgreement, madeBefore, placeOf } from './load'

/** E-CD-12: nothing is delivered under it yet. */
function checkDelivers({ state }: AgreementRow): void {
  if (!DELIVERING.includes(state)) throw new AppError('E-CD-12')
}

/**
 * What an agreement delivered in a month; written again it is corrected. E-CD-07: a month outside of it. E-CD-20: a month
 * that has not begun. W-CD-08, unless it was read and is so: more people than it is for.
 */
export async function recordDelivery(ctx: Context, input: RecordDelivery): Promise<{ served: number }> {
  const asked = RecordDelivery.parse(input)
  return inTransaction(ctx, async (db) => {
    const agreement = await agreementOf(db, asked.agreementId)
    authorise(ctx.actor, 'deliver', agreement)
    const at = await clocked(db, ctx, agreement)
    checkDelivers(agreement)
    orThrow(checkMonth(asked.month, agreement, tehranDay(at.now)))
    const over = overCapacity(asked.served, agreement.capacity)
    if (over && !asked.acknowledged.includes('W-CD-08')) throw new AppError(over.code, over.values)
    const [before] = await db.execute<{ served: number; units: number }>(sql`
      select served, units from app.charity_delivery where agreement_id = ${asked.agreementId}::uuid and month = ${asked.month} for update`)
    if (before && before.served === asked.served && before.units === asked.units)
      return { served: asked.served }
    await db.execute(sql`
      insert into app.charity_delivery as d (scope_id, agreement_id, month, served, units, recorded_by, recorded_at)
      values (${agreement.scopeId}, ${asked.agreementId}::uuid, ${asked.month}, ${asked.served}, ${asked.units}, app.me(), ${at.now.toISOString()}::timestamptz)
      on conflict (agreement_id, month) do update set served = excluded.served, units = excluded.units, recorded_by = excluded.recorded_by,
        recorded_at = excluded.recorded_at, version = d.version + 1`)
    await audit(db, ctx, {
      action: 'charity.delivery',
      entity: 'charity_agreement',
      entityId: asked.agreementId,
      scopeId: agreement.scopeId,
      ...(before && { before: { served: before.served, units: before.units } }),
      after: { month: asked.month, served: asked.served, units: asked.units },
    })
    return { served: asked.served }
  })
}

/** How good the service was found to be, and before it where that is known. E-CD-20: on a day that has not come. */
export async function addReview(ctx: Context, input: AddReview): Promise<{ score: number }> {
  const asked = AddReview.parse(input)
  return inTransaction(ctx, async (db) => {
    const agreement = await lockAgreement(db, asked.agreementId)
    authorise(ctx.actor, 'devolve', agreement)
    const at = await clocked(db, ctx, agreement)
    checkDelivers(agreement)
    if (asked.day > tehranDay(at.now)) throw new AppError('E-CD-20')
    await db.execute(sql`
      insert into app.charity_review (scope_id, agreement_id, day, before_score, score, finding, made_by, made_at)
      values (${agreement.scopeId}, ${asked.agreementId}::uuid, ${asked.day}::date, ${asked.before}, ${asked.score}, ${asked.finding},
        app.me(), ${at.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'charity.review',
      entity: 'charity_agreement',
      entityId: asked.agreementId,
      scopeId: agreement.scopeId,
      after: { day: asked.day, before: asked.before, score: asked.score },
    })
    return { score: asked.score }
  })
}

/** People an agreement led to work, or to standing on their own, in a month; written again it is corrected. */
export async function recordOutcome(ctx: Context, input: RecordOutcome): Promise<{ count: number }> {
  const asked = RecordOutcome.parse(input)
  return inTransaction(ctx, async (db) => {
    const agreement = await agreementOf(db, asked.agreementId)
    authorise(ctx.actor, 'deliver', agreement)
    const at = await clocked(db, ctx, agreement)
    checkDelivers(agreement)
    orThrow(checkMonth(asked.month, agreement, tehranDay(at.now)))
    const [before] = await db.execute<{ count: number }>(sql`
      select count from app.charity_outcome where agreement_id = ${asked.agreementId}::uuid and kind = ${asked.kind}
        and month = ${asked.month} for update`)
    if (before?.count === asked.count) return { count: asked.count }
    await db.execute(sql`
      insert into app.charity_outcome as o (scope_id, agreement_id, kind, month, count, recorded_by, recorded_at)
      values (${agreement.scopeId}, ${asked.agreementId}::uuid, ${asked.kind}, ${asked.month}, ${asked.count}, app.me(), ${at.now.toISOString()}::timestamptz)
      on conflict (agreement_id, kind, month) do update set count = excluded.count, recorded_by = excluded.recorded_by,
        recorded_at = excluded.recorded_at, version = o.version + 1`)
    await audit(db, ctx, {
      action: 'charity.outcome',
      entity: 'charity_agreement',
      entityId: asked.agreementId,
      scopeId: agreement.scopeId,
      ...(before && { before: { count: before.count } }),
      after: { kind: asked.kind, month: asked.month, count: asked.count },
    })
    return { count: asked.count }
  })
}

/** An event that makes taking part part of the culture. */
export async function addEvent(ctx: Context, input: AddEvent): Promise<{ eventId: string }> {
  const asked = AddEvent.parse(input)
  return inTransaction(ctx, async (db) => {
    const county = await placeOf(db, asked.countyId, ['COUNTY'])
    authorise(ctx.actor, 'devolve', county)
    const at = await clocked(db, ctx, county)
    if (asked.day > tehranDay(at.now)) throw new AppError('E-CD-20')
    if (await madeBefore(db, 'event', asked.key)) return { eventId: asked.key }
    await db.execute(sql`
      insert into app.charity_event (id, scope_id, province_id, county_id, day, title_fa, audience, attendees, is_demo, created_by, created_at)
      values (${asked.key}::uuid, ${county.scopeId}, ${county.provinceId}::uuid, ${county.id}::uuid, ${asked.day}::date, ${asked.titleFa},
        ${asked.audience}, ${asked.attendees}, ${ctx.actor.isDemo}, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'charity.event',
      entity: 'charity_event',
      entityId: asked.key,
      scopeId: county.scopeId,
      after: { day: asked.day, audience: asked.audience, attendees: asked.attendees },
    })
    return { eventId: asked.key }
  })
}
