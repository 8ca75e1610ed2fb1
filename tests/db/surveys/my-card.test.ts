import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declineCard } from '@/db/commands/surveys/decline-card'
import { issueCards } from '@/db/commands/surveys/issue-cards'
import { queryMyCard, viewMyCard, withdrawByCard } from '@/db/commands/surveys/my-card'
import { finishTask } from '@/db/commands/tasks/finish-task'
import { viewTask } from '@/db/commands/tasks/view-task'
import { inbox } from '@/db/queries/tasks/inbox'
import { cohortLedger } from '@/db/queries/workshops/ledger'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { checkDigit } from '@/lib/surveys/card'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { type AskedWorld, agreed, answer, askedWorld, visitor } from './asked'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const code = (n: number) => {
  const digits = String(n).padStart(11, '9')
  return digits + checkDigit(digits)
}
const tasks = (w: AskedWorld) =>
  db.sql`select id, kind, about, note, confidential, state, version from app.task where run_id = ${w.runId} order by opened_at, id`
const seenBy = async (who: Staff) => {
  const scope = scopeOf((await contextOf(who)).actor)
  return (await reading(scope, (at) => inbox(at, scope, {}))).lines.map(({ kind }) => kind)
}
const standing = async (w: AskedWorld, row: number) =>
  (
    await db.sql`select e.status, e.close_reason as reason, k.state, k.withdrawn_at is not null as withdrawn from app.enrolment e
    join app.consent k on k.id = e.consent_id where e.cohort_id = ${w.cohortId} and e.row_no = ${row}`
  )[0]

describe('a card', () => {
  it('shows her hours and what she may still miss, and not a word of who, where, when or what', async () => {
    const w = await askedWorld(db.sql)
    await db.sql`update app.enrolment set credited_minutes = 120 where cohort_id = ${w.cohortId} and row_no = 2`
    const told = await viewMyCard(visitor(), w.codes[1]!)
    const scope = scopeOf((await contextOf(w.officer)).actor)
    const lines = await reading(scope, (at) => cohortLedger(at, scope, { cohortId: w.cohortId }))
    const { ledger } = lines.find(({ rowNo }) => rowNo === 2)!
    expect(told).toMatchObject({ ledger, minutes: 120 })
    expect(Object.keys(told).sort()).toEqual(['consent', 'demo', 'ledger', 'minutes', 'phone'])
    const [raw] =
      await db.sql`select app.my_card(l.code_hash, 'test', 'test') as told from app.respondent_link l
      join app.enrolment e on e.person_id = l.person_id and e.run_id = l.run_id where e.cohort_id = ${w.cohortId} and e.row_no = 2`
    expect(JSON.stringify(raw!.told)).not.toMatch(/\d{4}-\d\d|[0-9a-f]{8}-[0-9a-f]{4}|\d\d:\d\d|زن|محله|دوره/)
  })

  it('is typed in either script; a slip of the finger and an unknown number sound the same, and only the second counts', async () => {
    const w = await askedWorld(db.sql)
    const own = w.codes[0]!
    const persian = own.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]!)
    expect(await viewMyCard(visitor(), ` ${persian.slice(0, 4)}-${persian.slice(4)}`)).toMatchObject({
      consent: true,
    })
    const network = 'careless'
    const slip = own.slice(0, -1) + ((Number(own.at(-1)) + 1) % 10)
    for (let n = 0; n < 40; n++)
      await expect(viewMyCard(visitor(network), slip)).rejects.toMatchObject({ code: 'E-CRD-01' })
    await expect(viewMyCard(visitor(network), code(1))).rejects.toMatchObject({ code: 'E-CRD-01' })
    expect(await viewMyCard(visitor(network), own)).toMatchObject({ consent: true })
  })

  it('cannot be guessed at from one network, nor among numbers that begin alike from many; nobody else waits', async () => {
    const w = await askedWorld(db.sql)
    for (let n = 0; n < 21; n++)
      await expect(viewMyCard(visitor('guessing'), code(n * 1e6 + 11_111_111_111))).rejects.toMatchObject({
        code: 'E-CRD-01',
      })
    await expect(viewMyCard(visitor('guessing'), w.codes[0]!)).rejects.toMatchObject({ code: 'E-CRD-02' })
    for (let n = 0; n < 11; n++)
      await expect(viewMyCard(visitor(), code(22_222_000_000 + n))).rejects.toMatchObject({
        code: 'E-CRD-01',
      })
    await expect(viewMyCard(visitor(), code(22_222_999_999))).rejects.toMatchObject({ code: 'E-CRD-02' })
    const [row] =
      await db.sql`select max(extract(epoch from next_at - now())) as wait from app.auth_throttle where key like 'card%'`
    expect(Number(row!.wait)).toBeLessThanOrEqual(60)
    expect(await viewMyCard(visitor(), w.codes[0]!)).toMatchObject({ consent: true })
  })

  it('says «this is wrong» to the office alone: no name, no words, once a day for each thing', async () => {
    const w = await askedWorld(db.sql)
    for (const what of ['HOURS_LESS', 'HOURS_LESS', 'NOT_ME']) await queryMyCard(visitor(), w.codes[2]!, what)
    expect(
      (await tasks(w)).map(({ kind, about, note, confidential }) => ({ kind, about, note, confidential })),
    ).toEqual(
      ['HOURS_LESS', 'NOT_ME'].map((what) => ({
        kind: 'CARD_QUERY',
        about: `${what} 2024-06-01`,
        note: null,
        confidential: true,
      })),
    )
    expect(await seenBy(w.officer)).toContain('CARD_QUERY')
    // It may be about her.
    expect(await seenBy(w.facilitator)).not.toContain('CARD_QUERY')
    const [first] = await tasks(w)
    const officer = await contextOf(w.officer)
    expect(await viewTask(officer, { taskId: first!.id })).toMatchObject({ query: 'HOURS_LESS', rowNo: 3 })
    await finishTask(officer, { taskId: first!.id, version: 1, result: 'CORRECTED' })
    expect((await tasks(w))[0]).toMatchObject({ state: 'DONE' })
    const audit =
      await db.sql`select actor_id as by, after from audit.event where action = 'card.query' and entity_id = ${first!.id}`
    expect(audit).toMatchObject([{ by: null, after: null }])
  })

  it('takes her consent back at once: her enrolment ends, no survey is answered, the office hears of it; twice is once', async () => {
    const w = await askedWorld(db.sql)
    const [own] = w.codes
    await db.sql`update app.enrolment set status = 'ACTIVE', activated_on = registered_on where cohort_id = ${w.cohortId} and row_no = 1`
    await agreed(own!, w.waveId)
    await withdrawByCard(visitor(), own!)
    expect(await standing(w, 1)).toEqual({
      status: 'WITHDRAWN',
      reason: 'OTHER',
      state: 'WITHDRAWN',
      withdrawn: true,
    })
    await expect(answer(own!, w.waveId, 'KA-M')).rejects.toMatchObject({ code: 'E-ASM-04' })
    expect(await viewMyCard(visitor(), own!)).toMatchObject({ consent: false, ledger: null })
    await withdrawByCard(visitor(), own!)
    const mine = (await tasks(w)).filter(({ kind }) => kind === 'CONSENT_BACK')
    expect(mine).toMatchObject([{ confidential: true, state: 'OPEN', version: 1 }])
    expect(await seenBy(w.officer)).toContain('CONSENT_BACK')
    expect(await seenBy(w.facilitator)).not.toContain('CONSENT_BACK')
    const acts =
      await db.sql`select action from audit.event where action in ('consent.withdraw', 'enrolment.withdraw', 'card.withdraw') and actor_id is null
      and (entity_id = ${mine[0]!.id} or entity_id = (select id::text from app.enrolment where cohort_id = ${w.cohortId} and row_no = 1)) order by seq`
    expect(acts.map(({ action }) => action)).toEqual([
      'consent.withdraw',
      'enrolment.withdraw',
      'card.withdraw',
    ])
    // Nobody else's.
    expect(await standing(w, 2)).toMatchObject({ status: 'REGISTERED', withdrawn: false })
  })

  it('of somebody who has only registered ends her enrolment without a trace in the figures', async () => {
    const w = await askedWorld(db.sql)
    await withdrawByCard(visitor(), w.codes[3]!)
    expect(await standing(w, 4)).toMatchObject({ status: 'CANCELLED', state: 'WITHDRAWN' })
  })

  it('may be declined, and wanted after all; the one she had opens nothing', async () => {
    const w = await askedWorld(db.sql)
    const officer = await contextOf(w.officer)
    const decline = async (who: Staff, declined: boolean, row = 5) =>
      declineCard(await contextOf(who), { cohortId: w.cohortId, row, declined })
    await expect(decline(w.facilitator, true)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(decline(w.officer, true, 99)).rejects.toMatchObject({ code: 'E-ASM-14' })
    await decline(w.officer, true)
    await expect(viewMyCard(visitor(), w.codes[4]!)).rejects.toMatchObject({ code: 'E-CRD-01' })
    await expect(issueCards(officer, { cohortId: w.cohortId, rows: 5 })).rejects.toMatchObject({
      code: 'E-ASM-14',
    })
    expect(
      (await issueCards(officer, { cohortId: w.cohortId, rows: 'ALL' })).cards.map(({ row }) => row),
    ).toEqual([1, 2, 3, 4, 6])
    await decline(w.officer, false)
    const { cards } = await issueCards(officer, { cohortId: w.cohortId, rows: 'NEW' })
    expect(cards.map(({ row }) => row)).toEqual([5])
    expect(await viewMyCard(visitor(), cards[0]!.code)).toMatchObject({ consent: true })
  })
})
