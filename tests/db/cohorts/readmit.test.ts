import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withdrawConsent } from '@/db/commands/people/withdraw-consent'
import { CONSENT_TEXT } from '@/db/commands/people/write-people'
import { leaveCohort } from '@/db/commands/programmes/leave-cohort'
import { readmit } from '@/db/commands/programmes/readmit'
import { memberChanges } from '@/db/queries/programmes/member-changes'
import { registerView } from '@/db/queries/workshops/register'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { mark, registerOf, type Staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { send } from '../workshops/register-sent'
import { appLogin, auditOf, enrolmentOf, group, member, rule } from './field'

let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  process.env.DATABASE_URL ??= db.database.ownerUrl
  app = appLogin(db)
})
afterAll(async () => {
  await app.end()
  await db.end()
})

type Left = { w: World; enrolmentId: string; personId: string }

/** A group of three: the first of them was there on 11 May, left on the 12th, and it is the 16th. */
async function left(more: { status?: 'WITHDRAWN' | 'NO_SHOW' } = {}): Promise<Left> {
  const { status = 'WITHDRAWN' } = more
  const w = await world(db.sql, { people: 3, sessions: 4, now: '2024-05-12T15:00:00Z' })
  const { personId } = w.people[0]!
  const [row] =
    await db.sql`select id from app.enrolment where cohort_id = ${w.cohortId} and person_id = ${personId}`
  if (status === 'WITHDRAWN') await send(app, w.facilitator, registerOf(w))
  await leaveCohort(await contextOf(w.officer), {
    enrolmentId: row!.id,
    status,
    reason: status === 'NO_SHOW' ? 'NO_SHOW' : 'WORK',
    day: '2024-05-12',
  })
  await db.sql`update app.run set pinned_now = '2024-05-16T15:00:00Z' where id = ${w.runId}`
  return { w, enrolmentId: row!.id, personId }
}
const back = async ({ w, enrolmentId }: Left, by: Staff = w.officer, more: object = {}) =>
  readmit(await contextOf(by), { enrolmentId, reason: 'CAN_AGAIN', ...more })
const page = async ({ w, enrolmentId }: Left) => {
  const scope = scopeOf((await contextOf(w.officer)).actor)
  return reading(scope, (sql) => memberChanges(sql, scope, enrolmentId))
}
const onSheet = async (w: World, at: number, personId: string) => {
  const scope = scopeOf((await contextOf(w.officer)).actor)
  const view = await reading(scope, (sql) =>
    registerView(sql, scope, { sessionId: w.sessionIds[at]!, locale: 'fa' }),
  )
  return view!.people.some((one) => one.personId === personId)
}

describe('somebody who left comes back', () => {
  it('into the same place, with the hours she had; what was held meanwhile is not asked of her', async () => {
    const her = await left()
    const { w, enrolmentId, personId } = her
    expect(await back(her)).toMatchObject({ enrolmentId, status: 'ACTIVE' })
    expect(await enrolmentOf(db.sql, enrolmentId)).toMatchObject({
      status: 'ACTIVE',
      minutes: 120,
      closed: null,
      day: '2024-05-11',
    })
    expect([
      await onSheet(w, 0, personId),
      await onSheet(w, 1, personId),
      await onSheet(w, 2, personId),
      await onSheet(w, 3, personId),
    ]).toEqual([true, false, false, true])
    const others = w.people.slice(1).map((p) => mark(p.personId))
    const second = { ...registerOf(w, 1), ops: [...others, mark(personId)] }
    expect(await send(app, w.facilitator, second)).toMatchObject({ status: 'refused', code: 'E-ATT-01' })
    expect(await send(app, w.facilitator, { ...second, ops: others })).toMatchObject({ status: 'applied' })
    await db.sql`update app.run set pinned_now = '2024-05-17T15:00:00Z' where id = ${w.runId}`
    expect(await send(app, w.facilitator, { ...registerOf(w, 3), ops: others })).toMatchObject({
      code: 'E-ATT-03',
      values: { n: 1 },
    })
    expect(await send(app, w.facilitator, registerOf(w, 3))).toMatchObject({ status: 'applied' })
    expect(await enrolmentOf(db.sql, enrolmentId)).toMatchObject({ minutes: 240 })
  })

  it('with a reason from a list in the audit, her place no longer offered, and offered again when she leaves', async () => {
    const her = await left()
    const { w, enrolmentId } = her
    const offers = async () =>
      (
        await db.sql`select state from app.task where kind = 'FREE_PLACE' and enrolment_id = ${enrolmentId}`
      ).map(({ state }) => state)
    expect(await offers()).toEqual(['OPEN'])
    await expect(back(her, w.officer, { reason: 'BORED' })).rejects.toThrow()
    await back(her)
    expect(await offers()).toEqual(['DROPPED'])
    expect((await auditOf(db.sql, enrolmentId)).at(-1)).toMatchObject({
      action: 'enrolment.readmit',
      before: { status: 'WITHDRAWN' },
      after: { status: 'ACTIVE', day: '2024-05-16', reason: 'CAN_AGAIN' },
      reason: null,
    })
    await leaveCohort(await contextOf(w.officer), {
      enrolmentId,
      status: 'WITHDRAWN',
      reason: 'WORK',
      day: '2024-05-16',
    })
    expect(await offers()).toEqual(['OPEN'])
    await expect(back(her, w.officer, { version: 1 })).rejects.toMatchObject({ code: 'E-GEN-03' })
    await back(her)
    expect(await enrolmentOf(db.sql, enrolmentId)).toMatchObject({ status: 'ACTIVE', minutes: 120 })
  })

  it('who never came is registered, and asked after only from the day she is back', async () => {
    const her = await left({ status: 'NO_SHOW' })
    const { w } = her
    await rule(db.sql, w, 'NO_SHOW_AFTER_SESSIONS', 2)
    expect(await back(her)).toMatchObject({ status: 'REGISTERED' })
    const others = w.people.slice(1).map((p) => mark(p.personId))
    for (const at of [1, 2]) await send(app, w.facilitator, { ...registerOf(w, at), ops: others })
    const asked = () =>
      db.sql`select 1 from app.task where kind = 'NO_SHOW' and enrolment_id = ${her.enrolmentId} and state = 'OPEN'`
    expect(await asked()).toHaveLength(0)
  })

  it('not where no place is free, nor past those who wait', async () => {
    const her = await left()
    const { w } = her
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 2)
    await expect(back(her)).rejects.toMatchObject({ code: 'E-COH-02', values: { max: 2 } })
    await db.sql`update app.rule set value = '9' where run_id = ${w.runId} and key = 'COHORT_MAX_SIZE'`
    const waiting = await member(db.sql, w, {
      cohortId: w.cohortId,
      scopeId: w.cohortScope,
      row: 9,
      waits: 1,
    })
    await expect(back(her)).rejects.toMatchObject({ code: 'E-ENR-04', values: { n: 1 } })
    await db.sql`update app.enrolment set status = 'CANCELLED', waiting_since = null where id = ${waiting.enrolmentId}`
    await back(her)
  })

  it('once the group is past the session of the rule only by whoever runs it, and never by a stranger', async () => {
    const her = await left()
    await rule(db.sql, her.w, 'REFILL_BEFORE_SESSION', 1)
    const stranger = await world(db.sql, { people: 0, sessions: 0 })
    await expect(back(her, stranger.officer)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(back(her, her.w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await enrolmentOf(db.sql, her.enrolmentId)).toMatchObject({ status: 'WITHDRAWN' })
    await back(her)
    const early = await left()
    await rule(db.sql, early.w, 'REFILL_BEFORE_SESSION', 3)
    expect(await back(early, early.w.facilitator)).toMatchObject({ status: 'ACTIVE' })
  })

  it('without a consent that stands only with a new one; the one taken back stays so', async () => {
    const her = await left()
    const consents = () =>
      db.sql`select k.state, k.withdrawn_at is not null as gone, k.id = e.consent_id as hers from app.enrolment e
        join app.consent k on k.person_id = e.person_id where e.id = ${her.enrolmentId} order by gone desc`
    await withdrawConsent(await contextOf(her.w.officer), { enrolmentId: her.enrolmentId })
    expect(await page(her)).toMatchObject({ mayReturn: true, agrees: false })
    await expect(back(her)).rejects.toMatchObject({ code: 'E-PER-06' })
    expect(await consents()).toEqual([{ state: 'WITHDRAWN', gone: true, hers: true }])
    await back(her, her.w.officer, { consent: true })
    expect(await consents()).toEqual([
      { state: 'WITHDRAWN', gone: true, hers: false },
      { state: 'DECLARED', gone: false, hers: true },
    ])
    expect((await auditOf(db.sql, her.enrolmentId)).at(-1)).toMatchObject({
      action: 'enrolment.readmit',
      after: { consent: CONSENT_TEXT },
    })
    expect(await page(her)).toMatchObject({ open: true, agrees: true })
  })

  it('a consent that stands is left as it is, whatever the form says', async () => {
    const her = await left()
    const count = async () =>
      (await db.sql`select 1 from app.consent where person_id = ${her.personId}`).length
    const before = await count()
    await back(her, her.w.officer, { consent: true })
    expect(await count()).toBe(before)
    expect((await auditOf(db.sql, her.enrolmentId)).at(-1)!.after).not.toHaveProperty('consent')
  })

  it('who took her consent back before she had begun, from the day she agrees', async () => {
    const w = await world(db.sql, { people: 2, sessions: 4, now: '2024-05-10T10:00:00Z' })
    const { personId } = w.people[0]!
    const [row] =
      await db.sql`select id from app.enrolment where cohort_id = ${w.cohortId} and person_id = ${personId}`
    const her = { w, personId, enrolmentId: row!.id }
    await withdrawConsent(await contextOf(w.officer), { enrolmentId: her.enrolmentId })
    expect(await enrolmentOf(db.sql, her.enrolmentId)).toMatchObject({ status: 'CANCELLED' })
    await db.sql`update app.run set pinned_now = '2024-05-16T15:00:00Z' where id = ${w.runId}`
    await expect(back(her)).rejects.toMatchObject({ code: 'E-PER-06' })
    expect(await back(her, w.officer, { consent: true })).toMatchObject({ status: 'REGISTERED' })
    expect(await enrolmentOf(db.sql, her.enrolmentId)).toMatchObject({ day: '2024-05-16', closed: null })
    expect([await onSheet(w, 2, personId), await onSheet(w, 3, personId)]).toEqual([false, true])
  })

  it('not with a guardian’s consent that does not stand: that is not hers to give', async () => {
    const her = await left()
    await db.sql`with g as (insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at, withdrawn_at)
        select scope_id, person_id, 'GUARDIAN', 'WITHDRAWN', 'x', now(), now() from app.enrolment where id = ${her.enrolmentId} returning id)
      update app.enrolment set guardian_consent_id = (select id from g) where id = ${her.enrolmentId}`
    await expect(back(her, her.w.officer, { consent: true })).rejects.toMatchObject({ code: 'E-PER-06' })
  })

  it('not from a group that is done, not twice', async () => {
    const late = await left()
    await db.sql`update app.cohort set status = 'FINISHED' where id = ${late.w.cohortId}`
    await expect(back(late)).rejects.toMatchObject({ code: 'E-COH-05' })
    await db.sql`update app.cohort set status = 'RUNNING' where id = ${late.w.cohortId}`
    await back(late)
    await expect(back(late)).rejects.toMatchObject({ code: 'E-ENR-06' })
  })

  it('not while she is in another group; who may not see that one is not told which', async () => {
    const her = await left()
    const { w, personId } = her
    const other = await group(db.sql, w)
    await db.sql`update app.person set scopes = scopes || ${other.scopeId}::int where id = ${personId}`
    await member(db.sql, w, { cohortId: other.cohortId, scopeId: other.scopeId, row: 9, personId })
    await expect(back(her)).rejects.toMatchObject({ code: 'E-ENR-01', values: { cohort: 'محلهٔ نور' } })
    const refusal = await back(her, w.facilitator).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'E-ENR-00' })
    expect(JSON.stringify(refusal)).not.toContain('نور')
  })

  it('is offered on her page where it may be', async () => {
    const her = await left()
    expect(await page(her)).toMatchObject({ open: false, mayReturn: true, agrees: true, status: 'WITHDRAWN' })
    await back(her)
    expect(await page(her)).toMatchObject({ open: true, mayReturn: false })
  })
})
