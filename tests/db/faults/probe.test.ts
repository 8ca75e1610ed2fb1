import { sql } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools, openPools, pools } from '@/db/client'
import { inTransaction } from '@/db/transaction'
import { contextOf } from '@/tests/support/actors'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { type World, world } from '@/tests/support/factories'

let database: FreshDatabase
let owner: Sql
let w: World
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  openPools({ app: database.appUrl, pub: database.publicUrl }, 1)
  w = await world(owner, { people: 2 })
})
afterAll(async () => {
  await closePools()
  await owner?.end()
  await database?.drop()
})
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms))
const log = (...x: unknown[]) => console.log(...x)
process.on('uncaughtExceptionMonitor', (e) => log('UNCAUGHT', e.stack))

it('zombie', async () => {
  const a = await contextOf(w.facilitator)
  const b = await contextOf(w.director)
  let zombie: unknown
  let done!: () => void
  const finished = new Promise<void>((r) => (done = r))
  const first = inTransaction(a, async (db) => {
    const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() pid`)
    await owner`select pg_terminate_backend(${row!.pid})`
    await wait(300)
    try {
      zombie = await db.execute(sql`select current_setting('app.user_id', true) who, pg_backend_pid() pid`)
    } catch (e) {
      zombie = e
    }
    done()
  }).then(
    () => log('A ok'),
    (e) => log('A', String(e), e.code),
  )
  await wait(150)
  const t0 = Date.now()
  const second = await inTransaction(b, async (db) => {
    await db.execute(sql`select 1`)
    await wait(400)
    return db.execute(sql`select current_setting('app.user_id', true) who, pg_backend_pid() pid`)
  }).catch((e) => e)
  await finished
  await first
  log('zombie saw', zombie, 'facil', w.facilitator.userId, 'director', w.director.userId)
  log('B saw', second, Date.now() - t0)
  for (let i = 0; i < 4; i++) {
    const t = Date.now()
    const r = await inTransaction(b, (db) =>
      db.execute(sql`select current_setting('app.user_id', true) who`),
    ).catch((e) => String(e) + e.cause)
    log('after', r, Date.now() - t)
  }
}, 120000)

it('killed during a query', async () => {
  const a = await contextOf(w.facilitator)
  const r = inTransaction(a, async (db) => {
    const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() pid`)
    setTimeout(() => owner`select pg_terminate_backend(${row!.pid})`.catch(() => {}), 100)
    await db.execute(sql`select pg_sleep(3)`)
  }).catch((e) => log('killed', String(e), e.code))
  await r
  await wait(100)
  for (let i = 0; i < 12; i++) {
    const t = Date.now()
    const r = await inTransaction(a, (db) =>
      db.execute(sql`select current_setting('app.user_id', true) who`),
    ).catch((e) => String(e) + e.cause)
    log('after', r, Date.now() - t)
  }
  expect(1).toBe(1)
}, 150000)
