import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownPort } from '@/scripts/launcher/ports.mjs'
import { type Arena, openArena } from './arena'
import { type Field, openField, type Phone } from './field'
import { told } from './ledger'
import { startSending } from './senders'
import { verdictOf } from './verdict'

// F16 and F17. The front server of now on a database that is some migrations behind, as while an installation of two servers is
// brought up to date; the migrations come by the very program `npm start` runs, one after another, while phones send.
const root = new URL('../..', import.meta.url).pathname
/** The last migrations, before which the tables the phones write to were already as they are. */
const FROM = Number(process.env.FAULT_MIGRATIONS_FROM ?? 43)
const PHONES = 4
/** Four phones with a pause of this length in the middle send about ten batches a second. */
const PACE_MS = 380
const BAR_S = 2

type Entry = { idx: number; tag: string; when: number }
const journal = JSON.parse(readFileSync(join(root, 'db/migrations/meta/_journal.json'), 'utf8')) as {
  entries: Entry[]
}
const last = journal.entries.at(-1)!.idx

let arena: Arena
let field: Field
let front: ChildProcess
let folder: string
let port: number
let environment: NodeJS.ProcessEnv

/** This project as it was when a migration was its last: everything is linked, only the list of migrations is shorter. */
function asOf(idx: number): string {
  const made = mkdtempSync(join(folder, `as-of-${idx}-`))
  for (const name of readdirSync(root))
    if (!/^(db|\.git|\.data)$/.test(name)) symlinkSync(join(root, name), join(made, name))
  mkdirSync(join(made, 'db'))
  for (const name of readdirSync(join(root, 'db')))
    if (name !== 'migrations') symlinkSync(join(root, 'db', name), join(made, 'db', name))
  cpSync(join(root, 'db/migrations'), join(made, 'db/migrations'), { recursive: true })
  const entries = journal.entries.filter((each) => each.idx <= idx)
  writeFileSync(join(made, 'db/migrations/meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  return made
}

const migrated = (cwd: string) =>
  new Promise<{ code: number | null; said: string }>((done) => {
    let said = ''
    const child = spawn(process.execPath, [join(root, 'dist/server/setup.mjs'), 'migrate'], {
      cwd,
      env: environment,
    })
    child.stdout.on('data', (part) => (said += part))
    child.stderr.on('data', (part) => (said += part))
    child.once('close', (code) => done({ code, said }))
  })

async function answering(): Promise<void> {
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    )
    if (up) return
    await sleep(25)
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabavar-migrations-'))
  arena = await openArena()
  await arena.start()
  port = await ownPort(28_000)
  const url = new URL(arena.databaseUrl())
  await arena.asked((sql) => sql.unsafe('create database behind template template0'))
  url.pathname = '/behind'
  const data = join(arena.folder, 'data')
  environment = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: url.href,
    TABAVAR_KEYS: join(data, 'keys'),
    TABAVAR_SITE: join(data, 'site'),
    NEXTAUTH_URL: `http://localhost:${port}`,
    PORT: String(port),
    HOST: '127.0.0.1',
  }
  const first = await migrated(asOf(FROM - 1))
  expect(first.code, first.said).toBe(0)
  front = spawn(process.execPath, ['dist/server/front.mjs'], { cwd: root, env: environment, stdio: 'ignore' })
  await answering()
  const behind: Arena = {
    ...arena,
    asked: async (work) => {
      const sql = postgres(url.href, { max: 1, onnotice: () => {} })
      try {
        return await work(sql)
      } finally {
        await sql.end()
      }
    },
  }
  arena = { ...behind, remove: arena.remove }
  field = await openField(arena)
})
afterAll(async () => {
  front?.kill('SIGTERM')
  await sleep(500)
  await arena?.remove()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** The longest while without an acknowledgement, in seconds. */
const longest = (at: number[]) => Math.max(...at.slice(1).map((each, i) => each - at[i]!)) / 1000

/** Phones send about ten times a second while `work` goes on, and a little before and after. */
async function underTraffic(phones: Phone[], work: () => Promise<void>) {
  const senders = startSending(port, phones, { seed: 16, paceMs: PACE_MS, lostAnswers: 0 })
  await senders.until(50)
  await work()
  await senders.until(senders.acked.size + 50)
  await senders.stop()
  expect(senders.complaints).toEqual([])
  const { agrees, ...verdict } = await arena.asked((sql) => verdictOf(sql, phones, senders.acked))
  expect(verdict).toEqual({ lost: 0, doubled: 0, partial: 0 })
  return {
    longest: longest(senders.ackedAt),
    refusals: JSON.stringify(Object.fromEntries(senders.refusals)),
    failures: senders.failures,
  }
}

it('F16 each of the last migrations under traffic: nothing is lost, and nobody waits for long', async () => {
  const waits: Record<string, number> = {}
  let failures = 0
  for (const { idx, tag } of journal.entries.filter((each) => each.idx >= FROM)) {
    const cwd = asOf(idx)
    const phones = await field.phones(PHONES, 810)
    const seen = await underTraffic(phones, async () => {
      const { code, said } = await migrated(cwd)
      expect(code, `${tag}: ${said}`).toBe(0)
    })
    waits[tag] = seen.longest
    failures += seen.failures
    rmSync(cwd, { recursive: true, force: true })
  }
  const worst = Math.max(...Object.values(waits))
  told('F16', {
    migrations: Object.keys(waits).length,
    failures,
    longest: `${worst.toFixed(2)} s (bar ${BAR_S} s: ${worst < BAR_S ? 'met' : 'falls short'})`,
  })
})

it('F16 a migration that meets a long reader steps back, lets everybody pass, and comes again', async () => {
  const cwd = asOf(last)
  const planted = {
    idx: last + 1,
    version: '7',
    when: journal.entries.at(-1)!.when + 500,
    tag: `${last + 1}_planted`,
    breakpoints: true,
  }
  writeFileSync(
    join(cwd, `db/migrations/${planted.tag}.sql`),
    'alter table app.session add column faults_planted integer',
  )
  writeFileSync(
    join(cwd, 'db/migrations/meta/_journal.json'),
    JSON.stringify({ ...journal, entries: [...journal.entries, planted] }),
  )
  const phones = await field.phones(PHONES, 810)
  const reader = postgres(environment.DATABASE_URL!, { max: 1, onnotice: () => {} })
  let holds = true
  const seen = await underTraffic(phones, async () => {
    const reading = reader.begin(async (sql) => {
      await sql`lock table app.session in access share mode`
      await sleep(6000)
      holds = false
    })
    await sleep(300)
    const { code, said } = await migrated(cwd)
    expect(code, said).toBe(0)
    // It was not done while somebody read.
    expect(holds).toBe(false)
    await reading
  })
  await reader.end()
  const [row] = await arena.asked(
    (sql) => sql`select count(*)::int n from information_schema.columns where column_name = 'faults_planted'`,
  )
  expect(row!.n).toBe(1)
  told('F16 lock', {
    readerHeld: '6 s',
    longest: `${seen.longest.toFixed(2)} s (lock_timeout 2 s)`,
    failures: seen.failures,
  })
})

it('F17 an older version does not touch a database that a newer one has migrated', async () => {
  const before = await arena.asked(
    (sql) => sql`select count(*)::int n, max(created_at) last from public.__drizzle_migrations`,
  )
  const old = spawnSync(process.execPath, [join(root, 'dist/server/setup.mjs'), 'migrate'], {
    cwd: asOf(last - 1),
    env: environment,
    encoding: 'utf8',
  })
  expect(old.status).toBe(2)
  expect(old.stderr).toMatch(/newer version of Tabavar/)
  expect(
    await arena.asked(
      (sql) => sql`select count(*)::int n, max(created_at) last from public.__drizzle_migrations`,
    ),
  ).toEqual(before)
})
