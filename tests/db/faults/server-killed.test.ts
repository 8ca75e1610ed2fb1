import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { initialise, startCluster, urlOf } from '@/scripts/launcher/cluster.mjs'
import { freePort } from '@/scripts/launcher/ports.mjs'
import { passingHome } from '@/scripts/launcher/postgres-home.mjs'

const root = new URL('../../..', import.meta.url).pathname
const results = join(root, 'test-results/faults')
const password = 'test'
const home = passingHome()
let folder: string
let port: number
let server: Awaited<ReturnType<typeof startCluster>>
let child: ChildProcess | undefined

// What the disk does is not asked here, so nothing waits for it; what the server had said to be done is.
const start = async () => {
  server = await startCluster(home, {
    password,
    log: join(results, 'server.log'),
    settings: { fsync: 'off', max_connections: 40 },
    lastPort: port,
  })
  expect(server.port).toBe(port)
}
const url = () => urlOf(port, 'postgres', password, 'postgres')
const asked = async <T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = postgres(url(), { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

beforeAll(async () => {
  initialise(home, password)
  port = await freePort(21_000 + Math.floor(Math.random() * 5000))
  await start()
  await asked(async (sql) => {
    await sql`create table operation (id uuid primary key)`
    await sql`create table effect (id uuid not null)`
  })
  mkdirSync(results, { recursive: true })
  folder = mkdtempSync(join(results, 'writers-'))
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'tests/db/faults/writers.ts')],
    outfile: join(folder, 'writers.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root, 'server-only': join(root, 'tests/support/server-only.ts') },
    logLevel: 'silent',
  })
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await server?.stop()
  for (const one of [folder, home.folder]) if (one) rmSync(one, { recursive: true, force: true })
})

/** The whole server at once, as when the machine's memory runs out: the postmaster and everybody it started. */
async function killServer(): Promise<void> {
  const pids = await asked((sql) => sql`select pid from pg_stat_activity where pid <> pg_backend_pid()`)
  for (const pid of [server.pid as number, ...pids.map((row) => row.pid as number)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {}
  }
}

it('the server killed twice under eight writers: nothing acknowledged is lost, nothing is done twice, the process lives', async () => {
  const acknowledged: string[] = []
  const faults: string[] = []
  let end = ''
  let exit: number | null | undefined
  child = spawn(process.execPath, [join(folder, 'writers.mjs'), url()], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let rest = ''
  child.stdout!.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (line.startsWith('done ')) acknowledged.push(line.slice(5))
      else if (line.startsWith('end ')) end = line.slice(4)
      else faults.push(line)
    }
  })
  child.stderr!.on('data', (chunk) => faults.push(String(chunk)))
  const gone = new Promise<void>((done) =>
    child!.once('exit', (code) => {
      exit = code
      done()
    }),
  )
  const until = async (n: number) => {
    while (acknowledged.length < n && exit === undefined) await sleep(20)
  }
  for (let round = 0; round < 2; round += 1) {
    await until(acknowledged.length + 400)
    await killServer()
    await sleep(200)
    await start()
  }
  await until(acknowledged.length + 400)
  expect(exit, faults.join('\n')).toBeUndefined()
  child.stdin!.write('stop\n')
  await gone
  expect(exit).toBe(0)
  expect(faults).toEqual([])
  expect(JSON.parse(end).failures).toBeGreaterThan(0)
  const [stored, done] = await asked(async (sql) => [
    (await sql`select id from operation`).map((row) => row.id as string),
    (await sql`select id from effect`).map((row) => row.id as string),
  ])
  const there = new Set(stored)
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  expect(done.length).toBe(new Set(done).size)
  expect([...done].sort()).toEqual([...stored].sort())
  expect(acknowledged.length).toBeGreaterThanOrEqual(1200)
})
