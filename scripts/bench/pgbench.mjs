// pgbench as the limit: the same statement with nothing between the client and the database.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const WARM_MS = 1000

/** PGBENCH, the PATH, then where Debian keeps each version's programs (newest first). */
export function findPgbench() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  versions.sort((a, b) => Number(b) - Number(a))
  const places = [
    process.env.PGBENCH,
    'pgbench',
    ...versions.map((each) => `/usr/lib/postgresql/${each}/bin/pgbench`),
  ]
  for (const place of places) {
    if (!place) continue
    const asked = spawnSync(place, ['--version'], { encoding: 'utf8' })
    if (asked.status === 0)
      return {
        program: place,
        version:
          asked.stdout
            .split(' ')
            .find((word) => /^\d/.test(word))
            ?.trim() ?? '',
      }
  }
  return undefined
}

/** One line a transaction: client, number, microseconds, script, end (seconds, microseconds). */
function transactions(folder) {
  const all = []
  for (const name of readdirSync(folder).filter((each) => each.startsWith('log.'))) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const field = line.split(' ')
      if (field.length >= 6)
        all.push({ ms: Number(field[2]) / 1000, end: Number(field[4]) * 1000 + Number(field[5]) / 1000 })
    }
  }
  return all
}

/**
 * Plays a script; the first second (new connections that compile and plan) does not count. `sample` is asked for the
 * CPU used so far at both ends of what counts. `:n` in the script is another number for each transaction.
 */
export async function playPgbench({ program, url, script, clients, seconds, room, sample }) {
  const folder = mkdtempSync(join(room, 'pgbench-'))
  const file = join(folder, 'script.sql')
  writeFileSync(file, `\\set k :k + 1\n\\set n :client_id + :k * ${clients}\n${script}\n`)
  const address = new URL(url)
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(address.password), PGOPTIONS: '', LC_ALL: 'C' }
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '1',
    '-D',
    'k=-1',
    '-f',
    file,
    '-l',
    '--log-prefix',
    join(folder, 'log'),
  ]
  args.push(
    '-T',
    String(Math.ceil(seconds + WARM_MS / 1000)),
    '-h',
    address.hostname,
    '-p',
    address.port || '5432',
  )
  args.push('-U', decodeURIComponent(address.username), address.pathname.slice(1))
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (part) => (said += part))
  child.stderr.on('data', (part) => (said += part))
  const ended = new Promise((done) => child.once('close', done))
  await sleep(WARM_MS)
  const begun = Date.now()
  const before = sample(child.pid)
  // The server's processes end with pgbench, so their time is read a little before.
  await sleep(seconds * 1000 - 150)
  const until = Date.now()
  const after = sample(child.pid)
  const code = await ended
  if (code !== 0) throw new Error(`pgbench: ${said.trim().split('\n').slice(-3).join(' ')}`)
  const all = transactions(folder)
  rmSync(folder, { recursive: true })
  const counted = all.filter((each) => each.end >= begun && each.end < until)
  const latencies = counted.map((each) => each.ms).sort((a, b) => a - b)
  return { total: all.length, latencies, seconds: (until - begun) / 1000, before, after }
}
