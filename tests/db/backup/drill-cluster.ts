// What the drill has of its own: clusters with an archive, people who write, and what a whole installation comes to.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { type Ask, sealAll } from '@/db/audit-chain'
import { auditKeys } from '@/db/audit-keys'
import { proveAudit } from '@/db/audit-proof'
import { linesFrom, settle, tablesOf } from '@/db/backup/catalogue'
import { loginUrls } from '@/db/logins'
import { keyring } from '@/lib/env'
import { openArchive } from '@/scripts/launcher/archive.mjs'
import { initialise, startCluster, urlOf } from '@/scripts/launcher/cluster.mjs'
import { ensureOwner } from '@/scripts/launcher/database.mjs'
import { ownPort } from '@/scripts/launcher/ports.mjs'
import { passingHome } from '@/scripts/launcher/postgres-home.mjs'

const root = new URL('../../..', import.meta.url).pathname
export const results = join(root, 'test-results/drill')
export const PASSWORD = 'drill'
export type Home = ReturnType<typeof passingHome>
const settings = { fsync: 'off', max_connections: 60 }

export type Cluster = {
  home: Home
  port: number
  superuser: string
  owner: string
  app: { app: string; pub: string; job: string }
  stop: () => Promise<void>
  /** The machine is gone: every process at once, and the disk with its files. */
  destroy: () => Promise<void>
}

type Archived = { folder: string; key: string; seconds: number; patience?: number }

/** Starts the cluster of a home; with an archive where one is given. */
export async function openCluster(home: Home, archived?: Archived): Promise<Cluster> {
  mkdirSync(results, { recursive: true })
  const log = join(results, 'postgres.log')
  const archive =
    archived &&
    openArchive(home, archived, { ...archived, run: undefined, log: join(results, 'archive.log') })
  archive?.start()
  const server = await startCluster(home, {
    password: PASSWORD,
    log,
    settings: { ...settings, ...archive?.settings },
    lastPort: await ownPort(27_000),
  })
  const superuser = urlOf(server.port, 'postgres', PASSWORD, 'tabavar')
  const owner = await ensureOwner(server, { superuser: PASSWORD, owner: PASSWORD }, 'tabavar')
  return {
    home,
    port: server.port,
    superuser,
    owner,
    app: loginUrls(owner, keyring().loginSecret),
    stop: async () => {
      await server.stop()
      await archive?.keeper.stop()
    },
    destroy: async () => {
      const sql = postgres(superuser, { max: 1, onnotice: () => {} })
      const pids = await sql<
        { pid: number }[]
      >`select pid from pg_stat_activity where pid <> pg_backend_pid()`
      if (archive) archive.keeper.ended = true
      for (const pid of [archive?.keeper.pid, server.pid, ...pids.map((row) => row.pid)]) {
        try {
          if (pid) process.kill(pid, 'SIGKILL')
        } catch {}
      }
      await sql.end({ timeout: 0 }).catch(() => {})
      await sleep(200)
      await archive?.keeper.stop()
      rmSync(home.folder, { recursive: true, force: true })
    },
  }
}

export function newHome(): Home {
  const home = passingHome()
  initialise(home, PASSWORD)
  return home
}

/** Set-up, as `npm start` does it. */
export function setUp(cluster: Cluster, ...what: string[]): void {
  const done = spawnSync(process.execPath, ['dist/server/setup.mjs', ...what], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: cluster.owner, TABAVAR_DEMO: '1' },
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`set-up ${what.join(' ')}: ${done.stdout}${done.stderr}`)
}

export async function asked<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

export type Act = { id: string; begun: number; done: number }

/** Four people who write, each act with its line in the audit, until they are told to rest. What was acknowledged is noted. */
export function writers(url: string) {
  const acts: Act[] = []
  let resting = false
  const people = Array.from({ length: 4 }, async (_, worker) => {
    const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 2 })
    while (!resting) {
      const begun = Date.now()
      try {
        const [row] = await sql.begin(async (tx) => {
          await tx`select audit.record('drill.act', 'drill', ${String(worker)}, 1, null, null, null, 'drill')`
          return tx<{ id: string }[]>`insert into drill.act (worker) values (${worker}) returning id::text`
        })
        acts.push({ id: row!.id, begun, done: Date.now() })
      } catch {
        if (!resting) await sleep(20)
      }
      await sleep(5)
    }
    await sql.end({ timeout: 0 }).catch(() => {})
  })
  const rest = async () => {
    resting = true
    await Promise.all(people)
  }
  return { acts, rest }
}

const asking =
  (sql: Pick<Sql, 'unsafe'>): Ask =>
  (text, values = []) =>
    sql.unsafe(text, values as never[]) as never

export const seal = (cluster: Cluster) =>
  asked(cluster.app.job, (job) =>
    sealAll(
      (work) => job.begin((sql) => work(asking(sql))) as never,
      () => auditKeys().present,
      () => new Date(),
    ),
  )

export const proof = (cluster: Cluster) =>
  asked(cluster.owner, (owner) => proveAudit(asking(owner), auditKeys(), []))

/** Every table with its rows and the SHA-256 of them, in one order. */
export const fingerprint = (cluster: Cluster) =>
  asked(cluster.owner, (owner) =>
    owner.begin('isolation level repeatable read read only', async (sql) => {
      await settle(sql)
      const found: Record<string, string> = {}
      for (const table of await tablesOf(sql)) {
        const hash = createHash('sha256')
        for await (const lines of linesFrom(sql, table)) hash.update(lines)
        found[table.name] = hash.digest('hex')
      }
      return found
    }),
  ) as Promise<Record<string, string>>

/** Which acts are there, each with the moment it was committed. */
export const committed = (cluster: Cluster) =>
  asked(cluster.superuser, async (sql) => {
    const rows = await sql<{ id: string; at: number }[]>`
      select id::text, extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at from drill.act order by 2, id`
    return rows.map((row) => ({ ...row }))
  })

/** An instant after `from` at which nobody was just committing: of two at once, the log and the clock may disagree who was first. */
export function between(acts: readonly { at: number }[], from: number): Date {
  const i = acts.findIndex(({ at }, n) => at >= from && n + 1 < acts.length && acts[n + 1]!.at - at > 3)
  return new Date(Math.ceil(acts[i]!.at) + 1)
}
