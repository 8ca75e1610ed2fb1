// The database this installation uses: the one of DATABASE_URL, or a PostgreSQL of its own.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openArchive, stopKeepers, wantedArchive } from './archive.mjs'
import { initialise, startCluster, urlOf } from './cluster.mjs'
import { requireServer, withConnection } from './connection.mjs'
import { explain, Stop } from './errors.mjs'
import { ensureKeysFolder, readSecretFile, writeSecretFile } from './keys.mjs'
import { dataFolder, logsFolder } from './paths.mjs'
import { lastingHome, passingHome } from './postgres-home.mjs'
import { identity } from './runs.mjs'
import { complain, step } from './say.mjs'

const OWNER = 'tabavar'
/** How often it is looked whether the built-in database lives, and how soon it is tried again where it cannot start. */
const LOOK_MS = 500
const AGAIN_MS = 1000
const servers = new Set()
let stopping = false
let watching = Promise.resolve()
const newPassword = () => randomBytes(24).toString('base64url')

/** The owner is no superuser: what works here works on a server that an office's IT department runs. */
export async function ensureOwner(server, passwords, database) {
  const admin = urlOf(server.port, 'postgres', passwords.superuser, 'postgres')
  await withConnection(admin, async (sql) => {
    const [role] = await sql`select 1 from pg_roles where rolname = ${OWNER}`
    const secret = passwords.owner.replaceAll("'", "''")
    const verb = role ? 'alter' : 'create'
    await sql.unsafe(`${verb} role ${OWNER} login createrole createdb password '${secret}'`)
    const [made] = await sql`select 1 from pg_database where datname = ${database}`
    if (!made) await sql.unsafe(`create database ${database} owner ${OWNER}`)
  })
  return urlOf(server.port, OWNER, passwords.owner, database)
}

const version = (native) => {
  const folder = join(native, '..', 'package.json')
  return existsSync(folder)
    ? JSON.parse(readFileSync(folder, 'utf8')).version.split('-')[0].replace(/\.0$/, '')
    : ''
}

/** Noted the moment it is there, so that an interruption during its start stops it too. */
function noted(run, name) {
  return (server) => {
    servers.add(server)
    run.addChild(name, server.pid, 'SIGINT')
  }
}

/** A server that somebody else started and that goes when we go. */
export const noteServer = (server) => servers.add(server)

/** Stops every server that this launcher started or took over. */
export async function stopServers() {
  stopping = true
  const stopAll = () => Promise.all([...servers].map((server) => server.stop()))
  await stopAll()
  // One that was just being brought back.
  await watching
  await stopAll()
  await stopKeepers()
}

/** The passwords of the built-in database: those there are, or new ones. */
export function ensurePasswords(keysFolder) {
  const file = join(keysFolder, 'database.json')
  ensureKeysFolder(keysFolder)
  if (!existsSync(file)) writeSecretFile(file, { superuser: newPassword(), owner: newPassword() })
  return readSecretFile(file)
}

/**
 * Brings a server back that ended by itself (killed where memory ran out, its disk full), as often as it takes: the programs
 * wait for it, people wait for them, and nobody else would start it.
 */
async function watch(server, run, start) {
  let at = server
  let said = ''
  for (;;) {
    await sleep(said ? AGAIN_MS : LOOK_MS)
    if (stopping) return
    if (identity(at.pid) === at.mark) continue
    if (!said) complain('The built-in database ended by itself; it is started again.')
    try {
      run.removeChild(at.pid)
      at = await start(at.port)
      if (!stopping) complain('The built-in database is back.')
      said = ''
    } catch (error) {
      if (!stopping && said !== explain(error)) complain(explain(error))
      said = explain(error)
    }
  }
}

/** `register: false` when another launcher answers for a server that is found, and it must outlive this one. */
export async function startLasting(keysFolder, run, { register = true } = {}) {
  const asked = wantedArchive()
  const home = lastingHome()
  const file = join(keysFolder, 'database.json')
  const exists = existsSync(join(home.folder, 'data'))
  ensureKeysFolder(keysFolder)
  if (exists && !existsSync(file)) {
    throw new Stop(
      `The database in ${home.folder} is there but its password file ${file} is not; put that back from your copy, or move the database away to begin anew.`,
    )
  }
  if (!exists) {
    await step('Making the built-in database', () => {
      initialise(home, ensurePasswords(keysFolder).superuser)
      return home.folder
    })
  }
  const passwords = readSecretFile(file)
  const portFile = join(dataFolder(), 'database-port')
  const lastPort = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || undefined : undefined
  // Where another launcher's server is used, its keeper is there as well.
  const archive =
    asked && register ? openArchive(home, asked, { run, log: join(logsFolder(), 'archive.log') }) : undefined
  let server
  let url
  await step('Starting the built-in database', async () => {
    const log = join(logsFolder(), 'postgres.log')
    const note = noted(run, 'database')
    const onServer = (found) => (register || !found.found) && note(found)
    archive?.start()
    const settings = archive?.settings
    const start = (at) =>
      startCluster(home, { password: passwords.superuser, log, lastPort: at, settings, onServer })
    server = await start(lastPort)
    writeFileSync(portFile, `${server.port}\n`)
    if (register) watching = watch(server, run, (at) => startAt(at, start))
    url = await ensureOwner(server, passwords, 'tabavar')
    const what = server.found ? 'found running' : 'ready'
    return `PostgreSQL ${version(home.native)} ${what} on 127.0.0.1:${server.port}`
  })
  const superuser = urlOf(server.port, 'postgres', passwords.superuser, 'tabavar')
  return { url, superuser, data: join(home.folder, 'data') }
}

/** The programs know the port; on another one they would never find it. */
async function startAt(port, start) {
  const server = await start(port)
  if (server.port === port) return server
  await server.stop()
  throw new Stop(`Port ${port} of the built-in database is taken by another program; stop that one.`)
}

/** A server for one test run: nothing on it outlives the run, so nothing waits for the disk. */
export async function startPassing(run) {
  const home = passingHome()
  run.addFolder(home.folder)
  const passwords = { superuser: newPassword(), owner: newPassword() }
  initialise(home, passwords.superuser)
  const log = join(logsFolder(), 'postgres-test.log')
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 }
  const onServer = noted(run, 'test database')
  const server = await startCluster(home, { password: passwords.superuser, log, settings, onServer })
  const url = await ensureOwner(server, passwords, 'tabavar')
  return { url, version: version(home.native), port: server.port }
}

export async function checkGiven(url, options) {
  await step('Checking the database of DATABASE_URL', () => requireServer(url, options))
}
