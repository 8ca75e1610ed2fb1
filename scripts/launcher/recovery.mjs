// Puts the built-in database back as it was at an instant: the files of a base, then the log of the archive up to there.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { archiveProgram, restoreCommand, wordFolder } from './archive.mjs'
import { runProgram } from './children.mjs'
import { launchServer, stopServer } from './cluster.mjs'
import { noteServer } from './database.mjs'
import { Stop, tail } from './errors.mjs'
import { signal } from './runs.mjs'
import { jsonLine } from './setup.mjs'

const SUPERUSER = 'postgres'

/** The instant of what was typed, as the server reads it; «latest» is as far as the archive goes. */
export function instantOf(text) {
  if (text === 'latest') return text
  if (
    !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)$/.test(text) ||
    Number.isNaN(Date.parse(text))
  )
    throw new Stop(
      `"${text}" is no instant; write it with its distance from Greenwich, as 2026-05-01T14:30:00+03:30, or latest.`,
    )
  return text
}

/** Only what the server itself says; our commands' words are others. */
function whyEnded(said, to) {
  if (/recovery ended before configured recovery target was reached/.test(said))
    return `The archive ends before anything was written after ${to}; «--to latest» goes to its end.`
  if (/WAL ends before end of online backup/.test(said))
    return 'The archive lacks what was written while its base was made, so nothing was put back; fetch it from where it is kept.'
  return `The database could not be put back: ${tail(said, 3)}`
}

/** A server nobody reaches: no port, and a socket in a folder that is its own. */
async function recover(home, draft, { system, key, to, log, password }) {
  const words = wordFolder(home, 'restoring')
  const door = mkdtempSync(join(tmpdir(), 'tabavar-door-'))
  if (home.user.uid !== undefined) spawnSync('chown', [`${home.user.uid}:${home.user.gid}`, door])
  const rules = join(draft, 'restoring_hba.conf')
  writeFileSync(rules, 'local all all trust\n', { mode: 0o644 })
  writeFileSync(join(draft, 'recovery.signal'), '', { mode: 0o644 })
  const feeder = spawn(process.execPath, [archiveProgram(), 'feed', words, system, key], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let refused = ''
  feeder.stderr.on('data', (part) => (refused += part))
  const settings = {
    listen_addresses: '',
    unix_socket_directories: door,
    hba_file: rules,
    archive_mode: 'off',
    hot_standby: 'off',
    restore_command: restoreCommand(words),
    recovery_target_action: 'promote',
    // So early in its life the server does not know «Z».
    ...(to === 'latest' ? {} : { recovery_target_time: to.replace(/Z$/, '+00') }),
  }
  const server = launchServer(home, draft, { port: 5432, log, settings })
  const stop = async () => {
    await stopServer(server)
    signal(feeder.pid, 'SIGTERM')
  }
  // Whoever interrupts a return ends these too.
  noteServer({ stop })
  try {
    for (;;) {
      if (server.ended()) throw new Stop(refused.trim().split('\n').at(-1) || whyEnded(server.said(), to))
      if (await settled(door, password)) break
      await sleep(100)
    }
  } finally {
    await stop()
    for (const folder of [door, words, rules]) rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether it has come to its instant; the superuser's password is the one of this machine from then on. */
async function settled(door, password) {
  const { default: postgres } = await import('postgres')
  const sql = postgres({
    host: door,
    port: 5432,
    username: SUPERUSER,
    database: 'postgres',
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
  })
  try {
    const [row] = await sql`select pg_is_in_recovery() as going`
    if (row.going) return false
    await sql.unsafe(`alter role ${SUPERUSER} password '${password.replaceAll("'", "''")}'`)
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** The files of the base of an instant in a new folder, owned by the server's user. */
export async function unpackInto(home, target, { archive, key, to, env, run }) {
  const args = [archiveProgram(), 'unpack', archive, key, target, to]
  const answer = await runProgram('the archive', process.execPath, args, { env, run })
  if (answer.code === 2) throw new Stop(answer.output.trim())
  if (answer.code !== 0) throw new Stop(`The base could not be opened: ${tail(answer.output, 5)}`)
  if (home.user.uid !== undefined) spawnSync('chown', ['-R', `${home.user.uid}:${home.user.gid}`, target])
  return jsonLine(answer.out)
}

/** Into a home without a database, whole or not at all. Answers which base it began with. */
export async function recoverCluster(home, { archive, key, to, log, password, env, run }) {
  const data = join(home.folder, 'data')
  if (existsSync(data))
    throw new Stop(`There is a database in ${data}; an instant is put back into an empty data folder only.`)
  const draft = join(home.folder, 'data.new')
  rmSync(draft, { recursive: true, force: true })
  try {
    const base = await unpackInto(home, draft, { archive, key, to, env, run })
    await recover(home, draft, { system: base.system, key, to, log, password })
    renameSync(draft, data)
    return base
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
