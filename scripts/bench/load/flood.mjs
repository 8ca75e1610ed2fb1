// F22: everybody looks at the public page at once.
import { existsSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { atMost } from '../rounds.mjs'
import { get, lengthOf, line, playPaced } from './pace.mjs'

const PER_SECOND = 200
const PATH = '/fa'

const transactions = async (sql) => {
  const [{ n }] =
    await sql`select pg_stat_get_db_xact_commit(oid)::float8 n from pg_database where datname = current_database()`
  return n
}

/** The front looks for another version so often, and at once when it starts. */
const LOOK_MS = 500

/** A first start in an empty folder: the worker writes the released pages there, as they lie there before any other start. */
async function written(site) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (existsSync(join(site, 'current'))) return sleep(4 * LOOK_MS)
    await sleep(100)
  }
  throw new Error(`no released pages in ${site}`)
}

/** The pages lie on the disk; the servers have just started, and nothing of them is in memory yet. */
export async function playFlood({ port, site, database: { sql }, full, say }) {
  await written(site)
  const seconds = lengthOf(full ? 300 : 30)
  say(`F22: the public page, ${PER_SECOND} a second for ${seconds} s`)
  const agent = new Agent({ keepAlive: true })
  const before = await transactions(sql)
  const seen = await playPaced({
    perSecond: PER_SECOND,
    seconds,
    send: async () => {
      const { status, length } = await get(port, agent, PATH, { 'accept-encoding': 'gzip' })
      return status === 200 && length > 1000
    },
  })
  agent.destroy()
  const queries = ((await transactions(sql)) - before) / seen.n
  return {
    title: `F22: the public page, ${PER_SECOND} a second for ${seconds} s (median, 95 %, longest)`,
    lines: [line('answers', seen)],
    goals: [
      atMost('95 % of the answers', seen.p95, 300, ' ms', 1),
      atMost('failed', seen.errors, 0, '', 0),
      atMost('transactions in the database a hit (the worker’s own looking around)', queries, 0.01, '', 4),
    ],
  }
}
