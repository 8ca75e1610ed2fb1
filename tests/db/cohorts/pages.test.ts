import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consentReading } from '@/db/queries/people/consent-reading'
import { cohortChanges } from '@/db/queries/programmes/cohort-changes'
import { cohortForming } from '@/db/queries/programmes/cohort-forming'
import { memberChanges } from '@/db/queries/programmes/member-changes'
import { plannedSession } from '@/db/queries/programmes/planned-session'
import { reading } from '@/db/transaction'
import { type Scope, scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { group, member, rule } from './field'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

type Reader = Parameters<Parameters<typeof reading>[1]>[0]
async function as<T>(who: Staff, look: (tx: Reader, scope: Scope) => Promise<T>): Promise<T> {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (tx) => look(tx, scope))
}
const CLOCK = { clock: '2024-06-01T15:00:00Z', today: '2024-06-01' }
const formingOf = (w: World, who: Staff) =>
  as(who, (tx, scope) => cohortForming(tx, scope, { cohortId: w.cohortId, runId: w.runId, ...CLOCK }))
const codeOf = async (cohortId: string) =>
  (await db.sql`select code from app.cohort where id = ${cohortId}`)[0]!.code as string

describe('how a group comes together', () => {
  it('is shown with its conditions, its waiting list in order, and who has heard the text', async () => {
    const w = await world(db.sql, { people: 3, sessions: 2 })
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 3)
    await rule(db.sql, w, 'COHORT_MIN_SIZE', 3)
    const late = await member(db.sql, w, { cohortId: w.cohortId, scopeId: w.cohortScope, row: 4, waits: 200 })
    const early = await member(db.sql, w, {
      cohortId: w.cohortId,
      scopeId: w.cohortScope,
      row: 5,
      waits: 100,
    })
    const forming = await formingOf(w, w.officer)
    expect(forming).toMatchObject({
      lead: 'CERTIFIED',
      held: 3,
      maxSize: 3,
      begun: 0,
      refillBefore: 3,
      consents: { read: 0, all: 3 },
      lastBegun: w.sessionIds[1],
    })
    expect(forming!.conditions.map(({ code, met }) => [code, met])).toEqual([
      ['E-FAC-01', true],
      ['E-COH-03', true],
      ['E-COH-02', true],
      ['E-COH-04', false],
    ])
    expect(forming!.waiting.map(({ enrolmentId }) => enrolmentId)).toEqual([
      early.enrolmentId,
      late.enrolmentId,
    ])
  })
})

describe('a cancelled session', () => {
  it('is offered the next free day of the group’s slots, past holidays and its own sessions', async () => {
    const w = await world(db.sql, { people: 1, sessions: 3, now: '2024-05-12T08:00:00Z' })
    await db.sql`update app.session set status = 'CANCELLED', cancel_reason = 'برف' where id = ${w.sessionIds[0]!}`
    await db.sql`update app.cohort set slots = ${db.sql.json({ days: [0, 2], time: '10:00' })} where id = ${w.cohortId}`
    const shown = () => as(w.officer, (tx, scope) => plannedSession(tx, scope, w.sessionIds[0]!))
    // Monday 05-13 holds the second session; Saturday 05-18 is free.
    expect(await shown()).toMatchObject({ freeDay: '2024-05-18', slotTime: '10:00', replaced: false })
    await db.sql`insert into app.holiday (day, name_fa, name_en, source) values ('2024-05-18', 'آزمون', 'Test', 'test')`
    expect(await shown()).toMatchObject({ freeDay: '2024-05-20' })
    await db.sql`delete from app.holiday where source = 'test'`
  })
})

describe('a stranger', () => {
  it('is shown nothing of a group’s members, sessions, texts and changes', async () => {
    const w = await world(db.sql, { people: 2, sessions: 1 })
    const other = await group(db.sql, w, { people: 1 })
    const code = await codeOf(w.cohortId)
    const [enrolment] = await db.sql`select id from app.enrolment where cohort_id = ${w.cohortId} limit 1`
    for (const who of [other.facilitator, (await world(db.sql, { people: 0, sessions: 0 })).officer]) {
      expect(await formingOf(w, who)).toBeNull()
      expect(await as(who, (tx, scope) => plannedSession(tx, scope, w.sessionIds[0]!))).toBeNull()
      expect(await as(who, (tx, scope) => memberChanges(tx, scope, enrolment!.id))).toBeNull()
      expect(await as(who, (tx, scope) => consentReading(tx, scope, w.sessionIds[0]!))).toBeNull()
      expect(await as(who, (tx, scope) => cohortChanges(tx, scope, { runId: w.runId, code }))).toBeNull()
    }
  })

  it('neither names a group to her own facilitator in which she may not enrol', async () => {
    const w = await world(db.sql, { people: 2, sessions: 1 })
    const other = await group(db.sql, w, { people: 1 })
    const [enrolment] = await db.sql`select id from app.enrolment where cohort_id = ${w.cohortId} limit 1`
    const seen = (who: Staff) => as(who, (tx, scope) => memberChanges(tx, scope, enrolment!.id))
    expect((await seen(w.facilitator))!.others).toEqual([])
    expect((await seen(w.officer))!.others.map(({ cohortId }) => cohortId)).toEqual([other.cohortId])
    const texts = await as(w.facilitator, (tx, scope) => consentReading(tx, scope, w.sessionIds[0]!))
    expect(texts).toMatchObject({ mayRead: true })
    expect(texts!.people).toHaveLength(2)
  })
})
