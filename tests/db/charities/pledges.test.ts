import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepDocument, readDocument, removeDocument } from '@/db/commands/charities/documents'
import { linkPerson, unlinkPerson } from '@/db/commands/charities/need-people'
import { addPledge, settle } from '@/db/commands/charities/pledges'
import { documentsOf, needPeople, pledges } from '@/db/queries/charities/pledges'
import { reading } from '@/db/transaction'
import { nationalIdHash } from '@/db/vault'
import type { AddPledge } from '@/lib/charities/served-schema'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import {
  type CharityField,
  forgetMeeting,
  holderOfBoth,
  makeNeed,
  makeProvider,
  makeService,
  NOW,
  openCharities,
} from './field'

let field: CharityField
beforeAll(async () => {
  forgetMeeting()
  field = await openCharities()
})
afterAll(() => field.end())

const money = (more: Partial<AddPledge> = {}): AddPledge => ({
  key: randomUUID(),
  placeId: field.countyId,
  benefactor: 'نیکوکار',
  kind: 'MONEY',
  amount: 250_000_000,
  goods: '',
  promisedOn: '2024-05-20',
  ...more,
})
const listed = (who: Staff) =>
  reading(scopeOfStaff(who), (db) => pledges(db, scopeOfStaff(who), { provinceId: field.provinceId }))

describe('a pledge', () => {
  it('is promised in whole rials or in kind, received with a receipt or withdrawn with a reason', async () => {
    const ctx = await field.ctx()
    const asked = money({ amount: 900_000_000_000_000 })
    const { pledgeId } = await addPledge(ctx, asked)
    expect(await addPledge(ctx, asked)).toEqual({ pledgeId })
    const at = { pledgeId, version: 1, to: 'RECEIVED' as const, day: '2024-05-25', reason: '' }
    await expect(settle(ctx, { ...at, receiptNo: '' })).rejects.toMatchObject({ code: 'E-CD-29' })
    await expect(settle(ctx, { ...at, day: '2024-05-19', receiptNo: '7' })).rejects.toMatchObject({
      code: 'E-CD-31',
    })
    await expect(settle(ctx, { ...at, day: '2024-06-02', receiptNo: '7' })).rejects.toMatchObject({
      code: 'E-CD-20',
    })
    expect(await settle(ctx, { ...at, receiptNo: '7' })).toEqual({ state: 'RECEIVED' })
    await expect(settle(ctx, { ...at, version: 2, receiptNo: '8' })).rejects.toMatchObject({
      code: 'E-CD-12',
    })
    const goods = await addPledge(ctx, money({ kind: 'GOODS', amount: null, goods: 'ده ویلچر' }))
    const gone = { pledgeId: goods.pledgeId, version: 1, to: 'WITHDRAWN' as const, day: '2024-05-30' }
    await expect(settle(ctx, { ...gone, receiptNo: '', reason: '' })).rejects.toMatchObject({
      code: 'E-CD-13',
    })
    expect(await settle(ctx, { ...gone, receiptNo: '', reason: 'سفر' })).toEqual({ state: 'WITHDRAWN' })
    const another = await addPledge(ctx, money())
    await expect(settle(ctx, { ...at, pledgeId: another.pledgeId, receiptNo: '7' })).rejects.toMatchObject({
      code: 'E-CD-36',
    })
    const states = (await listed(field.officer)).map(({ state, amount, receiptNo }) => [
      state,
      amount,
      receiptNo,
    ])
    expect(states).toHaveLength(3)
    expect(states[0]).toEqual(['PROMISED', 250_000_000, null])
    expect(states).toContainEqual(['WITHDRAWN', null, null])
    expect(states).toContainEqual(['RECEIVED', 900_000_000_000_000, '7'])
  })

  it('is refused without an amount, with both, or on a day that has not come', async () => {
    const ctx = await field.ctx()
    for (const more of [
      { amount: null },
      { goods: 'و ویلچر' },
      { kind: 'GOODS' as const },
      { kind: 'GOODS' as const, amount: null, goods: '' },
    ])
      await expect(addPledge(ctx, money(more))).rejects.toMatchObject({ code: 'E-CD-28' })
    await expect(addPledge(ctx, money({ promisedOn: '2024-06-02' }))).rejects.toMatchObject({
      code: 'E-CD-20',
    })
  })

  it('is nobody’s but the office’s: no provider, no other programme, no other province', async () => {
    const serviceId = await makeService(field)
    const manager = await field.provider((await makeProvider(field, serviceId, 5)).scopeId)
    for (const who of [manager, field.womensOffice, field.hamyar, field.far]) {
      expect(await listed(who)).toEqual([])
      await expect(addPledge(await contextOf(who, NOW), money())).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
  })
})

describe('whom a need concerns', () => {
  const DIGITS = '0012345679'
  it('is linked and seen only by who sees that person in the register herself; digits are kept nowhere', async () => {
    const serviceId = await makeService(field)
    const { needId } = await makeNeed(field, serviceId, 4)
    const [person] =
      await field.sql`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year, national_id_hash)
      values (${field.provinceId}, ${`{${field.countyScope}}`}, 'مریم', 'نمونه', 'مریم نمونه', 'F', 1360,
        ${nationalIdHash(field.provinceId, DIGITS)}) returning id`
    // An officer for charities alone has no people anywhere.
    await expect(linkPerson(await field.ctx(), { needId, nationalId: DIGITS })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const both = await holderOfBoth(field)
    const ctx = await contextOf(both, NOW)
    await expect(linkPerson(ctx, { needId, nationalId: '0499370899' })).rejects.toMatchObject({
      code: 'E-CD-32',
    })
    expect(await linkPerson(ctx, { needId, nationalId: '۰۰۱۲۳۴۵۶۷۹' })).toEqual({ linked: true })
    expect(await linkPerson(ctx, { needId, nationalId: DIGITS })).toEqual({ linked: true })
    const seenBy = (who: Staff) =>
      reading(scopeOfStaff(who), (db) => needPeople(db, scopeOfStaff(who), needId))
    expect(await seenBy(both)).toEqual([{ personId: person!.id, name: 'مریم نمونه' }])
    for (const who of [field.officer, field.womensOffice, field.countyContact, field.hamyar, field.far])
      expect(await seenBy(who)).toEqual([])
    const trail = await field.sql`select after from audit.event where action = 'charity.need-link'`
    expect(trail.length).toBe(3)
    expect(JSON.stringify(trail)).not.toContain(DIGITS)
    await unlinkPerson(ctx, { needId, personId: person!.id })
    expect(await seenBy(both)).toEqual([])
  })
})

describe('a provider’s paper', () => {
  it('is kept sealed, read by the office and written down, put away, and no more than ten', async () => {
    const serviceId = await makeService(field)
    const { providerId, scopeId } = await makeProvider(field, serviceId, 5)
    const ctx = await field.ctx()
    const bytes = Buffer.from('%PDF-1.7 پروانهٔ نمونه')
    const paper = { bytes, mime: 'application/pdf' }
    const key = randomUUID()
    await keepDocument(ctx, { key, providerId, kind: 'LICENCE' }, paper)
    await keepDocument(ctx, { key, providerId, kind: 'LICENCE' }, paper)
    const office = scopeOfStaff(field.officer)
    const list = (who = office) => reading(who, (db) => documentsOf(db, who, providerId))
    expect(await list()).toMatchObject([{ documentId: key, kind: 'LICENCE' }])
    expect(await readDocument(ctx, key)).toEqual({ bytes, mime: 'application/pdf', kind: 'LICENCE' })
    const [kept] = await field.sql`select sealed from app.charity_document where id = ${key}`
    expect(Buffer.from(kept!.sealed, 'utf8').includes(bytes)).toBe(false)
    const manager = await field.provider(scopeId)
    for (const who of [manager, field.womensOffice, field.far]) {
      expect(await list(scopeOfStaff(who))).toEqual([])
      await expect(readDocument(await contextOf(who, NOW), key)).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
    await removeDocument(ctx, key)
    expect(await list()).toEqual([])
    await expect(readDocument(ctx, key)).rejects.toMatchObject({ code: 'E-GEN-02' })
    for (let n = 0; n < 10; n++)
      await keepDocument(ctx, { key: randomUUID(), providerId, kind: 'OTHER' }, paper)
    await expect(
      keepDocument(ctx, { key: randomUUID(), providerId, kind: 'OTHER' }, paper),
    ).rejects.toMatchObject({ code: 'E-CD-33' })
  })
})
