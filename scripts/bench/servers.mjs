// What a run brings up for itself and takes down again: a database that keeps its promises (fsync on), the shipped front
// server, the bare one, the client.
import { fork } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { ensureBuild } from '../launcher/build.mjs'
import { keepProgram, stopChild } from '../launcher/children.mjs'
import { initialise, startCluster, urlOf } from '../launcher/cluster.mjs'
import { onDatabase, requireServer, withConnection } from '../launcher/connection.mjs'
import { Stop } from '../launcher/errors.mjs'
import { ensureKeyring, loginRoles } from '../launcher/keys.mjs'
import { frontProgram, logsFolder } from '../launcher/paths.mjs'
import { freePort } from '../launcher/ports.mjs'
import { passingHome } from '../launcher/postgres-home.mjs'
import { step } from '../launcher/say.mjs'
import { applicationEnvironment, serve } from '../launcher/serve.mjs'
import { migrate } from '../launcher/setup.mjs'
import { dropDatabase, dropLogins } from '../launcher/test-database.mjs'
import { parentOf } from './cpu.mjs'

const here = import.meta.dirname

/** A cluster as `npm start` runs it (no setting of its own), thrown away afterwards. */
async function ownServer(run, later) {
  const home = passingHome()
  run.addFolder(home.folder)
  later(() => rmSync(home.folder, { recursive: true, force: true }))
  const password = randomBytes(24).toString('base64url')
  initialise(home, password)
  const server = await startCluster(home, { password, log: join(logsFolder(), 'postgres-bench.log') })
  run.addChild('bench database', server.pid, 'SIGINT')
  later(server.stop)
  return urlOf(server.port, 'postgres', password, 'postgres')
}

/** A folder and keys of this run's own. */
export function openRoom(run, later) {
  const folder = mkdtempSync(join(tmpdir(), 'tabavar-bench-'))
  run.addFolder(folder)
  later(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, keysFolder: join(folder, 'keys'), keys: ensureKeyring(join(folder, 'keys')).keys }
}

/** A fresh, migrated database; `pid` is the server's, where it runs on this machine and its processes can be seen. */
export async function openDatabase({ given, run, later, room, serverUrl }) {
  const server = serverUrl ?? given ?? (await startOwn(run, later))
  if (given && !serverUrl)
    await step('Checking the database of DATABASE_URL', () => requireServer(given, { make: true }))
  const name = `tabavar_bench_${randomBytes(5).toString('hex')}`
  await withConnection(server, (sql) => sql.unsafe(`create database ${name} template template0`))
  const url = onDatabase(server, name)
  if (given && !serverUrl) later(() => dropLogins(given, room.keys.loginSecret))
  later(() => dropDatabase(server, name))
  const address = 'http://localhost:3000'
  const env = {
    ...applicationEnvironment({ databaseUrl: url, keysFolder: room.keysFolder, keys: room.keys, address }),
    TABAVAR_DEMO: '1',
  }
  await migrate({ env, run })
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  later(() => sql.end({ timeout: 2 }))
  const [about] =
    await sql`select current_setting('server_version') version, pg_backend_pid() pid, current_setting('fsync') fsync,
    current_setting('synchronous_commit') synchronous_commit, current_setting('shared_buffers') shared_buffers`
  return {
    server,
    url,
    appUrl: applicationUrl(url, room.keys.loginSecret),
    env,
    sql,
    about,
    pid: parentOf(about.pid),
  }
}

async function startOwn(run, later) {
  let url
  await step('Starting a throw-away database', async () => {
    url = await ownServer(run, later)
  })
  return url
}

/** The application's login, as server/setup.ts makes it. */
function applicationUrl(ownerUrl, loginSecret) {
  const [name] = loginRoles(loginSecret)
  const url = new URL(ownerUrl)
  url.username = name
  url.password = createHmac('sha256', Buffer.from(loginSecret, 'base64')).update(name).digest('base64url')
  return url.href
}

async function answering(port, child) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (child.exitCode !== null) break
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2000) })
      return
    } catch {
      await sleep(25)
    }
  }
  throw new Stop(`A server of the bench does not answer; its log is in ${logsFolder()}.`)
}

async function startNode(name, file, env, run) {
  const port = await freePort(25_000)
  let wanted = true
  const child = keepProgram(name, process.execPath, [file], {
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' },
    run,
    log: join(logsFolder(), `bench-${name}.log`),
    onEnd: (error) => wanted && console.error(error.message),
  })
  await answering(port, child)
  const stop = () => {
    wanted = false
    return stopChild(child)
  }
  return { port, pid: child.pid, stop }
}

/** The shipped front server, without Next behind it: the hot doors do not ask it. */
export const startFront = (database, run) => startNode('front', frontProgram(), database.env, run)

export const startBare = (database, run) => {
  const env = { ...database.env, BENCH_APP_URL: database.appUrl }
  return startNode('bare', join(here, 'bare.mjs'), env, run)
}

/** The whole application as `npm start` serves it, on a database that `fill` has filled. */
export async function openApplication({ run, later, given, fill }) {
  const room = openRoom(run, later)
  const database = await openDatabase({ given, run, later, room })
  await fill(database, room)
  const port = await freePort(24_500)
  const address = `http://localhost:${port}`
  const site = join(room.folder, 'site')
  const env = { ...database.env, NEXTAUTH_URL: address, TABAVAR_SITE: site }
  delete env.NODE_ENV
  await ensureBuild({ run, env })
  const servers = await serve({ env, run, host: '127.0.0.1', port, onEnd: () => {}, logPrefix: 'bench-' })
  later(() => Promise.all(servers.map((each) => stopChild(each))))
  return { room, database, site, port, address, servers }
}

/** The client. `play` warms up, calls `around` when it stands ready, plays the seconds and answers what it saw. */
export function startDriver(later) {
  const child = fork(join(here, 'driver.mjs'), { stdio: 'inherit' })
  later(() => child.kill())
  const answer = () =>
    new Promise((done, fail) => {
      const ended = () => fail(new Error('the client ended'))
      child.once('exit', ended)
      child.once('message', (message) => {
        child.off('exit', ended)
        if (message.error) fail(new Error(message.error))
        else done(message)
      })
    })
  const play = async (order, atStart) => {
    child.send(order)
    await answer()
    atStart?.()
    child.send({ go: true })
    return answer()
  }
  return { pid: child.pid, play }
}
