// The database this installation uses: the one of DATABASE_URL, or a PostgreSQL of its own.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openArchive, stopKeepers, wantedArchive } from './archive.mjs'
import { initialise, startCluster, urlOf } from './cluster.mjs'
import { requireServer, withConnection } from './connection.mjs'
import { Stop } from './errors.mjs'
import { ensureKeysFolder, readSecretFile, writeSecretFile } from './keys.mjs'
import { dataFolder, logsFolder } from './paths.mjs'
import { lastingHome, passingHome } from './postgres-home.mjs'
import { step } from './say.mjs'

const OWNER = 'tabavar'
const servers = new Set()
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
  await Promise.all([...servers].map((server) => server.stop()))
  await stopKeepers()
}

/** The passwords of the built-in database: those there are, or new ones. */
export function ensurePasswords(keysFolder) {
  const file = join(keysFolder, 'database.json')
  ensureKeysFolder(keysFolder)
  if (!existsSync(file)) writeSecretFile(file, { superuser: newPassword(), owner: newPassword() })
  return readSecretFile(file)
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
    server = await startCluster(home, { password: passwords.superuser, log, lastPort, settings, onServer })
    writeFileSync(portFile, `${server.port}\n`)
    url = await ensureOwner(server, passwords, 'tabavar')
    const what = server.found ? 'found running' : 'ready'
    return `PostgreSQL ${version(home.native)} ${what} on 127.0.0.1:${server.port}`
  })
  const superuser = urlOf(server.port, 'postgres', passwords.superuser, 'tabavar')
  return { url, superuser, data: join(home.folder, 'data') }
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
