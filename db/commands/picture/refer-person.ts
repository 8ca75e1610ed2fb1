import 'server-only'
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Programme } from '@/lib/access/policy'
import { RECEIVING, type ReferralState } from '@/lib/picture/referral'
import { AnswerReferral, ReferPerson, WhichReferral } from '@/lib/picture/schema'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { openBytes, sealBytes } from '../../vault'
import { checkVersion, placeOfScope } from '../programmes/load'
import type { Reach } from '../surveys/respondent'

const spotOf = (rowId: string) => ({ table: 'programme_referral', column: 'reach_sealed', rowId })

/**
 * Somebody who holds a woman refers her to another programme of the county, because she agreed. E-REF-08: it is her own programme, or
 * the unit has no county. E-REF-05: the same referral waits already. What the other programme knows of her is not asked here.
 */
export async function referPerson(ctx: Context, input: ReferPerson): Promise<{ referralId: string }> {
  const asked = ReferPerson.parse(input)
  return inTransaction(ctx, async (db) => {
    const unit = await placeOfScope(db, asked.fromScope)
    authorise(ctx.actor, 'record', unit)
    authorise(ctx.actor, 'people', unit)
    const [her] = await db.execute<{ name: string; provinceId: string }>(sql`
      select first_name || ' ' || last_name as name, province_id as "provinceId" from app.person
      where id = ${asked.personId}::uuid and scopes @> array[${asked.fromScope}::int] and merged_into is null`)
    if (!her) throw new AppError('E-GEN-02')
    const county = unit.path[2]
    if (county === undefined || unit.programme === asked.programme || !unit.programme)
      throw new AppError('E-REF-08')
    const referralId = uuidV7(ctx.now.getTime(), randomBytes(16))
    const reach = Buffer.from(JSON.stringify({ name: her.name, reach: asked.reach } satisfies Reach), 'utf8')
    await db.execute(sql`
      insert into app.programme_referral (id, scope_id, province_id, from_scope, programme, person_id, made_by, made_at, consent_how,
        consent_on, reach_sealed)
      values (${referralId}::uuid, ${county}, ${her.provinceId}::uuid, ${asked.fromScope}, ${asked.programme}, ${asked.personId}::uuid,
        app.me(), ${ctx.now.toISOString()}::timestamptz, ${asked.consentHow}, ${tehranDay(ctx.now)}::date,
        ${sealBytes(her.provinceId, spotOf(referralId), reach)})`)
    await audit(db, ctx, {
      action: 'referral.refer',
      entity: 'programme_referral',
      entityId: referralId,
      scopeId: asked.fromScope,
      after: { programme: asked.programme, consentHow: asked.consentHow },
    })
    return { referralId }
  })
}

/** The receiving office takes her on, or says why not. E-REF-06: it was answered or taken back. */
export async function answerReferral(ctx: Context, input: AnswerReferral): Promise<{ referralId: string }> {
  const { referralId, version, answer, reason } = AnswerReferral.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await received(db, ctx, referralId)
    if (row.status !== 'OFFERED') throw new AppError('E-REF-06')
    checkVersion(row, version)
    await end(db, ctx, row, answer, answer === 'REFUSED' ? reason : null)
    return { referralId }
  })
}

/** Who referred her takes it back, because she wishes so; how to reach her is forgotten. E-REF-06: it was answered meanwhile. */
export async function withdrawReferral(ctx: Context, input: WhichReferral): Promise<{ referralId: string }> {
  const { referralId, version } = WhichReferral.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await load(db, referralId)
    if (row.madeBy !== ctx.actor.userId) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await placeOfScope(db, row.fromScope))
    if (row.status !== 'OFFERED') throw new AppError('E-REF-06')
    checkVersion(row, version)
    await end(db, ctx, row, 'WITHDRAWN', null)
    return { referralId }
  })
}

/** Her name and how to reach her, for the office that answers or has taken her on; written down each time. */
export async function viewReach(ctx: Context, input: WhichReferral): Promise<Reach> {
  const { referralId } = WhichReferral.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await received(db, ctx, referralId)
    if (row.sealed === '') throw new AppError('E-REF-06')
    await audit(db, ctx, {
      action: 'referral.reach',
      entity: 'programme_referral',
      entityId: referralId,
      scopeId: row.scopeId,
    })
    return JSON.parse(openBytes(row.provinceId, spotOf(referralId), row.sealed).toString('utf8')) as Reach
  })
}

type Row = {
  referralId: string
  scopeId: number
  provinceId: string
  fromScope: number
  programme: Programme
  madeBy: string
  status: ReferralState
  sealed: string
  version: number
}

// Row-level security shows a referral to who made it and to the office that receives it.
async function load(db: Db, referralId: string): Promise<Row> {
  const [row] = await db.execute<Row>(sql`
    select id as "referralId", scope_id as "scopeId", province_id as "provinceId", from_scope as "fromScope", programme,
      made_by as "madeBy", status, reach_sealed as sealed, version
    from app.programme_referral where id = ${referralId}::uuid for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

async function received(db: Db, ctx: Context, referralId: string): Promise<Row> {
  const row = await load(db, referralId)
  const { path } = await placeOfScope(db, row.scopeId)
  authorise(ctx.actor, RECEIVING[row.programme], { path, programme: row.programme })
  return row
}

async function end(
  db: Db,
  ctx: Context,
  row: Row,
  status: Exclude<ReferralState, 'OFFERED'>,
  reason: string | null,
): Promise<void> {
  const kept = status === 'ACCEPTED' ? row.sealed : ''
  await db.execute(sql`
    update app.programme_referral set status = ${status}, reason = ${reason}, answered_by = app.me(),
      answered_at = ${ctx.now.toISOString()}::timestamptz, reach_sealed = ${kept}, version = version + 1
    where id = ${row.referralId}::uuid`)
  await audit(db, ctx, {
    action: status === 'WITHDRAWN' ? 'referral.withdraw' : 'referral.answer',
    entity: 'programme_referral',
    entityId: row.referralId,
    scopeId: row.scopeId,
    before: { status: 'OFFERED' },
    after: { status, ...(reason && { reason }) },
  })
}
