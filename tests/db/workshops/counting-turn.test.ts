import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { registerOf, world } from '@/tests/support/factories'
import { type Field, openField } from '../sync/field'
import { kept, recounted, review, send } from './register-sent'

let field: Field
let owner: Sql
let app: Sql
beforeAll(async () => {
  field = await openField({ people: 1, sessions: 1 })
  ;({ owner, app } = field)
})
afterAll(() => field?.close())

it('a second sheet of a group waits for its turn before it touches anything the first one counts', async () => {
  const w = await world(owner, { people: 3, sessions: 2 })
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  let stands = () => {}
  const standing = new Promise<void>((done) => {
    stands = done
  })
  const first = app.begin(async (sql) => {
    const [row] =
      await sql`select app.save_register_by_session(${w.facilitator.hash}, ${sql.json(registerOf(w, 0) as never)}, 'test') as answer`
    stands()
    await held
    return row!.answer
  })
  await standing
  const second = send(app, w.facilitator, registerOf(w, 1))
  let waits: { locktype: string }[] = []
  while (waits.length === 0) {
    waits = await owner`select locktype from pg_locks where not granted
      and database = (select oid from pg_database where datname = current_database()) or not granted and locktype = 'transactionid'`
    await sleep(20)
  }
  release()
  expect(waits.map(({ locktype }) => locktype)).toEqual(['advisory'])
  expect(await first).toMatchObject({ status: 'applied' })
  expect(await second).toMatchObject({ status: 'applied' })
  expect(await kept(owner, w)).toEqual(await recounted(owner, w))
})

it('twelve sheets of one group at once: none is refused, and every hour is counted once', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const w = await world(owner, { people: 25, sessions: 12, now: '2024-06-03T15:00:00Z' })
    const absent = (session: number) => ({ [session]: { code: 'ABSENT', reason: 'WORK' } })
    const answers = await Promise.all(
      w.sessionIds.map((_, n) => send(app, w.facilitator, registerOf(w, n, absent(n)))),
    )
    expect(answers.map(({ status }) => status)).toEqual(w.sessionIds.map(() => 'applied'))
    const reviews = await Promise.all(
      w.sessionIds.map((id) => review(app, w.officer, id, 2, 'RETURN', 'باز')),
    )
    expect(reviews.map(({ status }) => status)).toEqual(w.sessionIds.map(() => 'applied'))
    expect(await kept(owner, w)).toEqual(await recounted(owner, w))
  }
})
