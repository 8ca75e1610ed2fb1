import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answerComplaint,
  confirmByVoice,
  issueServedCards,
  readComplaint,
  recordComplaint,
  takeComplaint,
} from '@/db/commands/charities/served'
import { complainByCard, confirmByCard, viewServedCard } from '@/db/commands/charities/served-card'
import { viewMyCard } from '@/db/commands/surveys/my-card'
import { complaints, confirmedMonths, servedRecord } from '@/db/queries/charities/served'
import { reading } from '@/db/transaction'
import { checkDigit } from '@/lib/surveys/card'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { visitor } from '../surveys/asked'
import {
  type CharityField,
  forgetMeeting,
  makeAgreement,
  makeProvider,
  makeService,
  NOW,
  openCharities,
  pinClock,
} from './field'

let field: CharityField
beforeAll(async () => {
  forgetMeeting()
  field = await openCharities()
})
afterAll(() => field.end())

/** An agreement at work with so many cards, the hour being that of the test. */
async function served(count: number) {
  const serviceId = await makeService(field)
  const provider = await makeProvider(field, serviceId, 50)
  const { agreementId, begin } = await makeAgreement(field, { providerId: provider.providerId, serviceId })
  await begin()
  await pinClock(field)
  const { cards } = await issueServedCards(await field.ctx(), { agreementId, count, anew: null })
  return { agreementId, provider, serviceId, codes: cards.map(({ code }) => code) }
}
const rows = (who: Staff, table: string) =>
  reading(scopeOfStaff(who), async (db) => {
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from app.${sql.identifier(table)}`,
    )
    return row!.n
  })

describe('the card of somebody served', () => {
  it('shows months and her own words, and nothing of whose, where or which service', async () => {
    const w = await served(2)
    const told = await viewServedCard(visitor(), w.codes[0]!)
    expect(told).toEqual({
      demo: false,
      months: [140303, 140302, 140301].map((month) => ({ month, said: null })),
      complaints: [],
    })
    const [raw] =
      await field.sql`select app.charity_card_view(code_hash, 'x', 'y') as told from app.charity_card
      where agreement_id = ${w.agreementId} and number = 1`
    expect(JSON.stringify(raw!.told)).not.toMatch(/خدمت|مؤسسه|شمارهٔ|COUNTY/)
    await confirmByCard(visitor(), { code: w.codes[0]!, month: 140303, answer: 'NOT_RECEIVED' })
    await confirmByCard(visitor(), { code: w.codes[0]!, month: 140303, answer: 'RECEIVED' })
    expect((await viewServedCard(visitor(), w.codes[0]!))?.months[0]).toEqual({
      month: 140303,
      said: 'RECEIVED',
    })
    expect((await viewServedCard(visitor(), w.codes[1]!))?.months[0]?.said).toBeNull()
    const audit = await field.sql`select actor_id, after from audit.event where action = 'charity.confirm'`
    expect(audit.every(({ after }) => !JSON.stringify(after).includes('RECEIVED'))).toBe(true)
  })

  it('is asked about no month before, after or long ago (E-CD-27), and its former number opens nothing', async () => {
    const w = await served(1)
    for (const month of [140212, 140304, 140313])
      await expect(
        confirmByCard(visitor(), { code: w.codes[0]!, month, answer: 'RECEIVED' }),
      ).rejects.toMatchObject({ code: 'E-CD-27' })
    await confirmByCard(visitor(), { code: w.codes[0]!, month: 140303, answer: 'PARTLY' })
    const { cards } = await issueServedCards(await field.ctx(), {
      agreementId: w.agreementId,
      count: null,
      anew: 1,
    })
    expect(await viewServedCard(visitor(), w.codes[0]!)).toBeNull()
    expect((await viewServedCard(visitor(), cards[0]!.code))?.months[0]?.said).toBe('PARTLY')
    await expect(
      issueServedCards(await field.ctx(), { agreementId: w.agreementId, count: null, anew: 2 }),
    ).rejects.toMatchObject({ code: 'E-CD-30' })
    await expect(
      issueServedCards(await field.ctx(), { agreementId: w.agreementId, count: null, anew: null }),
    ).rejects.toMatchObject({ code: 'E-CD-30' })
  })

  it('shares its wrong numbers with the participants’ cards: whoever guesses waits at both', async () => {
    const w = await served(1)
    const guess = async (n: number) => {
      const digits = String(n * 1e6).padStart(11, '7')
      const code = digits + checkDigit(digits)
      expect(await viewServedCard(visitor('guesser'), code)).toBeNull()
      await expect(viewMyCard(visitor('guesser'), code)).rejects.toMatchObject({ code: 'E-CRD-01' })
    }
    for (let n = 0; n < 21; n++) await guess(n)
    await expect(viewServedCard(visitor('guesser'), w.codes[0]!)).rejects.toMatchObject({ code: 'E-CRD-02' })
    expect(await viewServedCard(visitor(), w.codes[0]!)).not.toBeNull()
  })

  it('is read out by the office for who cannot: with her number, of that agreement, by nobody else', async () => {
    const w = await served(1)
    const other = await served(1)
    const say = async (code: string, who = field.officer) =>
      confirmByVoice(await contextOf(who, NOW), {
        agreementId: w.agreementId,
        code,
        month: 140302,
        answer: 'RECEIVED',
      })
    await say(w.codes[0]!)
    await expect(say(other.codes[0]!)).rejects.toMatchObject({ code: 'E-CRD-01' })
    const manager = await field.provider(w.provider.scopeId)
    await expect(say(w.codes[0]!, manager)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(say(w.codes[0]!, field.womensOffice)).rejects.toMatchObject({ code: 'E-GEN-02' })
    const kept =
      await field.sql`select how, recorded_by from app.charity_confirmation where agreement_id = ${w.agreementId}`
    expect([...kept]).toEqual([{ how: 'VOICE', recorded_by: field.officer.userId }])
  })

  it('tells the charity a number only, of a month that is over and from five people on', async () => {
    const w = await served(7)
    const manager = await field.provider(w.provider.scopeId)
    const seen = () =>
      reading(scopeOfStaff(manager), (db) =>
        confirmedMonths(db, scopeOfStaff(manager), { agreementId: w.agreementId, before: 140303 }),
      )
    const say = (n: number, month: number, answer: 'RECEIVED' | 'NOT_RECEIVED') =>
      confirmByCard(visitor(), { code: w.codes[n]!, month, answer })
    for (const n of [0, 1, 2, 3]) await say(n, 140302, 'RECEIVED')
    await say(4, 140302, 'NOT_RECEIVED')
    expect(await seen()).toEqual([])
    await say(5, 140302, 'RECEIVED')
    for (const n of [0, 1, 2, 3, 4, 5]) await say(n, 140303, 'RECEIVED')
    expect(await seen()).toEqual([{ month: 140302, confirmed: 5 }])
    const office = scopeOfStaff(field.officer)
    expect(await reading(office, (db) => servedRecord(db, office, w.agreementId))).toEqual({
      cards: 7,
      months: [
        { month: 140303, received: 6, partly: 0, missed: 0 },
        { month: 140302, received: 5, partly: 0, missed: 1 },
      ],
    })
    for (const table of ['charity_card', 'charity_confirmation', 'charity_complaint'])
      expect([table, await rows(manager, table)]).toEqual([table, 0])
    await expect(
      issueServedCards(await contextOf(manager, NOW), { agreementId: w.agreementId, count: 1, anew: null }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})

describe('a complaint', () => {
  it('reaches the office sealed, once a day for each thing, and its answer is read by the card', async () => {
    const w = await served(1)
    const said = 'هر بار پول می‌خواهند'
    await complainByCard(visitor(), { code: w.codes[0]!, about: 'MONEY', said })
    await complainByCard(visitor(), { code: w.codes[0]!, about: 'MONEY', said: 'باز هم' })
    const office = scopeOfStaff(field.officer)
    const list = (
      await reading(office, (db) => complaints(db, office, { provinceId: field.provinceId }))
    ).filter((one) => one.agreementId === w.agreementId)
    expect(list).toMatchObject([{ about: 'MONEY', how: 'CARD', state: 'OPEN', card: 1 }])
    const { complaintId } = list[0]!
    const ctx = await field.ctx()
    expect(await readComplaint(ctx, complaintId)).toEqual({ said, who: '', answer: null })
    await takeComplaint(ctx, { complaintId, version: 1 })
    await expect(takeComplaint(ctx, { complaintId, version: 2 })).rejects.toMatchObject({ code: 'E-CD-12' })
    await answerComplaint(ctx, { complaintId, version: 2, answer: 'پیگیری شد؛ پولی ندهید.' })
    await expect(answerComplaint(ctx, { complaintId, version: 3, answer: 'دوباره' })).rejects.toMatchObject({
      code: 'E-CD-12',
    })
    expect((await viewServedCard(visitor(), w.codes[0]!))?.complaints).toEqual([
      { about: 'MONEY', state: 'ANSWERED', answer: 'پیگیری شد؛ پولی ندهید.' },
    ])
    const [kept] =
      await field.sql`select row_to_json(c)::text as row from app.charity_complaint c where id = ${complaintId}`
    expect(kept!.row).not.toContain('پول')
    const trail =
      await field.sql`select before, after, reason from audit.event where entity_id = ${complaintId}`
    expect(JSON.stringify(trail)).not.toContain('پول')
    expect(trail.length).toBeGreaterThan(3)
  })

  it('told to the office names her to the office of that programme alone', async () => {
    const w = await served(1)
    const ctx = await field.ctx()
    const key = randomUUID()
    const told = {
      key,
      agreementId: w.agreementId,
      code: '',
      about: 'UNSAFE' as const,
      who: 'مادر سه فرزند',
      said: 'می‌ترسم بروم',
    }
    expect(await recordComplaint(ctx, told)).toEqual({ complaintId: key })
    expect(await recordComplaint(ctx, told)).toEqual({ complaintId: key })
    expect(await readComplaint(ctx, key)).toMatchObject({ who: 'مادر سه فرزند' })
    await expect(recordComplaint(ctx, { ...told, key: randomUUID(), code: '1234' })).rejects.toMatchObject({
      code: 'E-CRD-01',
    })
    const manager = await field.provider(w.provider.scopeId)
    for (const who of [manager, field.womensOffice, field.far, field.hamyar]) {
      const theirs = await contextOf(who, NOW)
      await expect(readComplaint(theirs, key)).rejects.toMatchObject({ code: 'E-GEN-02' })
      await expect(
        answerComplaint(theirs, { complaintId: key, version: 1, answer: 'نه' }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
  })
})
