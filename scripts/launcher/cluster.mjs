// One PostgreSQL server of our own: made, started, found again after a crash, stopped.
import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from './connection.mjs'
import { Stop } from './errors.mjs'
import { openLog } from './log-file.mjs'
import { freePort } from './ports.mjs'
import { commandLine, gone, identity, signal } from './runs.mjs'

const FIRST_PORT = 15_432
const SUPERUSER = 'postgres'
// The order is that of preference: with LC_CTYPE C, pg_trgm sees no letters in Persian words.
const CTYPES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'UTF-8']

const environment = () => ({ PATH: process.env.PATH, HOME: '/', LC_ALL: 'C', TZ: 'UTC' })
const asUser = ({ user }) => (user.uid === undefined ? {} : { uid: user.uid, gid: user.gid })
export const urlOf = (port, name, password, database) =>
  `postgresql://${name}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** Makes the cluster in a folder that gets its name only when it is complete. */
export function initialise(home, password) {
  const data = join(home.folder, 'data')
  const draft = join(home.folder, 'data.new')
  const secret = join(home.folder, 'password.new')
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (home.user.uid !== undefined) chownSync(secret, home.user.uid, home.user.gid)
  let said = ''
  try {
    for (const ctype of CTYPES) {
      rmSync(draft, { recursive: true, force: true })
      const args = ['-D', draft, '-U', SUPERUSER, '-A', 'scram-sha-256', '--pwfile', secret, '-E', 'UTF8']
      args.push(
        '--locale-provider=icu',
        '--icu-locale=fa',
        '--locale=C',
        `--lc-ctype=${ctype}`,
        '--no-instructions',
      )
      const made = spawnSync(join(home.native, 'bin/initdb'), args, {
        ...asUser(home),
        cwd: home.folder,
        env: environment(),
        encoding: 'utf8',
      })
      if (made.error) throw made.error
      if (made.status === 0) {
        renameSync(draft, data)
        return
      }
      said = made.stderr
      if (!/invalid locale|locale name/i.test(said)) break
    }
  } finally {
    rmSync(secret, { force: true })
  }
  if (/could not look up effective user ID/.test(said)) {
    throw new Stop(
      'This user has no name on this machine, which PostgreSQL needs; start as another or give DATABASE_URL.',
    )
  }
  throw new Stop(`The database could not be made in ${home.folder}: ${lastError(said)}`)
}

function lastError(text) {
  const lines = text.trim().split('\n')
  const line =
    lines.findLast((each) => /FATAL|PANIC|error:|could not/i.test(each)) ?? lines.at(-1) ?? 'no message'
  return line.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim()
}

/** postmaster.pid: whose server this folder says it has. */
function lockFile(data) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return { file, pid: Number(lines[0]), port: Number(lines[3]) }
}

/** The server of this folder that is already running, if any: it answers to the password and names the folder. */
async function findRunning(data, password) {
  for (let tries = 0; tries < 40; tries += 1) {
    const lock = lockFile(data)
    if (!lock) return undefined
    const mark = identity(lock.pid)
    if (!mark) {
      // A zombie still counts as living for the server, which would refuse to start; a number in no use does not.
      if (signal(lock.pid, 0)) rmSync(lock.file)
      return undefined
    }
    if (!commandLine(lock.pid).includes(data)) {
      // The number belongs to another process by now (after a restart of the machine or container).
      rmSync(lock.file)
      return undefined
    }
    const answer = await ping(lock.port, password)
    if (answer && realpathSync(answer) === realpathSync(data)) return { pid: lock.pid, mark, port: lock.port }
    await sleep(250)
  }
  throw new Stop(`Another database server holds ${data} and does not answer; stop it and start again.`)
}

async function ping(port, password) {
  const sql = await connect(urlOf(port, SUPERUSER, password, 'postgres'), { seconds: 2 })
  try {
    const [row] = await sql`select current_setting('data_directory') as folder`
    return row.folder
  } catch {
    return undefined
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Starts the server of a data folder; what it says from now on is in its log. */
export function launchServer(home, data, { port, log, settings }) {
  const output = openLog(log)
  const from = fstatSync(output).size
  // When, which process, and which request (db/transaction.ts).
  const args = ['-D', data, '-p', String(port), '-c', 'log_line_prefix=%m [%p] %a ']
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const child = spawn(join(home.native, 'bin/postgres'), args, {
    ...asUser(home),
    cwd: home.folder,
    env: environment(),
    stdio: ['ignore', output, output],
    detached: true,
  })
  closeSync(output)
  let failure
  const said = () => readFileSync(log).subarray(from).toString()
  child.once('error', (error) => (failure = error.message))
  child.once('exit', () => (failure ??= said()))
  child.unref()
  return {
    pid: child.pid,
    mark: identity(child.pid),
    port,
    said,
    ended: () => failure !== undefined,
    why: () => failure,
  }
}

async function launch(home, { port, password, log, settings, onServer }) {
  const loopback = { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const started = launchServer(home, join(home.folder, 'data'), {
    port,
    log,
    settings: { ...loopback, ...settings },
  })
  const { pid, mark } = started
  const server = { pid, mark, port, stop: () => stopServer({ pid, mark }) }
  if (mark) onServer(server)
  for (let tries = 0; tries < 2400 && !started.ended(); tries += 1) {
    if (await ping(port, password)) return server
    await sleep(25)
  }
  if (!started.ended()) signal(pid, 'SIGINT')
  return { failure: started.why() ?? 'it did not become ready within a minute' }
}

/**
 * Starts the cluster, or takes over the server that a killed launcher left running.
 * The result says which, and stops the server as an orderly shutdown; `onServer` hears of it before it is ready.
 */
export async function startCluster(
  home,
  { password, log, settings = {}, lastPort, onServer = (_server) => {} },
) {
  const data = realpathSync(join(home.folder, 'data'))
  const found = await findRunning(data, password)
  if (found) {
    const server = { ...found, found: true, stop: () => stopServer(found) }
    onServer(server)
    return server
  }
  let first = lastPort ?? FIRST_PORT
  const patience = Date.now() + 15_000
  for (;;) {
    const port = await freePort(first)
    const server = await launch(home, { port, password, log, settings, onServer })
    if (!('failure' in server)) return { ...server, found: false }
    if (/could not bind|Address already in use/.test(server.failure)) first = port + 1
    else if (/lock file|shared memory block/.test(server.failure)) await sleep(500)
    else throw new Stop(`The database did not start: ${lastError(server.failure)} (its log: ${log}).`)
    if (Date.now() > patience) {
      throw new Stop(
        `The database in ${data} is still held by an earlier server; wait a little and start again.`,
      )
    }
  }
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, everything is written, no recovery next time. */
export async function stopServer({ pid, mark }) {
  if (identity(pid) !== mark) return
  signal(pid, 'SIGINT')
  if (await gone(pid, mark, 20_000)) return
  signal(pid, 'SIGQUIT')
  if (await gone(pid, mark, 5000)) return
  signal(pid, 'SIGKILL')
}
