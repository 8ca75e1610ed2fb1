import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Anchor, type Ask, anchorsOf, type Head, sealAll } from '@/db/audit-chain'
import { auditKeys } from '@/db/audit-keys'
import { proveAudit } from '@/db/audit-proof'
import { endsAsRestored, rotateAudit } from '@/db/audit-rotation'
import { loginUrls } from '@/db/logins'
import { keyring } from '@/lib/env'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { FORGERIES, TAMPERINGS, type Tampering, type World } from './tamperings'

// The chain of decision record 0031: what is sealed, and a thousand ways to touch it behind the application's back.
/** A few in every run; `npm run test:audit` makes a thousand. */
const COUNT = Number(process.env.TAMPERINGS ?? 200)
let folder: string
let database: FreshDatabase
let owner: Sql
let job: Sql
let provinces: number[]

const asking =
  (sql: Pick<Sql, 'unsafe'>): Ask =>
  (text, values = []) =>
    sql.unsafe(text, values as never[]) as never
let clock = Date.parse('2026-04-01T08:00:00Z')
const now = () => new Date(clock)
const seal = () =>
  sealAll(
    (work) => job.begin((sql) => work(asking(sql))) as never,
    () => auditKeys().present,
    now,
  )
const prove = (sql: Pick<Sql, 'unsafe'> = owner, anchors: Anchor[] = []) =>
  proveAudit(asking(sql), auditKeys(), anchors)
const heads = () => asking(job)<Head>('select stream, n, mac from audit.seal_heads()')

/** What guards the two tables is taken away, as the owner of the database can. */
async function unguarded(sql: TransactionSql) {
  await sql`alter table audit.event disable trigger user`
  await sql`alter table audit.seal disable trigger user`
  await sql`alter table audit.seal drop constraint seal_whole`
}

/** Acts as the application writes them, in two provinces and in the nation. */
async function acts(count: number, sql: Pick<Sql, 'unsafe'> = owner) {
  await sql.unsafe(`insert into audit.event (at, province_id, action, entity, entity_id, before, after, reason, request_id)
    select '${now().toISOString()}'::timestamptz + i * interval '1 millisecond', (array[null, ${provinces.join(', ')}])[1 + i % 3], 'test.act',
      'person', '${randomUUID()}', null, jsonb_build_object('n', i), null, 'r' || i from generate_series(1, ${count}) i`)
}

/** Each tampering is made, looked for and taken back; which of them nobody found. */
async function tampered(count: number, list: readonly Tampering[], world: World, anchors: Anchor[]) {
  const missed: string[] = []
  const kinds = new Set<string>()
  for (let i = 0; i < count; i++) {
    const { name, tamper } = list[i % list.length]!
    const undone = new Error('undone')
    await owner
      .begin(async (sql) => {
        await unguarded(sql)
        await tamper(sql, i, world)
        const { findings } = await prove(sql, anchors)
        if (findings.length === 0) missed.push(`${i}: ${name}`)
        for (const { kind } of findings) kinds.add(kind)
        throw undone
      })
      .catch((error) => {
        if (error !== undone) throw error
      })
  }
  return { missed, kinds }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-key-'))
  copyFileSync(join(process.env.TABAVAR_KEYS!, 'keyring.json'), join(folder, 'keyring.json'))
  vi.stubEnv('TABAVAR_KEYS', folder)
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 4, onnotice: () => {} })
  job = postgres(loginUrls(database.ownerUrl, keyring().loginSecret).job, { max: 2, onnotice: () => {} })
  const nodes = await owner<{ id: number }[]>`insert into app.scope (parent_id, kind, path, label)
    select 1, 'PROVINCE', array[1], 'p' || n from generate_series(1, 2) n returning id`
  provinces = nodes.map(({ id }) => id)
})
afterAll(async () => {
  await Promise.all([owner?.end(), job?.end()])
  await database?.drop()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('sealing', () => {
  it('takes everything that is committed, once, each in the chain of its province', async () => {
    await acts(30)
    expect(await seal()).toBe(30)
    expect(await seal()).toBe(0)
    expect((await heads()).map(({ stream, n }) => [stream, n])).toEqual([
      [0, 10],
      [provinces[0], 10],
      [provinces[1], 10],
    ])
    expect(await prove()).toMatchObject({ rows: 30, chains: 3, findings: [] })
  })

  it('waits for an act that drew its number early and commits late, and takes it then', {
    timeout: 150_000,
  }, async () => {
    const late = await owner.reserve()
    await late`begin`
    await acts(3, late)
    await acts(3)
    expect(await seal()).toBe(3)
    expect(await seal()).toBe(0)
    await late`commit`
    late.release()
    expect(await seal()).toBe(3)
    expect((await prove()).findings).toEqual([])
    const [{ floor, last } = { floor: 0, last: 1 }] = await owner<{ floor: number; last: number }[]>`
      select g.floor, (select max(seq) from audit.event) as last from audit.sealing g`
    expect(floor).toBeLessThanOrEqual(last)
    // The floor waits for every transaction of the server, those of other tests' databases among them.
    await expect
      .poll(
        async () => {
          await seal()
          const [now] = await owner<{ floor: number }[]>`select floor from audit.sealing`
          return now!.floor
        },
        { timeout: 120_000, interval: 200 },
      )
      .toBe(last)
  })

  it('two at once seal nothing twice', async () => {
    await acts(300)
    const counts = await Promise.all([seal(), seal()])
    expect(counts[0]! + counts[1]!).toBe(300)
    expect((await prove()).findings).toEqual([])
  })

  it('is the worker’s alone: neither the application nor the public can seal, and nobody changes a seal', async () => {
    for (const url of [database.appUrl, database.publicUrl]) {
      const sql = postgres(url, { max: 1, onnotice: () => {} })
      await expect(sql`select * from audit.to_seal(1)`).rejects.toThrow(/permission denied/)
      await expect(
        sql`select audit.append_seals(array[0], array[99], array[1], array[''::bytea], now())`,
      ).rejects.toThrow(/permission denied/)
      await sql.end()
    }
    await expect(job`select * from audit.event`).rejects.toThrow(/permission denied/)
    await expect(owner`delete from audit.seal`).rejects.toThrow(/append-only/)
  })
})

describe('proving', () => {
  it('finds every tampering, and nothing where nothing was touched', async () => {
    clock += 24 * 60 * 60 * 1000
    await acts(60)
    await seal()
    const anchors = anchorsOf(await heads(), now())
    clock += 2 * 60 * 60 * 1000
    await acts(6)
    await seal()
    await seal()
    await seal()
    expect((await prove(owner, anchors)).findings).toEqual([])
    const world = { provinces, anchors, key: auditKeys().present }
    const { missed, kinds } = await tampered(COUNT, TAMPERINGS, world, anchors)
    expect(missed).toEqual([])
    expect([...kinds].sort()).toEqual(['CHANGED', 'GONE', 'NOT_AS_ANCHORED', 'SLIPPED_IN'])
    expect((await prove(owner, anchors)).findings).toEqual([])
  }, 300_000)

  it('names the row that was changed, and only that one', async () => {
    const [row] = await owner<{ stream: number; n: number; seq: number }[]>`
      select stream, n, seq from audit.seal where stream = ${provinces[0]!} order by n offset 4 limit 1`
    const undone = new Error('undone')
    await owner
      .begin(async (sql) => {
        await unguarded(sql)
        await sql`update audit.event set reason = 'x' where seq = ${row!.seq}`
        expect((await prove(sql)).findings).toEqual([{ kind: 'CHANGED', ...row }])
        throw undone
      })
      .catch((error) => {
        if (error !== undone) throw error
      })
  })

  it('with another key every link is wrong', async () => {
    const { findings } = await proveAudit(asking(owner), { present: Buffer.alloc(32, 8), former: [] }, [])
    expect(findings.length).toBeGreaterThan(50)
  })
})

describe('after the key was changed', () => {
  let world: World
  const ring = () => readFileSync(join(folder, 'keyring.json'), 'utf8')

  it('what was sealed before and what is sealed since is proved, each by its own key', async () => {
    const key = auditKeys().present
    world = { provinces, anchors: anchorsOf(await heads(), now()), key }
    const done = await rotateAudit(owner, { now: now() })
    expect(done).toEqual({ chains: 3, links: world.anchors.reduce((sum, { n }) => sum + n, 0) })
    expect(auditKeys().present).not.toEqual(key)
    expect(auditKeys().former).toMatchObject([
      { key, ends: world.anchors.map(({ stream, n, mac }) => ({ stream, n, mac })) },
    ])
    await acts(30)
    // The change itself is an act, and the nation's.
    expect(await seal()).toBe(31)
    clock += 2 * 60 * 60 * 1000
    await acts(6)
    await seal()
    await seal()
    expect((await prove(owner, world.anchors)).findings).toEqual([])
    const only = (key: Buffer) => proveAudit(asking(owner), { present: key, former: [] }, [])
    expect((await only(key)).findings.length).toBeGreaterThan(20)
    expect((await only(auditKeys().present)).findings.length).toBeGreaterThan(20)
  })

  it('every tampering is found, before the change and behind it', async () => {
    const present = { ...world, key: auditKeys().present }
    const { missed } = await tampered(COUNT, TAMPERINGS, present, world.anchors)
    expect(missed).toEqual([])
    const since = { ...present, anchors: anchorsOf(await heads(), now()) }
    expect((await tampered(COUNT / 4, TAMPERINGS, since, since.anchors)).missed).toEqual([])
  }, 300_000)

  it('whoever has the former key changes nothing and adds nothing unseen, with no place written down but the keyring', async () => {
    const { missed } = await tampered(Math.max(50, COUNT / 4), FORGERIES, world, [])
    expect(missed).toEqual([])
    // Each of them passes where the key was not changed: it is the change that finds them.
    const kept = ring()
    writeFileSync(
      join(folder, 'keyring.json'),
      JSON.stringify({ ...JSON.parse(kept), auditKey: world.key.toString('base64'), formerAuditKeys: [] }),
    )
    await owner
      .begin(async (sql) => {
        await unguarded(sql)
        await FORGERIES[1]!.tamper(sql, 0, world)
        const findings = (await prove(sql)).findings.filter(
          ({ stream }) => stream === world.anchors[0]!.stream,
        )
        expect(findings).toEqual([])
        throw new Error('undone')
      })
      .catch((error: Error) => {
        if (error.message !== 'undone') throw error
      })
    writeFileSync(join(folder, 'keyring.json'), kept)
    expect((await prove()).findings).toEqual([])
  }, 300_000)

  it('a second time as well, and where a copy from before it is put back, sealing goes on from there', async () => {
    await rotateAudit(owner, { now: now() })
    await acts(9)
    await seal()
    expect(auditKeys().former).toHaveLength(2)
    expect((await prove()).findings).toEqual([])
    const kept = ring()
    await owner
      .begin(async (sql) => {
        await unguarded(sql)
        for (const { stream, n } of world.anchors) {
          await sql`delete from audit.event e using audit.seal s where s.seq = e.seq and s.stream = ${stream} and s.n > ${n - 3}`
          await sql`delete from audit.seal where stream = ${stream} and n > ${n - 3}`
        }
        await sql`delete from audit.event e where not exists (select from audit.seal s where s.seq = e.seq)`
        expect((await prove(sql)).findings).not.toEqual([])
        await endsAsRestored(sql as unknown as Sql)
        await acts(6, sql)
        const all: <T>(work: (ask: Ask) => Promise<T>) => Promise<T> = (work) => work(asking(sql))
        expect(await sealAll(all, () => auditKeys().present, now)).toBe(6)
        expect((await prove(sql)).findings).toEqual([])
        throw new Error('undone')
      })
      .catch((error: Error) => {
        if (error.message !== 'undone') throw error
      })
    writeFileSync(join(folder, 'keyring.json'), kept)
    expect((await prove()).findings).toEqual([])
  })
})
