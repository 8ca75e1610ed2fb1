import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerReferral, referPerson, viewReach, withdrawReferral } from '@/db/commands/picture/refer-person'
import { madeReferrals, receivedReferrals, referringUnits } from '@/db/queries/picture/referrals'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import type { Programme } from '@/lib/access/policy'
import { can } from '@/lib/access/policy'
import { RECEIVING } from '@/lib/picture/referral'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { onForm, refusal } from '../refusals/provoked'
import { openPicture, type PictureField, threefold } from './field'

let f: PictureField
let her: Awaited<ReturnType<typeof threefold>>
beforeAll(async () => {
  f = await openPicture()
  her = await threefold(f)
})
afterAll(() => f?.end())

const REACH = '۰۹۹۹۰۰۰۰۰۰۰، عصرها'
const NOW = new Date('2024-06-10T12:00:00Z')
const asked = (programme: Programme = 'HAMYAR', more: object = {}) => ({
  personId: her.personId,
  fromScope: f.plan.scope,
  programme,
  reach: REACH,
  consentHow: 'SAID' as const,
  ...more,
})
async function refer(programme: Programme, who: Staff = f.facilitator, more: object = {}) {
  return (await referPerson(await contextOf(who, NOW), asked(programme, more))).referralId
}
const came = async (who: Staff) => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (db) => receivedReferrals(db, scope, { now: new Date('2024-06-14T12:00:00Z') }))
}
const mine = async (who: Staff) => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (db) => madeReferrals(db, scope, { now: NOW }))
}

describe('a referral to another programme', () => {
  it('comes to that programme’s office in her county, ages there, and to nobody else', async () => {
    const referralId = await refer('HAMYAR')
    for (const one of [f.officer, f.here.worker, f.both])
      expect(await came(one)).toMatchObject([{ referralId, status: 'OFFERED', days: 4, programme: 'HAMYAR' }])
    for (const one of [
      f.there.worker,
      f.far.worker,
      f.womensOffice,
      f.facilitator,
      f.charity,
      f.associations.officer,
      f.association.coordinator,
    ])
      expect(await came(one)).toEqual([])
    expect(await mine(f.facilitator)).toMatchObject([{ referralId, status: 'OFFERED' }])
    expect(await mine(f.womensOffice)).toEqual([])
  })

  it('tells the office her name and how to reach her, and writes each view down', async () => {
    const { referralId, version } = (await came(f.officer))[0]!
    const told = await viewReach(await contextOf(f.officer), { referralId, version })
    expect(told.reach).toBe(REACH)
    expect(told.name).toMatch(/\S+ \S+/)
    const [act] =
      await f.sql`select action, actor_id, after from audit.event where entity_id = ${referralId} order by seq desc limit 1`
    expect(act).toEqual({ action: 'referral.reach', actor_id: f.officer.userId, after: null })
    for (const stranger of [f.facilitator, f.there.worker, f.womensOffice, f.charity])
      await expect(viewReach(await contextOf(stranger), { referralId, version })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    // Neither the row nor the audit holds who she is in the clear.
    const [row] = await f.sql`select reach_sealed from app.programme_referral where id = ${referralId}`
    expect(row!.reach_sealed).toMatch(/^v1\./)
  })

  it('is declined with a reason that says nothing of her; her contact is forgotten then', async () => {
    const { referralId, version } = (await came(f.officer))[0]!
    await answerReferral(await contextOf(f.here.worker), {
      referralId,
      version,
      answer: 'REFUSED',
      reason: 'NO_ROOM',
    })
    expect(await mine(f.facilitator)).toMatchObject([{ status: 'REFUSED', reason: 'NO_ROOM' }])
    const [row] =
      await f.sql`select reach_sealed, answered_by from app.programme_referral where id = ${referralId}`
    expect(row).toEqual({ reach_sealed: '', answered_by: f.here.worker.userId })
    await expect(
      viewReach(await contextOf(f.officer), { referralId, version: version + 1 }),
    ).rejects.toMatchObject({ code: 'E-REF-06' })
  })

  it('is accepted: who referred her reads that and no more; taken back: it leaves the office', async () => {
    const accepted = await refer('ASSOCIATION')
    const reached = async (who: Staff, referralId: string) =>
      (await viewReach(await contextOf(who), { referralId, version: 1 })).reach
    expect(await reached(f.associations.officer, accepted)).toBe(REACH)
    await answerReferral(await contextOf(f.associations.officer), {
      referralId: accepted,
      version: 1,
      answer: 'ACCEPTED',
      reason: null,
    })
    const back = await refer('CHARITY')
    expect(await came(f.charity)).toHaveLength(1)
    expect(await reached(f.charity, back)).toBe(REACH)
    await expect(
      withdrawReferral(await contextOf(f.charity), { referralId: back, version: 1 }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
    await withdrawReferral(await contextOf(f.facilitator), { referralId: back, version: 1 })
    expect(await came(f.charity)).toEqual([])
    const lines = await mine(f.facilitator)
    expect(lines.map(({ programme, status, reason }) => [programme, status, reason]).sort()).toEqual([
      ['ASSOCIATION', 'ACCEPTED', null],
      ['CHARITY', 'WITHDRAWN', null],
      ['HAMYAR', 'REFUSED', 'NO_ROOM'],
    ])
    expect(Object.keys(lines[0]!).sort()).toEqual(
      [
        'countyEn',
        'countyFa',
        'days',
        'madeOn',
        'programme',
        'reason',
        'referralId',
        'status',
        'version',
      ].sort(),
    )
  })

  it('goes the other way as well: a social worker refers to the plan', async () => {
    const referralId = await refer('RESILIENCE', f.here.worker, { fromScope: f.group.scopeId })
    expect(await came(f.womensOffice)).toMatchObject([{ referralId }])
    expect(await came(f.facilitator)).toEqual([])
    const scope = scopeOf((await contextOf(f.here.worker)).actor)
    expect(await reading(scope, (db) => referringUnits(db, scope, { personId: her.personId }))).toEqual([
      { scopeId: f.group.scopeId, programme: 'HAMYAR' },
    ])
    const office = await contextOf(f.womensOffice)
    expect((await viewReach(office, { referralId, version: 1 })).reach).toBe(REACH)
    const answer = { version: 1, answer: 'REFUSED', reason: 'NO_ROOM' } as const
    await expect(answerReferral(await contextOf(f.officer), { referralId, ...answer })).rejects.toMatchObject(
      { code: 'E-GEN-02' },
    )
    await answerReferral(office, { referralId, ...answer })
    const again = await refer('RESILIENCE', f.here.worker, { fromScope: f.group.scopeId })
    await withdrawReferral(await contextOf(f.here.worker), { referralId: again, version: 1 })
    expect((await came(f.womensOffice)).map((one) => one.referralId)).not.toContain(again)
  })

  it('is made by nobody who does not hold her there and record', async () => {
    for (const stranger of [f.there.worker, f.here.county, f.charity, f.associations.officer, f.auditor])
      await expect(refer('CHARITY', stranger)).rejects.toMatchObject({ code: 'E-GEN-02' })
    // The unit is one of hers; the woman is not in it.
    const [other] =
      await f.sql`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${f.provinceId}, ${[f.group.scopeId]}, 'زن', 'دیگر', 'زن دیگر', 'F', 1370) returning id`
    await expect(refer('CHARITY', f.facilitator, { personId: other!.id as string })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
  })
})

it('who receives is one table, here and in the database', async () => {
  const county = (await f.sql`select path from app.scope where id = ${f.here.scope}`)[0]!.path as number[]
  for (const who of [
    f.officer,
    f.here.worker,
    f.here.county,
    f.womensOffice,
    f.facilitator,
    f.charity,
    f.associations.officer,
    f.director,
    f.both,
  ]) {
    const { actor } = await contextOf(who)
    for (const [programme, power] of Object.entries(RECEIVING) as [
      Programme,
      (typeof RECEIVING)[Programme],
    ][]) {
      const [row] = await f.sql.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${who.userId}, true)`
        return sql`select app.receives(${programme}, ${f.here.scope}) as may`
      })
      expect(row!.may, `${actor.displayName} ${programme}`).toBe(
        can(actor.grants, power, { path: county, programme }),
      )
    }
  }
})

const formed = (more: () => object | Promise<object>) => async () => {
  const input = { ...asked('CHARITY'), ...(await more()) }
  return { owner: f.sql, attempt: onForm(f.facilitator, (ctx) => referPerson(ctx, input)) }
}
describe('what is refused', () => {
  refusal(
    'E-REF-04',
    'without her consent',
    'بدون رضایت خودش ثبت نمی‌شود.',
    formed(() => ({ consentHow: '' as 'SAID' })),
  )
  refusal(
    'E-REF-08',
    'to her own programme',
    'برنامهٔ دیگری را انتخاب کنید؛ این برنامهٔ خود اوست.',
    formed(() => ({ programme: 'RESILIENCE' })),
  )
  refusal(
    'E-REF-05',
    'a second time',
    'همین معرفی در انتظار پاسخ است.',
    formed(async () => {
      await refer('CHARITY')
      return {}
    }),
  )
  refusal('E-REF-07', 'declined without a reason', 'دلیل نپذیرفتن را انتخاب کنید.', async () => {
    const { referralId, version } = (await came(f.charity))[0]!
    return {
      owner: f.sql,
      attempt: onForm(f.charity, (ctx) =>
        answerReferral(ctx, { referralId, version, answer: 'REFUSED', reason: null }),
      ),
    }
  })
  refusal('E-REF-06', 'answered twice', 'این معرفی پاسخ گرفته یا پس گرفته شده است.', async () => {
    const { referralId, version } = (await came(f.charity))[0]!
    const answer = { referralId, answer: 'ACCEPTED' as const, reason: null }
    await answerReferral(await contextOf(f.charity), { ...answer, version })
    return {
      owner: f.sql,
      attempt: onForm(f.charity, (ctx) => answerReferral(ctx, { ...answer, version: version + 1 })),
    }
  })
})
