import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordDelivery } from '@/db/commands/charities/delivery'
import { answerOffer, attachOffer, makeOffer, revokeOffer } from '@/db/commands/charities/offers'
import { setPlaces } from '@/db/commands/charities/write-provider'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import {
  type CharityField,
  codeOf,
  makeAgreement,
  makeNeed,
  makeProvider,
  makeService,
  NOW,
  offerTo,
  openCharities,
} from './field'

let field: CharityField
beforeAll(async () => {
  field = await openCharities()
})
afterAll(() => field.end())

const answer = async (offerId: string, accept: boolean, who: Staff = field.officer, now = NOW, reason = '') =>
  answerOffer(await contextOf(who, now), { offerId, accept, reason })
const taken = async (providerId: string) => {
  const [row] =
    await field.sql`select taken, places from app.charity_capacity where provider_id = ${providerId}`
  return [row!.taken, row!.places]
}

describe('two hundred who accept at once', () => {
  it('over twenty places: twenty accepted, 180 told, none doubled', async () => {
    const serviceId = await makeService(field)
    const { providerId, scopeId } = await makeProvider(field, serviceId, 20)
    // Needs of one person each, planned and offered; written straight, since only the answers are what is tried here.
    const [seed] = await field.sql`select id from app.charity_meeting union all select null limit 1`
    const meeting =
      seed?.id ??
      (await makeNeed(field, serviceId, 1).then(
        async () => (await field.sql`select id from app.charity_meeting limit 1`)[0]!.id,
      ))
    const offers = await field.sql`
      with n as (
        insert into app.charity_need (scope_id, province_id, county_id, code, domain, service_id, title_fa, is_new, priority, identified_on,
          people_count, verified_count, meeting_id, status, created_by)
        select ${field.countyScope}, ${field.provinceId}, ${field.countyId}, 'X-' || i, 'ORPHANS', ${serviceId}, 'نیاز', false, 'NORMAL', '2024-05-01',
          1, 1, ${meeting}, 'PLANNED', ${field.officer.userId} from generate_series(1, 200) i returning id)
      insert into app.charity_offer (scope_id, need_id, provider_id, service_id, people, ranked, offered_on, answer_by, created_by)
      select ${scopeId}, n.id, ${providerId}, ${serviceId}, 1, '{"rank":1,"of":1,"reasons":[]}', '2024-05-25', '2024-06-20', ${field.officer.userId} from n
      returning id`
    expect(offers).toHaveLength(200)
    const charity = await field.provider(scopeId)
    const ctx = await contextOf(charity, NOW)
    const results = await Promise.all(
      offers.map(({ id }) => codeOf(answerOffer(ctx, { offerId: id, accept: true }))),
    )
    expect(results.filter((one) => one === 'done')).toHaveLength(20)
    expect(results.filter((one) => one === 'E-CD-09')).toHaveLength(180)
    expect(await taken(providerId)).toEqual([20, 20])
    const [row] = await field.sql`
      select count(*) filter (where o.status = 'ACCEPTED')::int as accepted, count(distinct o.need_id) filter (where o.status = 'ACCEPTED')::int as needs,
        count(*) filter (where n.status = 'MATCHED')::int as matched,
        (select count(*)::int from audit.event e where e.action = 'charity.offer-accept') as told
      from app.charity_offer o join app.charity_need n on n.id = o.need_id where o.provider_id = ${providerId}`
    expect(row).toEqual({ accepted: 20, needs: 20, matched: 20, told: 20 })
  }, 120_000)

  it('of the last place: one wins and the other is told with the numbers', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 1)
    const asked = await Promise.all([makeNeed(field, serviceId, 1), makeNeed(field, serviceId, 1)])
    const offers = []
    for (const { needId } of asked)
      offers.push(await offerTo(field, { needId, providerId, serviceId, people: 1 }))
    const results = await Promise.allSettled(offers.map((offerId) => answer(offerId, true)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((one) => one.status === 'rejected')!
    expect(lost.status === 'rejected' && lost.reason).toMatchObject({
      code: 'E-CD-09',
      values: { free: 0, people: 1 },
    })
  })
})

describe('an offer', () => {
  it('declined says why, returns its need to the queue, and the need is matched again', async () => {
    const serviceId = await makeService(field)
    const [a, b] = [await makeProvider(field, serviceId, 10), await makeProvider(field, serviceId, 10)]
    const need = await makeNeed(field, serviceId, 6)
    const first = await offerTo(field, {
      needId: need.needId,
      providerId: a.providerId,
      serviceId,
      people: 6,
    })
    expect(await codeOf(answer(first, false))).toBe('E-CD-13')
    await answer(first, false, field.officer, NOW, 'جا نداریم')
    expect(await need.state()).toBe('PLANNED')
    expect(await codeOf(answer(first, true))).toBe('E-CD-10')
    const second = await offerTo(field, {
      needId: need.needId,
      providerId: b.providerId,
      serviceId,
      people: 6,
    })
    // Who declined it stands behind who did not.
    const [row] = await field.sql`select ranked from app.charity_offer where id = ${second}`
    expect(row!.ranked).toMatchObject({ rank: 1, of: 2 })
    expect(await answer(second, true)).toEqual({ state: 'ACCEPTED', matched: true })
    expect(await need.state()).toBe('MATCHED')
    expect([await taken(a.providerId), await taken(b.providerId)]).toEqual([
      [0, 10],
      [6, 10],
    ])
  })

  it('to one provider stands once, and not for more people than there are or than it has room for', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 5)
    const { needId } = await makeNeed(field, serviceId, 8)
    const offer = (people: number, more: object = {}) =>
      codeOf(offerTo(field, { needId, providerId, serviceId, people, ...more }))
    expect(await offer(9)).toBe('E-CD-11')
    expect(await offer(6)).toBe('E-CD-09')
    expect(await offer(5, { serviceId: await makeService(field) })).toBe('E-CD-16')
    expect(await offer(5)).toBe('done')
    expect(await offer(3)).toBe('E-CD-17')
  })

  it('sent twice is made once', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 5)
    const { needId } = await makeNeed(field, serviceId, 2)
    const asked = { key: randomUUID(), needId, providerId, serviceId, people: 2 }
    const ctx = await field.ctx()
    const both = await Promise.all([makeOffer(ctx, asked), makeOffer(ctx, asked)])
    expect(both).toEqual([{ offerId: asked.key }, { offerId: asked.key }])
    const [row] = await field.sql`select count(*)::int as n from app.charity_offer where need_id = ${needId}`
    expect(row!.n).toBe(1)
  })

  it('lapses after its days, leaves the need in the queue, and may be made anew', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 5)
    const need = await makeNeed(field, serviceId, 2)
    const asked = { needId: need.needId, providerId, serviceId, people: 2 }
    const offerId = await offerTo(field, asked)
    const later = new Date('2024-06-16T12:00:00Z')
    expect(await codeOf(answer(offerId, true, field.officer, later))).toBe('E-CD-10')
    await makeOffer(await contextOf(field.officer, later), { key: randomUUID(), ...asked })
    const rows =
      await field.sql`select status from app.charity_offer where need_id = ${need.needId} order by created_at`
    expect(rows.map(({ status }) => status)).toEqual(['EXPIRED', 'OFFERED'])
  })

  it('splits a need between two, and a third finds nobody left', async () => {
    const serviceId = await makeService(field)
    const made = []
    for (const places of [6, 6, 6]) made.push(await makeProvider(field, serviceId, places))
    const need = await makeNeed(field, serviceId, 10)
    const offers = []
    for (const [i, people] of [6, 4, 5].entries())
      offers.push(
        await offerTo(field, { needId: need.needId, providerId: made[i]!.providerId, serviceId, people }),
      )
    expect(await answer(offers[0]!, true)).toMatchObject({ matched: false })
    expect(await codeOf(answer(offers[2]!, true))).toBe('E-CD-11')
    expect(await answer(offers[1]!, true)).toMatchObject({ matched: true })
    expect(await need.state()).toBe('MATCHED')
  })

  it('of a provider that was suspended in the meantime is not accepted', async () => {
    const serviceId = await makeService(field)
    const { providerId, move } = await makeProvider(field, serviceId, 5)
    const { needId } = await makeNeed(field, serviceId, 2)
    const offerId = await offerTo(field, { needId, providerId, serviceId, people: 2 })
    await move('suspend', 'بازرسی')
    expect(await codeOf(answer(offerId, true))).toBe('E-CD-01')
    expect(await taken(providerId)).toEqual([0, 5])
  })

  it('taken back after it was accepted gives its places back and returns the need', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 5)
    const need = await makeNeed(field, serviceId, 4)
    const offerId = await offerTo(field, { needId: need.needId, providerId, serviceId, people: 4 })
    await answer(offerId, true)
    expect(await codeOf(setPlaces(await field.ctx(), { providerId, serviceId, places: 3 }))).toBe('E-CD-23')
    const ctx = await field.ctx()
    expect(await codeOf(revokeOffer(ctx, { offerId }))).toBe('E-CD-13')
    await revokeOffer(ctx, { offerId, reason: 'مؤسسه جابه‌جا شد' })
    expect([await need.state(), await taken(providerId)]).toEqual(['PLANNED', [0, 5]])
    expect(await codeOf(revokeOffer(ctx, { offerId, reason: 'دوباره' }))).toBe('E-CD-10')
  })

  it('served under an agreement is met once something was delivered, and frees its places when that ends', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 20)
    const need = await makeNeed(field, serviceId, 4)
    const offerId = await offerTo(field, { needId: need.needId, providerId, serviceId, people: 4 })
    await answer(offerId, true)
    const agreement = await makeAgreement(field, { providerId, serviceId })
    await agreement.begin()
    const ctx = await field.ctx()
    await attachOffer(ctx, { offerId, agreementId: agreement.agreementId })
    expect(await codeOf(need.move('meet'))).toBe('E-CD-22')
    await recordDelivery(ctx, { agreementId: agreement.agreementId, month: 140302, served: 4, units: 8 })
    expect(await need.move('meet')).toEqual({ state: 'MET' })
    expect(await taken(providerId)).toEqual([4, 20])
    await agreement.move('end')
    expect(await taken(providerId)).toEqual([0, 20])
  })
})

describe('who may answer', () => {
  it('is the provider itself and the office, and no other', async () => {
    const serviceId = await makeService(field)
    const [mine, other] = [await makeProvider(field, serviceId, 5), await makeProvider(field, serviceId, 5)]
    const { needId } = await makeNeed(field, serviceId, 2)
    const offerId = await offerTo(field, { needId, providerId: mine.providerId, serviceId, people: 2 })
    const stranger = await field.provider(other.scopeId)
    for (const who of [stranger, field.far, field.womensOffice, field.countyContact, field.hamyar])
      expect(await codeOf(answer(offerId, true, who))).toBe('E-GEN-02')
    expect(await answer(offerId, true, await field.provider(mine.scopeId))).toMatchObject({
      state: 'ACCEPTED',
    })
    const [row] =
      await field.sql`select count(*)::int as n from audit.event where action = 'charity.offer-accept' and entity_id = ${needId}`
    expect(row!.n).toBe(1)
  })
})
