import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { initialise, startCluster, urlOf } from '@/scripts/launcher/cluster.mjs'
import { freePort } from '@/scripts/launcher/ports.mjs'
import { passingHome } from '@/scripts/launcher/postgres-home.mjs'
import { startWriting, type Writing, writersIn } from './writing'

const root = new URL('../../..', import.meta.url).pathname
const results = join(root, 'test-results/faults')
const password = 'test'
const home = passingHome()
let folder: string
let port: number
let server: Awaited<ReturnType<typeof startCluster>>
let program: string
let writing: Writing | undefined

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
  program = await writersIn(folder)
})
afterAll(async () => {
  writing?.kill()
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
  writing = startWriting(program, url())
  const { acknowledged, until } = writing
  for (let round = 0; round < 2; round += 1) {
    await until(acknowledged.length + 400)
    await killServer()
    await sleep(200)
    await start()
  }
  await until(acknowledged.length + 400)
  await writing.stop()
  await writing.prove(asked)
  expect(acknowledged.length).toBeGreaterThanOrEqual(1200)
})
