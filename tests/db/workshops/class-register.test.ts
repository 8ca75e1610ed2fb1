import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { registerView } from '@/db/queries/workshops/register'
import { facilitatorDay } from '@/db/queries/workshops/today'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { mark, type Staff, staff, type World, world } from '@/tests/support/factories'
import { send } from './register-sent'

let database: FreshDatabase
let owner: Sql
let app: Sql
beforeAll(async () => {
  database = await freshDatabase()
  process.env.DATABASE_URL ??= database.ownerUrl
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 2, onnotice: () => {} })
  openPools({ app: database.appUrl, pub: database.publicUrl })
})
afterAll(async () => {
  await Promise.all([closePools(), owner?.end(), app?.end()])
  await database?.drop()
})

type Class = { w: World; trainer: Staff; sessions: string[]; scope: number }
const FIRST = '2024-05-28'

/** A class of the run with a trainer and five sessions, a day each; the run's clock stands on the evening of the third. */
async function classOf(): Promise<Class> {
  const w = await world(owner, { people: 0, sessions: 0, now: '2024-05-30T15:00:00Z' })
  await owner`delete from app.cohort_facilitator where cohort_id = ${w.cohortId}`
  await owner`delete from app.facilitator where run_id = ${w.runId}`
  const [node] = await owner`insert into app.scope (parent_id, kind, programme, path, label)
    values (${w.provinceScope}, 'UNIT', 'RESILIENCE', '{}', 'class') returning id`
  const scope = node!.id as number
  await owner`update app.scope set path = ${[1, w.provinceScope, scope]} where id = ${scope}`
  const [made] = await owner`insert into app.training_class (scope_id, run_id, title_fa, planned_minutes)
    values (${scope}, ${w.runId}, 'کارگاه تسهیلگران', 1500) returning id`
  const sessions: string[] = []
  for (let n = 0; n < 5; n++) {
    const [row] =
      await owner`insert into app.session (scope_id, run_id, class_id, seq, day, starts_at, planned_minutes, net_minutes)
      values (${scope}, ${w.runId}, ${made!.id}, ${n + 1}, ${FIRST}::date + ${n}::int,
        ((${FIRST}::date + ${n}::int)::timestamp + interval '9 hours') at time zone 'Asia/Tehran', 300, 300) returning id`
    sessions.push(row!.id)
  }
  return { w, trainer: await staff(owner, 'TRAINER', scope, 'مدرس'), sessions, scope }
}

async function trainee(
  { w, scope }: Class,
  name: string,
  from: string | null,
  to: string | null,
  status = 'IN_TRAINING',
) {
  const [person] =
    await owner`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
    values (${w.provinceId}, ${[scope]}, ${name}, 'آزمون', ${name}, 'F', 1365) returning id`
  const [organisation] = await owner`select id from app.organisation where scope_id = ${w.provinceScope}`
  await owner`insert into app.facilitator (scope_id, run_id, person_id, organisation_id, status, accepted_on, ended_on)
    values (${scope}, ${w.runId}, ${person!.id}, ${organisation!.id}, ${status}, ${from}, ${to})`
  return person!.id as string
}

const sheet = (c: Class, at: number, who = c.trainer) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (db) => registerView(db, scope, { sessionId: c.sessions[at]!, locale: 'fa' }))
}
const dayOf = (who: Staff) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (db) => facilitatorDay(db, scope, { locale: 'fa' }))
}
const submit = (c: Class, at: number, people: string[]) =>
  send(app, c.trainer, {
    v: 1,
    sessionId: c.sessions[at],
    baseVersion: 1,
    ops: people.map((person, n) => mark(person, n === 0 ? 'ABSENT' : 'PRESENT')),
    outcome: 'submit',
    acknowledged: ['W-ATT-05'],
  })

describe('the sheet of a class', () => {
  it('holds whoever was in it on its day, on the screen and in what is asked for', async () => {
    const c = await classOf()
    const early = await trainee(c, 'اول', FIRST, null)
    const late = await trainee(c, 'دیر', '2024-05-29', null)
    const gone = await trainee(c, 'رفته', FIRST, '2024-05-29', 'WITHDRAWN')
    await trainee(c, 'نامزد', null, null, 'NOMINATED')
    const names = async (at: number) =>
      (await sheet(c, at))!.people.map(({ name }) => name.split(' ')[0]).sort()
    expect(await names(0)).toEqual(['اول', 'رفته'])
    expect(await names(1)).toEqual(['اول', 'دیر', 'رفته'])
    expect(await names(2)).toEqual(['اول', 'دیر'])
    expect(await submit(c, 0, [early, late, gone])).toMatchObject({ status: 'refused', code: 'E-ATT-01' })
    expect(await submit(c, 0, [early])).toMatchObject({ code: 'E-ATT-03', values: { n: 1 } })
    expect(await submit(c, 0, [early, gone])).toMatchObject({ status: 'applied', sessionStatus: 'SUBMITTED' })
    expect(await submit(c, 2, [early, gone])).toMatchObject({ code: 'E-ATT-01' })
    expect(await submit(c, 2, [early, late])).toMatchObject({ status: 'applied' })
  })
})

describe('the day of a trainer', () => {
  it('is her class: today, what waits, what comes and what was sent, with how many are in it', async () => {
    const c = await classOf()
    const people = [await trainee(c, 'اول', FIRST, null), await trainee(c, 'دوم', FIRST, null)]
    await trainee(c, 'سوم', '2024-05-30', null)
    await submit(c, 0, people)
    const day = await dayOf(c.trainer)
    const brief = (lines: typeof day.today) =>
      lines.map(({ seq, people: n, placeName, ofClass }) => [seq, n, placeName, ofClass])
    const title = 'کارگاه تسهیلگران'
    expect(brief(day.today)).toEqual([[3, 3, title, true]])
    expect(brief(day.waiting)).toEqual([[2, 2, title, true]])
    expect(brief(day.next)).toEqual([
      [4, 3, title, true],
      [5, 3, title, true],
    ])
    expect(brief(day.sent)).toEqual([[1, 2, title, true]])
  })

  it('is nobody else’s: not another trainer’s, the office’s, or hers once she no longer teaches', async () => {
    const [mine, theirs] = [await classOf(), await classOf()]
    const hers = (await dayOf(theirs.trainer)).next.map(({ sessionId }) => sessionId)
    expect(hers).toEqual(theirs.sessions.slice(3))
    expect(await sheet(mine, 0, theirs.trainer)).toBeNull()
    const empty = { today: [], waiting: [], next: [], sent: [] }
    expect(await dayOf(mine.w.officer)).toEqual(empty)
    await owner`update app.user_grant set ended_at = now() where user_id = ${mine.trainer.userId}`
    expect(await dayOf(mine.trainer)).toEqual(empty)
  })
})
