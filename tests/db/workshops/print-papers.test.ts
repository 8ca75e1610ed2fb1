import { randomUUID } from 'node:crypto'
import { sql as raw } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools, openPools, pools } from '@/db/client'
import { printHours } from '@/db/commands/workshops/print-hours'
import { printRegister } from '@/db/commands/workshops/print-register'
import { saveRegister } from '@/db/commands/workshops/save-register'
import { whoSaw } from '@/db/queries/people/who-saw'
import { type Context, reading } from '@/db/transaction'
import { type ActorFacts, asActor, scopeOf } from '@/lib/access/actor'
import { hoursSum } from '@/lib/workshops/hours'
import { type FreshDatabase, freshDatabase } from '../../support/database'
import { registerOf, type Staff, staff, type World, world } from '../../support/factories'

let db: FreshDatabase
let owner: Sql
let here: World
let elsewhere: World
beforeAll(async () => {
  db = await freshDatabase()
  process.env.DATABASE_URL ??= db.ownerUrl
  owner = postgres(db.ownerUrl, { max: 2, onnotice: () => {} })
  openPools({ app: db.appUrl, pub: db.publicUrl })
  here = await world(owner, { people: 26 })
  elsewhere = await world(owner, { people: 1 })
})
afterAll(async () => {
  await closePools()
  await owner.end()
  await db.drop()
})

async function context({ hash }: Staff): Promise<Context> {
  const [row] = await pools().db.execute<{ facts: ActorFacts }>(
    raw`select app.actor_of_session(${hash}) as facts`,
  )
  return { actor: asActor(row!.facts), now: new Date(), requestId: `test-${randomUUID()}` }
}
const events = async (action: string) => [
  ...(await owner`select entity_id, after from audit.event where action = ${action} order by seq`),
]

it('prints the people enrolled on the day of a session, for its facilitator and its office', async () => {
  const sessionId = here.sessionIds[1]!
  await owner`update app.enrolment set registered_on = '2024-05-14' where cohort_id = ${here.cohortId} and row_no = 26`
  for (const who of [here.facilitator, here.officer]) {
    const print = await printRegister(await context(who), { sessionId })
    expect(print.people).toHaveLength(25)
    expect(print.people[0]).toEqual({
      row: 1,
      name: 'زن 1 آزمون',
      personId: expect.any(String),
      symbol: null,
      colour: null,
    })
    expect(print).toMatchObject({ seq: 2, dayIso: '2024-05-13', startTime: '09:30', plannedMinutes: 120 })
  }
  expect(await events('register.print')).toEqual(
    [1, 2].map(() => ({ entity_id: sessionId, after: { rows: 25 } })),
  )
})

it('prints for nobody who may not see names there, and leaves no trace of trying', async () => {
  const before = (await events('register.print')).length
  const auditor = await staff(owner, 'AUDITOR', here.provinceScope)
  for (const who of [elsewhere.officer, elsewhere.facilitator, auditor])
    await expect(printRegister(await context(who), { sessionId: here.sessionIds[0]! })).rejects.toThrow(
      'E-GEN-02',
    )
  expect(await events('register.print')).toHaveLength(before)
})

it('states the hours of a month to the facilitator herself and to her office, and to no stranger', async () => {
  const sheet = registerOf(here, 0, { 1: { code: 'ABSENT' } })
  // The last of the list came later and has no row in this sheet.
  await saveRegister(await context(here.facilitator), { ...sheet, ops: sheet.ops.slice(0, 25) })
  const [facilitator] = await owner`select id from app.facilitator where run_id = ${here.runId}`
  const facilitatorId = facilitator!.id as string
  const own = await printHours(await context(here.facilitator), { facilitatorId: null, month: 140302 })
  const office = await printHours(await context(here.officer), { facilitatorId, month: 140302 })
  for (const statement of [own, office]) {
    expect(statement.facilitatorId).toBe(facilitatorId)
    expect(statement.sessions.map(({ seq, minutes, role }) => [seq, minutes, role])).toEqual([
      [1, 120, 'LEAD'],
    ])
  }
  expect(office.name).toBe('تسهیلگر آزمون')
  expect((await events('export')).map(({ after }) => after)).toEqual(
    [own, office].map(({ sessions }) => ({
      what: 'statement of hours',
      month: 140302,
      ...hoursSum(sessions),
    })),
  )
  for (const who of [elsewhere.officer, elsewhere.facilitator])
    await expect(printHours(await context(who), { facilitatorId, month: 140302 })).rejects.toThrow('E-GEN-02')
  await expect(printHours(await context(here.officer), { facilitatorId: null, month: null })).rejects.toThrow(
    'E-GEN-02',
  )
})

/** The papers and files that held somebody, as her own page tells the office. */
const held = async (personId: string) => {
  const scope = scopeOf((await context(here.officer)).actor)
  const { lines } = await reading(scope, (sql) => whoSaw(sql, scope, { personId, page: 1 }))
  return lines.filter(({ file }) => file !== null).map(({ file, aboutFa, who }) => [file, aboutFa, who])
}

it('what was printed of somebody stands among who has seen her, also after she has agreed anew', async () => {
  const [first, , last] = [here.people[0]!, here.people[1]!, here.people[25]!]
  const papers = await held(first.personId)
  expect(papers).toEqual([1, 2].map((n) => ['register', 'محلهٔ امید', n === 1 ? 'کارشناس' : 'تسهیلگر']))
  // The last of the list came after that session; who is away or had left before the printing is on no sheet either.
  expect(await held(last.personId)).toEqual([])
  const stay = (more: string) =>
    owner.unsafe(`update app.enrolment set ${more} where cohort_id = '${here.cohortId}' and row_no = 1`)
  await stay(`away = '{[2024-05-13,2024-05-14)}'`)
  expect(await held(first.personId)).toEqual([])
  await stay(`away = '{}', status = 'WITHDRAWN', closed_on = '2024-05-12'`)
  expect(await held(first.personId)).toEqual([])
  await stay(`status = 'ACTIVE', closed_on = null`)
  await owner`with k as (insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at)
      values (${here.cohortScope}, ${first.personId}, 'REGISTER', 'DECLARED', '2', now() + interval '1 hour') returning id)
    update app.enrolment set consent_id = (select id from k) where cohort_id = ${here.cohortId} and row_no = 1`
  expect(await held(first.personId)).toEqual(papers)
})

it('a statement of hours is told of the facilitator whose it is', async () => {
  const [facilitator] = await owner`select person_id from app.facilitator where run_id = ${here.runId}`
  await owner`update app.person set scopes = scopes || ${here.cohortScope}::int where id = ${facilitator!.person_id}`
  expect((await held(facilitator!.person_id)).map(([file]) => file)).toEqual(['hours', 'hours'])
})
