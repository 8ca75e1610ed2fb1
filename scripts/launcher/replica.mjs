// A second server that follows the built-in one within moments and can take its place: from a base of the archive, then by streaming.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { archiveProgram, restoreCommand, wordFolder } from './archive.mjs'
import { launchServer, stopServer } from './cluster.mjs'
import { withConnection } from './connection.mjs'
import { Stop, tail } from './errors.mjs'
import { unpackInto } from './recovery.mjs'
import { signal } from './runs.mjs'

const ROLE = 'tabavar_follower'

/** A login of its own for following, with a password nobody need know twice. */
async function followerOf(superuser) {
  const password = randomBytes(24).toString('base64url')
  await withConnection(superuser, async (sql) => {
    const [role] = await sql`select 1 from pg_roles where rolname = ${ROLE}`
    await sql.unsafe(`${role ? 'alter' : 'create'} role ${ROLE} login replication password '${password}'`)
  })
  return password
}

/**
 * Starts a follower of `primary` in an empty home, on a loopback port. `settings` are those of the primary that bind a follower
 * (max_connections at least as many).
 */
export async function openReplica(home, { primary, port, archive, key, log, settings = {}, env, run }) {
  const data = join(home.folder, 'data')
  if (existsSync(data))
    throw new Stop(`There is a database in ${data}; a follower begins in an empty folder.`)
  const password = await followerOf(primary)
  const base = await unpackInto(home, data, { archive, key, to: 'latest', env, run })
  const owned = (path) => home.user.uid !== undefined && chownSync(path, home.user.uid, home.user.gid)
  const pass = join(home.folder, 'follower.pass')
  writeFileSync(pass, `*:*:*:${ROLE}:${password}\n`, { mode: 0o600 })
  writeFileSync(join(data, 'standby.signal'), '', { mode: 0o644 })
  owned(pass)
  owned(join(data, 'standby.signal'))
  const words = wordFolder(home, 'following')
  // What the primary has thrown away meanwhile is in the archive.
  const args = [archiveProgram(), 'feed', words, base.system, key]
  const feeder = spawn(process.execPath, args, { stdio: 'ignore', detached: true })
  run?.addChild('feeder of the follower', feeder.pid, 'SIGTERM')
  const { hostname, port: from } = new URL(primary)
  const server = launchServer(home, data, {
    port,
    log,
    settings: {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      hot_standby: 'on',
      // What somebody reads here is not cleared away at the primary meanwhile.
      hot_standby_feedback: 'on',
      restore_command: restoreCommand(words),
      primary_conninfo: `host=${hostname} port=${from || 5432} user=${ROLE} passfile=${pass} application_name=${ROLE} connect_timeout=5`,
      ...settings,
    },
  })
  run?.addChild('follower', server.pid, 'SIGINT')
  const stop = async () => {
    await stopServer(server)
    signal(feeder.pid, 'SIGTERM')
  }
  for (let tries = 0; tries < 1200; tries += 1) {
    if (server.ended()) {
      signal(feeder.pid, 'SIGTERM')
      throw new Stop(`The follower did not start: ${tail(server.said(), 3)}`)
    }
    if (await follows(primary)) return { pid: server.pid, port, stop }
    await sleep(100)
  }
  await stop()
  throw new Stop(`The follower does not reach its primary; its log: ${log}.`)
}

const follows = (primary) =>
  withConnection(primary, async (sql) => {
    const [row] = await sql`select state from pg_stat_replication where application_name = ${ROLE}`
    return row?.state === 'streaming'
  }).catch(() => false)
