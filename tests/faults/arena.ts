import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { urlOf } from '@/scripts/launcher/cluster.mjs'
import { ownPort } from '@/scripts/launcher/ports.mjs'
import { gone, identity, signal } from '@/scripts/launcher/runs.mjs'

// An installation of its own, run by `npm start` exactly as a service would run it: launcher, Next, front server, worker and the
// built-in PostgreSQL with every promise kept. What happens to it is done from outside, by signals and by its disk.

const root = new URL('../..', import.meta.url).pathname
const TOKEN = 'a-token-for-the-measures-of-a-test'
const READY = /Tabavar is ready/
const START_MS = 240_000

type Child = { name: string; pid: number; mark: string }
type Settings = { demo?: boolean; folder?: string; env?: Record<string, string> }

export type Arena = {
  folder: string
  port: number
  /** What a service manager does: starts it; resolves once it says that it is ready. */
  start: () => Promise<void>
  /** An orderly end, the database's too. */
  stop: () => Promise<void>
  /** SIGKILL for the launcher and every program it started but the database, all at once. */
  crash: () => Promise<void>
  /** The programs that run now, the database's server among them («database»). */
  programs: () => Child[]
  /** A short look as the owner of the database: connects, asks, closes. */
  asked: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  /** The same as the superuser, who sees and ends the sessions of others. */
  ruled: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  databaseUrl: (login?: 'owner' | 'superuser') => string
  /** Everything its programs have said since they were started last. */
  said: () => string
  /** A measure of the front server. */
  measure: (name: string) => Promise<number>
  authSecret: () => string
  /** Ends it and leaves nothing. */
  remove: () => Promise<void>
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8')

/** Only what a service's environment would hold: nothing of the shell that runs the tests. */
function environment(data: string, port: number, { demo = false, env = {} }: Settings) {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(TABAVAR_|DATABASE_URL|TEST_DATABASE_URL|NEXT|NODE_ENV|VITEST|SMTP_|SMS_|MAIL_|LOG_|HOST$|PORT$)/.test(
        name,
      ),
  )
  return {
    ...Object.fromEntries(kept),
    DATABASE_URL: '',
    TABAVAR_DATA: data,
    TABAVAR_DEMO: demo ? '1' : '0',
    METRICS_TOKEN: TOKEN,
    HOST: '127.0.0.1',
    PORT: String(port),
    ...env,
  }
}

export async function openArena(settings: Settings = {}): Promise<Arena> {
  const folder = settings.folder ?? mkdtempSync(join(tmpdir(), 'tabavar-faults-'))
  // The database runs as an ordinary user where the tests run as root.
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const runs = join(data, 'runs')
  const port = await ownPort(27_000)
  const env = environment(data, port, settings)
  const log = join(mkdtempSync(join(tmpdir(), 'tabavar-faults-log-')), 'start.log')
  let launcher: ChildProcess | undefined
  let mark: string | undefined

  const programs = (): Child[] => {
    const notes = existsSync(runs) ? readdirSync(runs).filter((name) => /^start-\d+\.json$/.test(name)) : []
    return notes.flatMap((name) => (JSON.parse(read(runs, name)) as { children: Child[] }).children)
  }

  const start = async () => {
    const out = openSync(log, 'w')
    launcher = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: env as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', out, out],
    })
    closeSync(out)
    mark = identity(launcher.pid)
    const end = performance.now() + START_MS
    while (!READY.test(read(log))) {
      if (launcher.exitCode !== null || performance.now() > end)
        throw new Error(`npm start did not start:\n${read(log)}`)
      await sleep(25)
    }
  }

  const ended = async () => {
    if (launcher?.pid) await gone(launcher.pid, mark, 60_000)
    launcher = undefined
  }

  const crash = async () => {
    const all = programs().filter(({ name }) => name !== 'database')
    // The launcher first, so that nobody tidies up after the others.
    signal(launcher!.pid!, 'SIGKILL')
    for (const { pid } of all) signal(-pid, 'SIGKILL')
    await ended()
    for (const { pid, mark: of } of all) await gone(pid, of, 5000)
  }

  const stop = async () => {
    if (launcher?.pid) signal(launcher.pid, 'SIGTERM')
    await ended()
  }

  const databaseUrl = (login: 'owner' | 'superuser' = 'owner') => {
    const secrets = JSON.parse(read(data, 'keys/database.json')) as Record<string, string>
    const name = login === 'owner' ? 'tabavar' : 'postgres'
    return urlOf(Number(read(data, 'database-port')), name, secrets[login]!, 'tabavar')
  }

  const askedOf =
    (login: 'owner' | 'superuser') =>
    async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
      const sql = postgres(databaseUrl(login), { max: 1, onnotice: () => {}, connect_timeout: 5 })
      try {
        return await work(sql)
      } finally {
        await sql.end({ timeout: 2 })
      }
    }

  const said = () =>
    [log, ...['front', 'next', 'worker'].map((name) => join(data, 'logs', `${name}.log`))]
      .filter((file) => existsSync(file))
      .map((file) => read(file))
      .join('\n')

  const measure = async (name: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const line = (await answer.text()).split('\n').find((each) => each.startsWith(`${name} `))
    return Number(line?.split(' ')[1] ?? Number.NaN)
  }

  const remove = async () => {
    await stop()
    rmSync(join(log, '..'), { recursive: true, force: true })
    rmSync(data, { recursive: true, force: true })
    if (!settings.folder) rmSync(folder, { recursive: true, force: true })
  }

  return {
    folder,
    port,
    start,
    stop,
    crash,
    programs,
    asked: askedOf('owner'),
    ruled: askedOf('superuser'),
    databaseUrl,
    said,
    measure,
    authSecret: () => (JSON.parse(read(data, 'keys/keyring.json')) as { authSecret: string }).authSecret,
    remove,
  }
}
