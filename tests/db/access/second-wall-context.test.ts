import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, type Db, openPools, pools } from '@/db/client'
import { type Context, inTransaction } from '@/db/transaction'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type TwoProvinces, touched, tried, twoProvinces } from './second-wall-world'

/** A thousand in every run; `npm run test:wall` makes ten thousand. */
const INTERLEAVED = Number(process.env.INTERLEAVED ?? 1000)
let w: TwoProvinces
beforeAll(async () => {
  w = await twoProvinces()
  openPools({ app: w.database.appUrl, pub: w.database.publicUrl }, 4)
})
afterAll(async () => {
  await closePools()
  await w?.close()
})

/** Rows of protected tables that hold nobody and that everybody reads: rules, releases, places down to the county, and public keys. */
const OPEN = ['app.certificate_key', 'app.place', 'app.rule', 'pub.correction', 'pub.release']
/** Tables of which the application has no right to a single row. */
const UNREAD = ['app.assessment_response', 'app.respondent_link', 'app.survey_consent']

describe('without saying who asks', () => {
  it('the application reads no row of a protected table', async () => {
    const tables = await w.owner`select schemaname || '.' || tablename as name from pg_tables t
      join pg_class c on c.oid = (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass
      where schemaname in ('app', 'audit', 'pub') and c.relrowsecurity order by 1`
    expect(tables.length).toBeGreaterThan(25)
    for (const empty of [null, '']) {
      for (const { name } of tables) {
        const count = await tried(w.app, null, async (one) => {
          if (empty !== null) await one`select set_config('app.user_id', ${empty}, true)`
          return (await one.unsafe(`select count(*)::int n from ${name}`))[0]!.n as number
        }).catch((error: { code?: string }) => {
          // What nobody reads is not even asked for: pseudonyms, and what was answered under them.
          if (error.code === '42501' && UNREAD.includes(name)) return 0
          throw error
        })
        if (!OPEN.includes(name)) expect(count, name).toBe(0)
      }
    }
  })

  it('nor a place below the counties', async () => {
    const kinds = await tried(w.app, null, (one) => one`select distinct kind from app.place`)
    expect(kinds.map((row) => row.kind).sort()).toEqual(['COUNTY', 'PROVINCE'])
  })

  it('and it writes none', async () => {
    for (const statement of [
      `insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year) values ('${w.a.provinceId}', '{${w.a.cohortScope}}', 'x', 'x', 'x', 'F', 1370)`,
      `insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes) values ('${w.a.sessionIds[1]}', '${w.a.people[0]!.personId}', ${w.a.cohortScope}, 1, 1)`,
      `insert into app.rule (key, value, level, valid_from, source) values ('X', '1', 'NATION', now(), 'test')`,
    ])
      expect(await touched(w.app, null, statement), statement).toBe('42501')
    expect(await touched(w.app, null, 'update app.person set last_name = last_name')).toBe(0)
    expect(await touched(w.app, null, 'delete from app.attendance')).toBe(0)
  })

  it('a name that is no account’s, and one that is no name, show nothing either', async () => {
    const nobody: Staff = { userId: '00000000-0000-7000-8000-000000000000', token: '', hash: Buffer.alloc(0) }
    const seen = await tried(w.app, nobody, (one) => one`select id from app.person`)
    expect(seen).toHaveLength(0)
    const broken: Staff = { ...nobody, userId: 'x' }
    expect(await touched(w.app, broken, 'select 1 from app.person')).toBe('22P02')
  })

  it('a role that was ended shows nothing from the next transaction on', async () => {
    const who = await staff(w.owner, 'FACILITATOR', w.a2.scope)
    expect(await tried(w.app, who, (one) => one`select id from app.person`)).toHaveLength(5)
    await w.owner`update app.user_grant set ended_at = now() where user_id = ${who.userId}`
    expect(await tried(w.app, who, (one) => one`select id from app.person`)).toHaveLength(0)
  })
})

describe('one connection after another person', () => {
  const seen = sql`select count(*)::int n, current_setting('app.user_id', true) who from app.person`
  type Door = typeof inTransaction
  type Seen = { n: number; who: string | null }

  /** People's transactions through a door, some broken off, and between them statements that say nothing of who asks. */
  async function interleaved(count: number, door: Door): Promise<{ leaks: number; broken: number }> {
    const people: [Context, number][] = [
      [await contextOf(w.a.facilitator), 3],
      [await contextOf(w.a2.facilitator), 5],
      [await contextOf(w.a.officer), 10],
      [await contextOf(w.b.officer), 11],
    ]
    let leaks = 0
    let broken = 0
    const one = async (i: number) => {
      const [ctx, mine] = people[(i * 7 + (i >> 3)) % people.length]!
      const work = door(ctx, async (db) => {
        const look = async () => (await db.execute<Seen>(seen))[0]!
        const first = await look()
        if (i % 3 === 0) await new Promise((done) => setImmediate(done))
        if (i % 5 === 0) throw new Error('broken off')
        if (i % 7 === 0) await db.execute(sql`select 1 / 0`)
        const last = await look()
        for (const each of [first, last]) if (each.n !== mine || each.who !== ctx.actor.userId) leaks += 1
      })
      await work.catch(() => {
        broken += 1
      })
    }
    const silent = async () => {
      const [row] = await pools().db.execute<Seen>(seen)
      if (row!.n !== 0 || row!.who) leaks += 1
    }
    for (let from = 0; from < count; from += 50) {
      const batch = Array.from({ length: Math.min(50, count - from) }, (_, i) => from + i)
      await Promise.all(batch.flatMap((i) => (i % 6 === 0 ? [one(i), silent()] : [one(i)])))
      await Promise.all(Array.from({ length: 4 }, silent))
    }
    return { leaks, broken }
  }

  it('thousands of transactions over four connections, some broken off: nobody sees by another’s eyes', {
    timeout: 900_000,
  }, async () => {
    const stops = Array.from({ length: INTERLEAVED }, (_, i) => i).filter((i) => i % 5 === 0 || i % 7 === 0)
    expect(await interleaved(INTERLEAVED, inTransaction)).toEqual({ leaks: 0, broken: stops.length })
  })

  it('and a door that names its asker to the connection, not to the transaction, is found out', async () => {
    const leaking: Door = (ctx, work) =>
      pools().seats.begin((seat, inside) =>
        seat.transaction((tx) =>
          inside(async () => {
            await tx.execute(sql`select set_config('app.user_id', ${ctx.actor.userId}, false)`)
            return work(tx as unknown as Db)
          }),
        ),
      )
    try {
      expect((await interleaved(200, leaking)).leaks).toBeGreaterThan(10)
    } finally {
      await closePools()
      openPools({ app: w.database.appUrl, pub: w.database.publicUrl }, 4)
    }
  })

  it('what a transaction said of who asks is gone from its connection afterwards, kept or undone', async () => {
    const app = postgres(w.database.appUrl, { max: 1, onnotice: () => {} })
    try {
      for (const keep of [true, false]) {
        await app
          .begin(async (one) => {
            await one`select set_config('app.user_id', ${w.a.officer.userId}, true)`
            expect((await one`select 1 from app.person`).length).toBe(10)
            if (!keep) throw new Error('undone')
          })
          .catch(() => {})
        expect((await app`select 1 from app.person`).length).toBe(0)
        const left =
          await app`select current_setting('app.user_id', true) who, current_setting('app.scope_people', true) remembered`
        expect(left.map((row) => ({ ...row }))).toEqual([{ who: '', remembered: '' }])
      }
    } finally {
      await app.end()
    }
  })

  it('what was remembered for one does not serve another in the same transaction', async () => {
    const counts = await tried(w.app, w.a.officer, async (one) => {
      const n = async () => (await one`select 1 from app.person`).length
      const as = (who: Staff) => one`select set_config('app.user_id', ${who.userId}, true)`
      const seen = [await n()]
      for (const who of [w.a.facilitator, w.b.officer, w.a2.facilitator]) {
        await as(who)
        seen.push(await n())
      }
      return seen
    })
    expect(counts).toEqual([10, 3, 11, 5])
  })
})
