import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projections } from '@/db/queries/projection/cohorts'
import { reading } from '@/db/transaction'
import { scopeOfStaff } from '@/tests/support/actors'
import { type Staff, type World, world } from '@/tests/support/factories'
import { group, rule } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { hold } from '../quality/field'

let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = postgres(db.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await db.end()
})

/** Eight sessions of two hours, of which a course has sixteen hours: whoever has 12.8 of them, seven sessions, completes. */
async function field(): Promise<World> {
  const w = await world(db.sql, { people: 4, sessions: 8 })
  await rule(db.sql, w, 'COHORT_MINUTES', 960)
  return w
}
const told = (w: World, who: Staff = w.officer, asOf = '2024-12-01') =>
  reading(scopeOfStaff(who), (reader) =>
    projections(reader, scopeOfStaff(who), { runId: w.runId, asOf, clock: new Date('2024-12-01T12:00:00Z') }),
  )
const left = (w: World, at: number, status: string) =>
  db.sql`update app.enrolment set status = ${status}, closed_on = '2024-05-14' where cohort_id = ${w.cohortId} and person_id = ${w.people[at]!.personId}`

describe('the projection of a group', () => {
  it('rests on who came, who stopped and what is left, and is certain once it is over', async () => {
    const w = await field()
    for (const n of [0, 1]) await hold(db, app, w, n, [1])
    await left(w, 3, 'WITHDRAWN')
    await hold(db, app, { ...w, people: w.people.slice(0, 3) }, 2, [1])
    // Three sessions say nothing yet.
    expect(await told(w)).toEqual([])
    for (const n of [3, 4]) await hold(db, app, { ...w, people: w.people.slice(0, 3) }, n, [1])
    const [open] = await told(w)
    expect(open).toMatchObject({
      cohortId: w.cohortId,
      enrolled: 4,
      held: 5,
      remaining: 3,
      reached: 0,
      target: 3,
      short: true,
    })
    expect(open!.high).toBe(2)
    expect(open!.expected).toBeGreaterThan(1.2)
    expect(open!.expected).toBeLessThan(2)
    await hold(db, app, { ...w, people: w.people.slice(0, 3) }, 5, [1])
    await hold(db, app, { ...w, people: w.people.slice(0, 3) }, 6, [1, 2])
    const [late] = await told(w)
    expect(late).toMatchObject({ held: 7, remaining: 1, reached: 1, low: expect.any(Number), high: 2 })
    expect(late!.low).toBeGreaterThanOrEqual(1)
    await hold(db, app, { ...w, people: w.people.slice(0, 3) }, 7, [1])
    expect(await told(w)).toEqual([])
  })

  it('looks back to a day as it was then, and follows the rules', async () => {
    const w = await field()
    for (const n of [0, 1, 2, 3, 4]) await hold(db, app, w, n, [1])
    // Sessions are on the 11th, 13th, 15th, 17th and 19th.
    expect((await told(w, w.officer, '2024-05-17'))[0]).toMatchObject({ held: 4, remaining: 4 })
    expect(await told(w, w.officer, '2024-05-16')).toEqual([])
    await rule(db.sql, w, 'COMPLETION_TARGET_SHARE', 0.5)
    expect((await told(w))[0]).toMatchObject({ target: 2, short: false })
    await rule(db.sql, w, 'COMPLETION_SHARE_PARTICIPANT', 0.5)
    expect((await told(w))[0]).toMatchObject({ reached: 3, low: 3 })
  })

  it('is nothing of a closed group or run, nor for whoever does not reach it', async () => {
    const w = await field()
    for (const n of [0, 1, 2, 3]) await hold(db, app, w, n, [1])
    const other = await field()
    const neighbour = await group(db.sql, w)
    expect(await told(w)).toHaveLength(1)
    expect(await told(w, w.facilitator)).toHaveLength(1)
    expect(await told(w, neighbour.facilitator)).toEqual([])
    expect(await told(w, other.officer)).toEqual([])
    await db.sql`update app.cohort set status = 'CLOSED' where id = ${w.cohortId}`
    expect(await told(w)).toEqual([])
    await db.sql`update app.cohort set status = 'RUNNING' where id = ${w.cohortId}`
    await db.sql`update app.run set status = 'CLOSED' where id = ${w.runId}`
    expect(await told(w)).toEqual([])
  })
})
