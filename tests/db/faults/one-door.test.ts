import { sql } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, openPools, pools } from '@/db/client'
import { nullSocketWrites } from '@/db/driver-guard'
import { type Context, inTransaction } from '@/db/transaction'
import { contextOf } from '@/tests/support/actors'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { type World, world } from '@/tests/support/factories'

let database: FreshDatabase
let owner: Sql
/** A login of the application's own may see and end its sessions; the owner, who is no superuser, may not. */
let watcher: Sql
let w: World
let officer: Context
let facilitator: Context
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  watcher = postgres(database.appUrl, { max: 2, onnotice: () => {} })
  await openTwo()
  w = await world(owner, { people: 2 })
  officer = await contextOf(w.officer)
  facilitator = await contextOf(w.facilitator)
})
afterAll(async () => {
  await closePools()
  await Promise.all([owner?.end(), watcher?.end()])
  await database?.drop()
})
beforeEach(() => openTwo())

/** Fresh pools of two seats, so that no test mends what another broke. */
async function openTwo(): Promise<void> {
  await closePools()
  openPools({ app: database.appUrl, pub: database.publicUrl }, 2)
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
const why = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; message?: string }) => error.code ?? error.message,
  )
/** Who the database thinks is asking, on which connection. */
const seen = async (ctx: Context) =>
  inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ who: string; pid: number }>(
      sql`select current_setting('app.user_id', true) who, pg_backend_pid() pid`,
    )
    return row!
  })
const rename = (name: string) =>
  sql`update app.run set name_en = ${name}, version = version + 1 where id = ${w.runId}`
const nameNow = async () => (await owner`select name_en from app.run where id = ${w.runId}`)[0]!.name_en
const connections = async () =>
  (
    await watcher`select pid, state from pg_stat_activity where datname = current_database() and application_name like 'tabavar%'`
  ).map((row) => row as { pid: number; state: string })
const kill = async (pid: number) => {
  await watcher`select pg_terminate_backend(${pid}, 5000)`
}

/** The pool is whole: as many at once as it has seats, each under its own name, and nobody left in a transaction. */
async function expectWhole(): Promise<void> {
  const asked = Array.from({ length: 20 }, (_, i) => (i % 2 ? officer : facilitator))
  const answers = await Promise.all(asked.map(seen))
  expect(answers.map((answer) => answer.who)).toEqual(asked.map((ctx) => ctx.actor.userId))
  const left = await connections()
  expect(left.filter((one) => one.state !== 'idle')).toEqual([])
  // Two seats and two of the hot path; the public's pool is not asked here.
  expect(left.length).toBeLessThanOrEqual(2 + 2)
}

describe('a throw', () => {
  it('undoes everything and gives the connection back, fifty times in a row', async () => {
    const before = await nameNow()
    for (let i = 0; i < 50; i += 1) {
      const failed = inTransaction(officer, async (db) => {
        await db.execute(rename(`never ${i}`))
        if (i % 2) throw new Error('on purpose')
        await db.execute(sql`select 1 / 0`)
      })
      expect(await why(failed)).toBe(i % 2 ? 'on purpose' : '22012')
    }
    expect(await nameNow()).toBe(before)
    await expectWhole()
  })

  it('after a refusal that was caught does not commit half', async () => {
    const before = await nameNow()
    const half = inTransaction(officer, async (db) => {
      await db.execute(rename('half'))
      await db.execute(sql`select 1 / 0`).catch(() => {})
    })
    expect(await why(half)).not.toBe('done')
    expect(await nameNow()).toBe(before)
  })

  it('in a command that joined undoes the whole; a command that joins sees what came before it', async () => {
    const before = await nameNow()
    const outer = inTransaction(officer, async (db) => {
      await db.execute(rename('outer'))
      const [mine] = await db.execute(sql`select pg_current_xact_id()::text xid, pg_backend_pid() pid`)
      await inTransaction({ ...officer, db }, async (joined) => {
        const [inner] = await joined.execute(sql`
          select pg_current_xact_id()::text xid, pg_backend_pid() pid, (select name_en from app.run where id = ${w.runId}) name`)
        expect(inner).toEqual({ ...mine, name: 'outer' })
        throw new Error('inner')
      })
    })
    expect(await why(outer)).toBe('inner')
    expect(await nameNow()).toBe(before)
  })
})

describe('a text that no database can hold', () => {
  it('is refused in words, and the connection lives on', async () => {
    for (const text of ['a\u0000b', '\u0000'])
      expect(await why(inTransaction(officer, (db) => db.execute(sql`select ${text}::text`)))).toBe(
        'E-GEN-04',
      )
    await inTransaction(officer, (db) => db.execute(sql`select 1`))
  })
})

describe('a connection that the server ended', () => {
  it('while idle costs nobody anything and leaves nobody’s name behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([seen(officer), seen(facilitator)])
      for (const { pid } of await connections()) await kill(pid)
      await wait(20)
      await expectWhole()
    }
  })

  it('and may not be opened again: every try fails, and none is lost when it may', async () => {
    await seen(officer)
    const name = new URL(database.ownerUrl).pathname.slice(1)
    const elsewhere = new URL(database.ownerUrl)
    elsewhere.pathname = '/postgres'
    const gate = postgres(elsewhere.href, { max: 1, onnotice: () => {} })
    try {
      await gate.unsafe(`alter database ${name} with allow_connections false`)
      for (const { pid } of await connections()) await kill(pid)
      await wait(20)
      for (let i = 0; i < 10; i += 1) expect(await why(seen(officer))).toMatch(/55000/)
    } finally {
      await gate.unsafe(`alter database ${name} with allow_connections true`)
      await gate.end()
    }
    await expectWhole()
  })

  it('in the middle of a statement is replaced at once, and what was begun is undone', async () => {
    const [before, passed] = [await nameNow(), nullSocketWrites()]
    for (let round = 0; round < 4; round += 1) {
      const lost = inTransaction(officer, async (db) => {
        await db.execute(rename('lost'))
        const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() pid`)
        setTimeout(() => kill(row!.pid), 30)
        await db.execute(sql`select pg_sleep(5)`)
      })
      expect(await why(lost)).toMatch(/CONNECTION_CLOSED|57P01/)
      await expectWhole()
    }
    expect(await nameNow()).toBe(before)
    expect(nullSocketWrites()).toBe(passed)
  })

  it('under work that goes on regardless never lets that work into a stranger’s transaction', async () => {
    const before = await nameNow()
    for (const ending of ['statement', 'commit', 'throw'] as const) {
      let late = ''
      let gone!: () => void
      const over = new Promise<void>((done) => {
        gone = done
      })
      let killed!: () => void
      const struck = new Promise<void>((done) => {
        killed = done
      })
      const first = inTransaction(officer, async (db) => {
        const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() pid`)
        await kill(row!.pid)
        killed()
        await wait(150)
        if (ending === 'statement') late = (await why(db.execute(rename('late')) as Promise<unknown>)) ?? ''
        gone()
        if (ending === 'throw') throw new Error('late')
      })
      const failed = why(first)
      await struck
      await wait(30)
      const strangers = [facilitator, facilitator].map((ctx) =>
        inTransaction(ctx, async (db) => {
          const who = sql`select current_setting('app.user_id', true) who, pg_current_xact_id()::text xid`
          const [start] = await db.execute(who)
          await over
          await wait(100)
          const [end] = await db.execute(who)
          return [start, end]
        }),
      )
      expect(await failed).toMatch(/CONNECTION_CLOSED/)
      for (const [start, end] of await Promise.all(strangers)) {
        expect(start).toMatchObject({ who: facilitator.actor.userId })
        expect(end, ending).toEqual(start)
      }
      expect(late, ending).toMatch(ending === 'statement' ? /CONNECTION_DESTROYED|Failed query/ : /^$/)
    }
    expect(await nameNow()).toBe(before)
    await expectWhole()
  })

  it('under a hot write is replaced at once too', async () => {
    const { hot } = pools()
    for (let round = 0; round < 4; round += 1) {
      const [row] = await hot<{ pid: number }[]>`select pg_backend_pid() pid`
      setTimeout(() => kill(row!.pid), 30)
      expect(await why(hot`select pg_sleep(5)`)).toMatch(/CONNECTION_CLOSED|57P01/)
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => hot<{ i: number }[]>`select ${i}::int i`),
      )
      expect(answers.map(([answer]) => answer!.i)).toEqual(Array.from({ length: 20 }, (_, i) => i))
    }
    await expectWhole()
  })
})
