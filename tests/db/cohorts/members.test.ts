import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConsent } from '@/db/commands/people/read-consent'
import { registerPerson } from '@/db/commands/people/register-person'
import { withdrawConsent } from '@/db/commands/people/withdraw-consent'
import { leaveCohort } from '@/db/commands/programmes/leave-cohort'
import { leaveWaiting, promoteWaiting } from '@/db/commands/programmes/waiting-list'
import { SPOKEN_TEXT } from '@/lib/people/consent-schema'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { send } from '../workshops/register-sent'
import { appLogin, auditOf, enrolmentOf, member, rule } from './field'

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

const made = (options: Parameters<typeof world>[1] = {}) =>
  world(db.sql, { people: 3, sessions: 4, ...options })
const idsOf = async (w: World) =>
  (await db.sql`select id from app.enrolment where cohort_id = ${w.cohortId} order by row_no`).map(
    (row) => row.id as string,
  )
const waiter = (w: World, row: number, waits: number) =>
  member(db.sql, w, { cohortId: w.cohortId, scopeId: w.cohortScope, row, waits })
const leave = async (w: World, enrolmentId: string, by: Staff = w.facilitator) =>
  leaveCohort(await contextOf(by), { enrolmentId, status: 'WITHDRAWN', reason: 'WORK', day: '2024-06-01' })

describe('a group that is full', () => {
  let nth = 0
  const somebody = (w: World, more: object = {}) => ({
    runId: w.runId,
    cohortId: w.cohortId,
    first: 'لیلا',
    last: ['رستمی', 'کریمی', 'محمدی', 'احمدی', 'نوری', 'صالحی'][nth++ % 6]!,
    father: 'حسن',
    birth: '1370',
    noNationalIdReason: 'در دست اقدام',
    sex: 'F',
    consent: true,
    ...more,
  })
  const register = async (w: World, more: object = {}, by = w.officer) =>
    registerPerson(await contextOf(by), somebody(w, more) as never)

  it('takes nobody more, but puts her on its waiting list, behind whoever came first', async () => {
    const w = await made()
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 4)
    expect(await register(w)).toMatchObject({ waits: false })
    await expect(register(w)).rejects.toMatchObject({ code: 'E-COH-02', values: { max: 4 } })
    const first = await register(w, { orWait: true })
    const second = await register(w, { orWait: true }, w.facilitator)
    expect([first.waits, second.waits]).toEqual([true, true])
    const order =
      await db.sql`select person_id from app.enrolment where cohort_id = ${w.cohortId} and status = 'WAITING' order by waiting_since`
    expect(order.map((row) => row.person_id)).toEqual([first.personId, second.personId])
    // A place that comes free is for them, not for the next who comes.
    await rule(db.sql, w, 'REFILL_BEFORE_SESSION', 1)
    await db.sql`update app.session set status = 'HELD' where id = ${w.sessionIds[0]!}`
    await leave(w, (await idsOf(w))[0]!)
    await expect(register(w)).rejects.toMatchObject({ code: 'E-COH-02' })
  })

  it('asks for a guardian’s consent under eighteen, and keeps it as a consent of its own', async () => {
    const w = await made()
    const minor = { birth: '1386' }
    await expect(register(w, minor)).rejects.toMatchObject({ code: 'E-PER-08' })
    await expect(register(w, { ...minor, guardianName: 'حسن رستمی' })).rejects.toMatchObject({
      code: 'E-PER-08',
    })
    expect(await idsOf(w)).toHaveLength(3)
    const { personId } = await register(w, {
      ...minor,
      guardianName: 'حسن رستمی',
      guardianRelation: 'پدر',
    })
    const [kept] = await db.sql`
      select c.purpose, c.state, c.guardian_name as name, c.guardian_relation as relation from app.enrolment e
      join app.consent c on c.id = e.guardian_consent_id where e.person_id = ${personId}`
    expect(kept).toMatchObject({
      purpose: 'GUARDIAN',
      state: 'DECLARED',
      name: 'حسن رستمی',
      relation: 'پدر',
    })
    await rule(db.sql, w, 'GUARDIAN_CONSENT_UNDER_18', false)
    await register(w, minor)
  })
})

describe('a place that comes free', () => {
  const full = async () => {
    const w = await made()
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 3)
    const [late, early] = [await waiter(w, 4, 200), await waiter(w, 5, 100)]
    return { w, first: early.enrolmentId, second: late.enrolmentId, inside: await idsOf(w) }
  }

  it('goes to whoever waits longest, from that day on, and is written down', async () => {
    const { w, first, second, inside } = await full()
    await leave(w, inside[0]!)
    expect(await enrolmentOf(db.sql, first)).toMatchObject({
      status: 'REGISTERED',
      waits: false,
      day: '2024-06-01',
      minutes: 0,
    })
    expect(await enrolmentOf(db.sql, second)).toMatchObject({ status: 'WAITING', waits: true })
    expect(await auditOf(db.sql, first)).toMatchObject([
      { action: 'enrolment.promote', actor: w.facilitator.userId },
    ])
    await leave(w, inside[1]!)
    expect(await enrolmentOf(db.sql, second)).toMatchObject({ status: 'REGISTERED' })
  })

  it('is not filled by itself once the group has come to the rule’s session; then its officer does it', async () => {
    const { w, first, second, inside } = await full()
    await db.sql`update app.session set status = 'HELD' where id = any(${w.sessionIds.slice(0, 3)})`
    await leave(w, inside[0]!)
    expect(await enrolmentOf(db.sql, first)).toMatchObject({ status: 'WAITING' })
    const promote = async (enrolmentId: string, by: Staff) =>
      promoteWaiting(await contextOf(by), { enrolmentId, version: 1 })
    await expect(promote(first, w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(promote(second, w.officer)).rejects.toMatchObject({ code: 'E-ENR-04', values: { n: 1 } })
    await promote(first, w.officer)
    await expect(promote(second, w.officer)).rejects.toMatchObject({ code: 'E-COH-02', values: { max: 3 } })
    expect(await enrolmentOf(db.sql, second)).toMatchObject({ status: 'WAITING' })
  })

  it('is given once when two officers give it at once', async () => {
    const { w, first } = await full()
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 4)
    await db.sql`update app.rule set valid_from = '2001-01-01' where run_id = ${w.runId} and value = '4'`
    const promote = async (by: Staff) =>
      promoteWaiting(await contextOf(by), { enrolmentId: first, version: 1 })
    const both = await Promise.allSettled([promote(w.officer), promote(w.director)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'E-GEN-03' } })
    expect((await auditOf(db.sql, first)).map(({ action }) => action)).toEqual(['enrolment.promote'])
  })

  it('is no longer waited for by whoever leaves the list; a stranger takes nobody off it', async () => {
    const { w, first, second, inside } = await full()
    const stranger = await made()
    const off = async (by: Staff) => leaveWaiting(await contextOf(by), { enrolmentId: first })
    await expect(off(stranger.officer)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await off(w.facilitator)
    expect(await enrolmentOf(db.sql, first)).toMatchObject({ status: 'CANCELLED', closed: '2024-06-01' })
    await expect(off(w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-03' })
    expect(await auditOf(db.sql, first)).toMatchObject([{ action: 'enrolment.cancel' }])
    await leave(w, inside[0]!)
    expect(await enrolmentOf(db.sql, second)).toMatchObject({ status: 'REGISTERED' })
  })
})

describe('consent', () => {
  const stateOf = async (enrolmentId: string) => ({
    ...(
      await db.sql`select c.state, c.text_version as text, c.read_by as by, c.session_id as session, c.withdrawn_at is not null as back
      from app.enrolment e join app.consent c on c.id = e.consent_id where e.id = ${enrolmentId}`
    )[0],
  })
  const read = async (w: World, answers: [string, boolean][], by = w.facilitator, session = 0) =>
    readConsent(await contextOf(by), {
      sessionId: w.sessionIds[session]!,
      textVersion: SPOKEN_TEXT,
      answers: answers.map(([enrolmentId, agreed]) => ({ enrolmentId, agreed })),
    })

  it('is read aloud in a session: with reader, day and wording; whoever refuses is enrolled no more', async () => {
    const w = await made()
    const [one, two, three] = await idsOf(w)
    expect(
      await read(w, [
        [one!, true],
        [two!, false],
      ]),
    ).toEqual({ agreed: 1, refused: 1 })
    expect(await stateOf(one!)).toEqual({
      state: 'READ_ALOUD',
      text: SPOKEN_TEXT,
      by: w.facilitator.userId,
      session: w.sessionIds[0],
      back: false,
    })
    expect(await stateOf(two!)).toMatchObject({ state: 'REFUSED' })
    expect(await enrolmentOf(db.sql, two!)).toMatchObject({ status: 'CANCELLED' })
    expect(await stateOf(three!)).toMatchObject({ state: 'DECLARED' })
    expect((await auditOf(db.sql, w.sessionIds[0]!)).map(({ action }) => action)).toEqual([
      'consent.read-aloud',
      'consent.refuse',
    ])
    // Once answered, it is not answered again by a form that was open elsewhere.
    await read(w, [[one!, false]])
    expect(await stateOf(one!)).toMatchObject({ state: 'READ_ALOUD' })
  })

  it('is read by nobody from elsewhere, before no session, and of nobody who has left', async () => {
    const [w, stranger] = [await made({ now: '2024-05-11T08:00:00Z' }), await made()]
    const [one, two] = await idsOf(w)
    await expect(read(w, [[one!, true]], stranger.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(read(w, [[one!, true]], w.facilitator, 1)).rejects.toMatchObject({ code: 'E-SES-05' })
    await db.sql`update app.enrolment set status = 'WITHDRAWN', closed_on = '2024-05-11' where id = ${two!}`
    await expect(
      read(w, [
        [one!, true],
        [two!, true],
      ]),
    ).rejects.toMatchObject({ code: 'E-GEN-03' })
    expect(await stateOf(one!)).toMatchObject({ state: 'DECLARED' })
  })

  it('is taken back: the enrolment ends, the place is free, what was recorded stays', async () => {
    const w = await made()
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 3)
    await rule(db.sql, w, 'REFILL_BEFORE_SESSION', 5)
    const [one] = await idsOf(w)
    const next = await waiter(w, 4, 100)
    await send(app, w.facilitator, registerOf(w))
    const back = async (by: Staff) => withdrawConsent(await contextOf(by), { enrolmentId: one! })
    await expect(back((await made()).officer)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await back(w.facilitator)
    expect(await stateOf(one!)).toMatchObject({ state: 'WITHDRAWN', back: true })
    expect(await enrolmentOf(db.sql, one!)).toMatchObject({
      status: 'WITHDRAWN',
      closed: '2024-06-01',
      minutes: 120,
    })
    expect(await enrolmentOf(db.sql, next.enrolmentId)).toMatchObject({ status: 'REGISTERED' })
    expect((await auditOf(db.sql, one!)).map(({ action }) => action)).toEqual([
      'consent.withdraw',
      'enrolment.withdraw',
    ])
    await expect(back(w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-03' })
  })
})
