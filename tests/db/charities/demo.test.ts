import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agreementLines, events, reviewScores } from '@/db/queries/charities/agreements'
import { charityCounties, services } from '@/db/queries/charities/catalogue'
import { needDays, needLines } from '@/db/queries/charities/needs'
import { pledges } from '@/db/queries/charities/pledges'
import { providerLines } from '@/db/queries/charities/providers'
import { charityClock } from '@/db/queries/charities/rules'
import { complaints, confirmedMonths, servedRecord } from '@/db/queries/charities/served'
import { actorOfAccount } from '@/db/seed/system-actor'
import { reading } from '@/db/transaction'
import { type Scope, scopeOf } from '@/lib/access/actor'
import { dFigures, funnelOf } from '@/lib/charities/figures'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let demo: Loaded
let scope: Scope
let provinceId: string
const as = async (handle: string) => {
  const [row] =
    await demo.sql`select user_id from app.user_login where handle = ${`${handle}@demo.tabavar.local`}`
  return scopeOf(await actorOfAccount(demo.sql, row!.user_id))
}
const read = (who: Scope) =>
  reading(who, async (db) => ({
    services: await services(db, who, { provinceId }),
    providers: await providerLines(db, who, { provinceId }),
    needs: await needLines(db, who, { provinceId, now: new Date() }),
    agreements: await agreementLines(db, who, { provinceId }),
    reviews: await reviewScores(db, who, { provinceId }),
    events: await events(db, who, { provinceId }),
    days: await needDays(db, who, { provinceId }),
  }))
let found: Awaited<ReturnType<typeof read>>
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  const [zanjan] = await demo.sql`select id from app.place where kind = 'PROVINCE' and code = '19'`
  provinceId = zanjan!.id
  scope = await as('charity-officer')
  found = await read(scope)
})
afterAll(() => demo.end())
const count = <T>(list: readonly T[], of: (one: T) => string) =>
  Object.fromEntries(
    [...new Set(list.map(of))].sort().map((key) => [key, list.filter((one) => of(one) === key).length]),
  )

describe('the charities of the demonstration, by the queries of its pages', () => {
  it('are twelve, eleven at work, in six counties and five fields', () => {
    expect(count(found.providers, ({ state }) => state)).toEqual({ ACCEPTED: 1, ACTIVE: 11 })
    expect(count(found.providers, ({ countyEn }) => countyEn)).toEqual({
      Abhar: 2,
      Ijrud: 1,
      Khodabandeh: 2,
      Khorramdarreh: 1,
      Mahneshan: 1,
      Zanjan: 5,
    })
  })

  it('have eighteen agreements: 15 active, 2 proposed, 1 ended; 3, 3, 4, 1 and 4 by field', () => {
    expect(count(found.agreements, ({ state }) => state)).toEqual({ ACTIVE: 15, ENDED: 1, PROPOSED: 2 })
    const active = found.agreements.filter(({ state }) => state === 'ACTIVE')
    expect(count(active, ({ domain }) => domain)).toEqual({
      CHILDREN: 3,
      CHRONIC_MENTAL: 1,
      DISABLED: 4,
      ELDERLY: 3,
      ORPHANS: 4,
    })
    expect(new Set(active.map(({ serviceId }) => serviceId)).size).toBe(15)
  })

  it('stand in a catalogue of thirty, five a field, fifteen of them devolved', () => {
    expect(count(found.services, ({ domain }) => domain)).toEqual({
      CHILDREN: 5,
      CHRONIC_MENTAL: 5,
      DISABLED: 5,
      ELDERLY: 5,
      EMPOWERMENT: 5,
      ORPHANS: 5,
    })
    expect(count(found.services, ({ mode }) => mode)).toEqual({ PARTLY_DEVOLVED: 15, STATE: 15 })
  })

  it('meet twenty needs by their states, eight of them new', () => {
    expect(count(found.needs, ({ state }) => state)).toEqual({
      DEFERRED: 1,
      IDENTIFIED: 5,
      MATCHED: 3,
      MET: 4,
      PLANNED: 4,
      VERIFIED: 3,
    })
    expect(found.needs.filter(({ isNew }) => isNew).length).toBe(8)
  })

  it('give the figures D-01 to D-10', () => {
    const figures = dFigures({ total: 152, ...found })
    expect(Object.fromEntries(figures.map(({ code, value, of, part }) => [code, [value, of, part]]))).toEqual(
      {
        'D-01': [30, 152, null],
        'D-02': [15, 152, null],
        'D-03': [5, 5, null],
        'D-04': [11, null, null],
        'D-05': [20, null, 8],
        'D-06': [4, 14, null],
        'D-07': [17.9, null, null],
        'D-08': [5, 15, null],
        'D-09': [7, null, null],
        'D-10': [4, null, 2],
      },
    )
  })

  it('stand at the demonstration’s hour: days of waiting are counted to it, not to today', async () => {
    expect(new Set(found.needs.map(({ today }) => today))).toEqual(new Set(['2024-07-22']))
    expect(Math.max(...found.needs.map(({ sinceDays }) => sinceDays))).toBeLessThan(200)
    expect(found.needs.every(({ sinceDays }) => sinceDays >= 0)).toBe(true)
    const later = await reading(scope, (db) => charityClock(db, provinceId, new Date('2030-01-01')))
    expect(later.toISOString()).toBe('2024-07-22T15:00:00.000Z')
  })

  it('have been heard by those they serve, and promised help', async () => {
    const agreementId = found.agreements.find(
      ({ serviceFa, providerFa }) => serviceFa === 'مراقبت شبانه‌روزی' && providerFa === 'آفتاب مهر',
    )!.agreementId
    const heard = (who: Scope) =>
      reading(who, async (db) => ({
        record: await servedRecord(db, who, agreementId),
        confirmed: await confirmedMonths(db, who, { agreementId, before: 140305 }),
        complaints: (await complaints(db, who, { provinceId })).map(({ about, state }) => [about, state]),
        pledges: (await pledges(db, who, { provinceId })).map(({ kind, state }) => [kind, state]),
      }))
    const confirmed = [{ month: 140303, confirmed: 8 }]
    expect(await heard(scope)).toEqual({
      record: { cards: 12, months: [{ month: 140303, received: 7, partly: 1, missed: 1 }] },
      confirmed,
      complaints: [
        ['NOT_DELIVERED', 'OPEN'],
        ['QUALITY', 'ANSWERED'],
      ],
      pledges: [
        ['GOODS', 'PROMISED'],
        ['GOODS', 'WITHDRAWN'],
        ['MONEY', 'RECEIVED'],
      ],
    })
    expect(await heard(await as('charity-aftab'))).toEqual({
      record: { cards: 0, months: [] },
      confirmed,
      complaints: [],
      pledges: [],
    })
  })

  it('tell how far needs come and how long each step takes', () => {
    expect(funnelOf(found.days).map(({ step, needs }) => [step, needs])).toEqual([
      ['IDENTIFIED', 20],
      ['VERIFIED', 15],
      ['PLANNED', 11],
      ['MATCHED', 7],
      ['MET', 4],
    ])
    expect(
      funnelOf(found.days)
        .slice(1)
        .every(({ median }) => median !== null && median > 20),
    ).toBe(true)
  })

  it('are nothing to the women’s office, to the hamyar programme and to its own officers elsewhere', async () => {
    for (const handle of ['officer1', 'hamyar-officer', 'hamyar-county-zanjan']) {
      const theirs = await read(await as(handle))
      expect(
        Object.values(theirs).map((list) => list.length),
        handle,
      ).toEqual([0, 0, 0, 0, 0, 0, 0])
    }
    expect(await reading(scope, (db) => charityCounties(db, scope))).toHaveLength(8)
    const [women] = await demo.sql`select id from app.place where kind = 'PROVINCE' and code = '04'`
    expect(await reading(scope, (db) => services(db, scope, { provinceId: women!.id }))).toEqual([])
  })

  it('show a charity its own agreements and what it was offered, and nobody else’s', async () => {
    const theirs = await read(await as('charity-aftab'))
    expect(theirs.providers.map(({ code }) => code)).toEqual(['ZC-01'])
    expect(theirs.agreements.map(({ serviceFa }) => serviceFa).sort()).toEqual([
      'خانهٔ نوجوان',
      'مراقبت شبانه‌روزی',
    ])
    expect(theirs.needs.map(({ titleFa }) => titleFa).sort()).toEqual([
      'خانهٔ نوجوان برای دختران',
      'مراقبت شبانه‌روزی',
    ])
    expect(theirs.services).toHaveLength(2)
    // What the office found of it is the office's.
    expect(theirs.reviews).toEqual([])
    expect(theirs.events).toEqual([])
  })
})
