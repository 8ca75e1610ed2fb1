import { sql } from 'drizzle-orm'
import { type PledgeState, pledgeFault, settlePledge } from '@/lib/charities/served'
import { AddPledge, SettlePledge } from '@/lib/charities/served-schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { type At, clocked, madeBefore, placeOf } from './load'

/**
 * What a benefactor promised, in whole rials or in kind, for a need or at a meeting where there is one. No money passes here.
 * E-CD-20: on a day that has not come. E-CD-28: no amount, or goods nobody has described.
 */
export async function addPledge(ctx: Context, input: AddPledge): Promise<{ pledgeId: string }> {
  const asked = AddPledge.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await placeOf(db, asked.placeId, ['COUNTY', 'PROVINCE'])
    authorise(ctx.actor, 'devolve', home)
    const at = await clocked(db, ctx, home)
    if (await madeBefore(db, 'pledge', asked.key)) return { pledgeId: asked.key }
    const fault = pledgeFault(asked)
    if (fault) throw new AppError(fault.code)
    if (asked.promisedOn > tehranDay(at.now)) throw new AppError('E-CD-20')
    await db.execute(sql`
      insert into app.charity_pledge (id, scope_id, province_id, county_id, meeting_id, need_id, benefactor, kind, amount, goods, promised_on,
        is_demo, created_by, created_at)
      values (${asked.key}::uuid, ${home.scopeId}, ${home.provinceId}::uuid, ${home.kind === 'COUNTY' ? home.id : null}::uuid,
        ${asked.meetingId ?? null}::uuid, ${asked.needId ?? null}::uuid, ${asked.benefactor}, ${asked.kind}, ${asked.amount}::bigint, ${asked.goods || null},
        ${asked.promisedOn}::date, ${ctx.actor.isDemo}, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'charity.pledge',
      entity: 'charity_pledge',
      entityId: asked.key,
      scopeId: home.scopeId,
      after: { kind: asked.kind, amount: asked.amount, day: asked.promisedOn },
    })
    return { pledgeId: asked.key }
  })
}

type Row = At & { provinceId: string; state: PledgeState; promisedOn: string; version: number }

/**
 * A pledge was received, with the number on the receipt that was given, or withdrawn, with a reason. E-CD-21: that receipt stands for
 * another. E-GEN-01: on a day before it was promised.
 */
export async function settle(ctx: Context, input: SettlePledge): Promise<{ state: PledgeState }> {
  const asked = SettlePledge.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<Row>(sql`
      select p.scope_id as "scopeId", (select s.path from app.scope s where s.id = p.scope_id) as path, 'CHARITY' as programme,
        p.province_id as "provinceId", p.state, p.promised_on::text as "promisedOn", p.version
      from app.charity_pledge p where p.id = ${asked.pledgeId}::uuid for update`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'devolve', row)
    checkVersion(row, asked.version)
    const at = await clocked(db, ctx, row)
    const state = orThrow(settlePledge(row.state, asked))
    if (asked.day > tehranDay(at.now)) throw new AppError('E-CD-20')
    if (asked.day < row.promisedOn) throw new AppError('E-CD-31')
    await db.execute(sql`
      update app.charity_pledge set state = ${state}, settled_on = ${asked.day}::date, receipt_no = ${state === 'RECEIVED' ? asked.receiptNo : null},
        reason = ${asked.reason || null}, version = version + 1 where id = ${asked.pledgeId}::uuid`)
    await audit(db, ctx, {
      action: state === 'RECEIVED' ? 'charity.pledge-received' : 'charity.pledge-withdrawn',
      entity: 'charity_pledge',
      entityId: asked.pledgeId,
      scopeId: row.scopeId,
      before: { state: row.state },
      after: { state, day: asked.day, receiptNo: state === 'RECEIVED' ? asked.receiptNo : null },
      reason: asked.reason || null,
    })
    return { state }
  })
}
