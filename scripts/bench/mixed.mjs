// Row 12: registers are saved while an office asks a report nobody foresaw again and again, and five thousand public pages a
// second are read from the same server. How much longer the slowest saves take than with nobody else there.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, step } from '../launcher/say.mjs'
import { ask, openWorker } from './office.mjs'
import { AS_OF, openBig } from './report.mjs'
import { figures, goal, playRounds, quietRounds, ratio, sampler, summary } from './rounds.mjs'
import { writeRequests } from './saves.mjs'
import { startDriver, startFront } from './servers.mjs'
import { writtenPages } from './site/main.mjs'
import { makePayloads } from './world.mjs'

const CLIENTS = 8
const WARM = 100
const PAGES = 5000
const READERS = 16
const MOST_ROUNDS = 4

/** Asks the report without a pause until it is told to end; answers how often it was told. */
function keepAsking(child, runId) {
  let wanted = true
  let told = 0
  const asking = (async () => {
    while (wanted) {
      await ask(child, { work: 'breakdown', runId, asOf: AS_OF, code: 'R-10', by: ['module', 'month'] })
      told += 1
    }
  })()
  return async () => {
    wanted = false
    await asking
    return told
  }
}

/** Every save that was answered is stored once: its sheet, and 27 operations of it. */
async function prove(sql, before, saves) {
  const after = await stored(sql)
  for (const [name, wanted] of Object.entries({ sheets: saves, taps: saves * 27 }))
    if (after[name] - before[name] !== wanted)
      throw new Error(`the work is not proved: ${name} is ${after[name] - before[name]}, ${wanted} expected`)
}
const stored = async (sql) => {
  const [row] = await sql`select (select count(*)::int from app.session where status = 'SUBMITTED') sheets,
    (select count(*)::int from app.operation) taps`
  return row
}

export async function playMixed(context) {
  const { run, later, driver, room, seconds } = context
  let site
  await step('Writing the public pages', async () => {
    site = await writtenPages({ run, later, given: process.env.DATABASE_URL })
  })
  const { database, officer, cookies } = await openBig(context, context.big ? 20_000_000 : 1_000_000)
  const payloads = await makePayloads(database.sql, cookies)
  const [{ id: runId }] = await database.sql`select id from bench.run`
  const child = await (await openWorker({ ...context, database, officer }))()
  const readers = startDriver(later)
  const server = await startFront({ ...database, env: { ...database.env, TABAVAR_SITE: site } }, run)
  later(server.stop)
  const page = join(room.folder, 'mixed-page.ndjson')
  writeFileSync(page, JSON.stringify({ method: 'GET', path: '/fa', headers: { 'accept-encoding': 'gzip' } }))
  const sample = sampler({ pgPid: database.pid, others: [driver.pid, readers.pid, child.pid] })
  let taken = 0
  const seen = { told: 0, pages: 0, seconds: 0 }

  const turn = (crowded) => async () => {
    const part = payloads.slice(taken, taken + Math.ceil((payloads.length - 1) / (MOST_ROUNDS * 2)))
    const file = writeRequests(room, `mixed-${taken}`, part)
    taken += part.length
    const before = await stored(database.sql)
    const stop = crowded ? keepAsking(child, runId) : null
    const reading = crowded
      ? readers.play({
          port: server.port,
          file: page,
          clients: READERS,
          warm: 200,
          seconds: seconds + 1,
          expect: '',
          rate: PAGES,
        })
      : null
    let cpu
    const played = await driver.play(
      {
        port: server.port,
        file,
        clients: CLIENTS,
        warm: WARM,
        seconds,
        expect: '"status":"applied"',
        once: true,
      },
      () => {
        cpu = sample(server.pid)
      },
    )
    const after = sample(server.pid)
    if (crowded) {
      const read = await reading
      seen.told += await stop()
      seen.pages += read.latencies.length
      seen.seconds += read.seconds
    }
    await prove(database.sql, before, played.total)
    return figures({ ...played, before: cpu, after })
  }
  say(`Row 12: saves beside a report over ${context.big ? 20 : 1} million marks and ${PAGES} pages a second`)
  const subjects = { alone: turn(false), 'in the crowd': turn(true) }
  const records = await playRounds(subjects, Math.min(context.rounds, MOST_ROUNDS), say)
  const quiet = quietRounds(records)
  const pages = seen.pages / seen.seconds
  const exact = (value) => ({ median: value, low: value, high: value })
  return {
    clients: CLIENTS,
    records,
    ...quiet,
    used: quiet.used.length,
    subjects: Object.fromEntries(Object.keys(subjects).map((name) => [name, summary(quiet.used, name)])),
    goals: [
      goal('p99 of a save in the crowd over p99 alone', ratio(quiet.used, 'in the crowd', 'alone', 'p99'), {
        most: 2,
      }),
      { ...goal('pages read a second meanwhile', exact(pages), { least: PAGES * 0.95 }), digits: 0 },
      {
        ...goal('reports told a second meanwhile', exact(seen.told / seen.seconds), { least: 0 }),
        target: null,
      },
    ],
  }
}
