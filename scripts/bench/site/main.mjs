// Rows 7, 8, 9: the released pages. How many a second beside nginx on the same bytes, how soon a change is seen, how a phone has them.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stopChild } from '../../launcher/children.mjs'
import { loadDemo } from '../../launcher/setup.mjs'
import { goal, playRounds, ratio, summary } from '../rounds.mjs'
import { openApplication, startDriver } from '../servers.mjs'
import { interval, percentile } from '../stats.mjs'
import { findNginx, startNginx } from './nginx.mjs'
import { playSlowPhone } from './phone.mjs'

const CLIENTS = 16
const PATH = '/fa'
const CHANGES = 12

function findWrk() {
  const program = process.env.WRK || 'wrk'
  return spawnSync(program, ['-v']).error ? null : program
}

/** The whole application with its demonstration, and the pages it has written. */
const open = ({ run, later, given }) =>
  openApplication({ run, later, given, fill: ({ env }) => loadDemo('snapshot', { env, run }) })

/** One turn of asking: wrk where there is one, which costs the machine less than a client of ours. */
function asking({ wrk, driver, room, seconds }) {
  const file = join(room.folder, 'site.ndjson')
  const headers = { 'accept-encoding': 'gzip' }
  writeFileSync(file, JSON.stringify({ method: 'GET', path: PATH, headers }))
  return async (port) => {
    if (!wrk) {
      const played = await driver.play({ port, file, clients: CLIENTS, warm: 2000, seconds, expect: '' })
      const { latencies } = played
      return {
        rate: latencies.length / played.seconds,
        p50: percentile(latencies, 0.5),
        p95: percentile(latencies, 0.95),
      }
    }
    const url = `http://127.0.0.1:${port}${PATH}`
    const args = (time) => [
      '-t1',
      `-c${CLIENTS}`,
      `-d${time}s`,
      '--latency',
      '-H',
      'accept-encoding: gzip',
      url,
    ]
    execFileSync(wrk, args(1))
    const said = execFileSync(wrk, args(seconds), { encoding: 'utf8' })
    if (/Non-2xx|Socket errors/.test(said)) throw new Error(said)
    const ms = (share) => {
      const [, value, unit] = new RegExp(`${share}%\\s+([\\d.]+)(us|ms|s)`).exec(said)
      return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit]
    }
    return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]), p50: ms(50), p95: null }
  }
}

const transactions = async (sql) => {
  const [{ n }] =
    await sql`select pg_stat_get_db_xact_commit(oid)::float8 n from pg_database where datname = current_database()`
  return n
}

async function playRates(context) {
  const { say, room, site, port, database, rounds, later } = context
  const nginx = findNginx()
  const wrk = findWrk()
  if (!nginx) say('There is no nginx here (NGINX_PROGRAM names one): the ratios to it are left out.')
  if (!wrk) say('There is no wrk here (WRK names one): our own client asks, and takes more of the machine.')
  const ports = nginx ? await startNginx(nginx, { folder: room.folder, site, front: port, later }) : null
  await sameBytes([port, ...(ports ? Object.values(ports) : [])])
  say(`Row 7: the public page, ${CLIENTS} at a time`)
  const ask = asking({ ...context, wrk, driver: wrk ? null : startDriver(later) })
  const before = await transactions(database.sql)
  let hits = 0
  const subject = (at) => async () => {
    const seen = await ask(at)
    if (at === port) hits += seen.rate * context.seconds
    return { ...seen, appCpu: null, pgCpu: null, foreign: null }
  }
  const subjects = {
    front: subject(port),
    ...(ports ? { 'nginx, shipped': subject(ports.edge), 'nginx, bare': subject(ports.bare) } : {}),
  }
  const records = await playRounds(subjects, rounds, say)
  const queries = ((await transactions(database.sql)) - before) / hits
  const value = { median: queries, low: queries, high: queries }
  const goals = [
    goal('transactions in the database a hit (the worker’s own looking around)', value, { most: 0.001 }),
    ...(ports
      ? [
          goal('pages/s, nginx as shipped over bare nginx', ratio(records, 'nginx, shipped', 'nginx, bare'), {
            least: 0.9,
          }),
          goal('pages/s, the application alone over bare nginx', ratio(records, 'front', 'nginx, bare'), {
            least: 0.45,
          }),
        ]
      : []),
  ].map((each) => ({ ...each, digits: each.target === 0.001 ? 5 : 2 }))
  const seen = Object.fromEntries(Object.keys(subjects).map((name) => [name, summary(records, name)]))
  return { clients: CLIENTS, records, used: records.length, dropped: 0, noisy: false, subjects: seen, goals }
}

/** All subjects answer the same page with the same bytes, or nothing is compared; each sees a new version in its own time. */
async function sameBytes(ports) {
  const read = async (port) => {
    const answer = await fetch(`http://127.0.0.1:${port}${PATH}`)
    return { status: answer.status, page: await answer.text() }
  }
  for (let tries = 1; ; tries += 1) {
    const seen = await Promise.all(ports.map(read))
    if (seen.every(({ status }) => status === 200) && new Set(seen.map(({ page }) => page)).size === 1) return
    const said = seen.map(({ status, page }, at) => `${ports[at]}: ${status}, ${page.length}`).join('; ')
    if (tries > 60) throw new Error(`the servers do not answer the same page (${said})`)
    await sleep(500)
  }
}

/** From the commit of something new to the first answer that shows it, while the page is asked for by sixteen clients. */
async function playFreshness({ say, database, port, later }) {
  say('Row 8: how soon something new is seen')
  const wrk = findWrk()
  const url = `http://127.0.0.1:${port}${PATH}`
  const load = wrk ? spawn(wrk, ['-t1', `-c${CLIENTS}`, '-d600s', url], { stdio: 'ignore' }) : null
  later(() => load?.kill())
  const [{ province, number }] =
    await database.sql`select province, number from pub.release where status = 'PUBLISHED' and programme = 'RESILIENCE' limit 1`
  const waits = []
  for (let turn = 1; turn <= CHANGES; turn += 1) {
    const text = `آزمایش تازگی ${turn}`
    await database.sql`insert into pub.correction (province, release_number, day, text_fa)
      values (${province}, ${number}, '2024-07-19', ${text})`
    const begun = performance.now()
    while (!(await (await fetch(`http://127.0.0.1:${port}/fa/releases`)).text()).includes(text)) {
      if (performance.now() - begun > 120_000) throw new Error('a change is not seen after two minutes')
      await sleep(50)
    }
    waits.push(performance.now() - begun)
  }
  load?.kill()
  const worst = Math.max(...waits)
  return {
    title: 'Row 8: from the commit to the first page that shows it (every release written anew)',
    lines: [
      [
        'a correction is seen',
        { median: interval(waits).median, least: Math.min(...waits), most: worst },
        `${CHANGES} times`,
      ],
    ],
    goals: [
      {
        text: 'the longest',
        median: worst / 1000,
        low: worst / 1000,
        high: worst / 1000,
        kind: 'at most',
        target: 10,
        met: worst <= 10_000,
        unit: ' s',
      },
    ],
  }
}

/** The folder of pages that an application has written, which goes away again: whatever serves it needs nothing else. */
export async function writtenPages(given) {
  const { site, port, servers } = await open(given)
  await sameBytes([port])
  await Promise.all(servers.map((each) => stopChild(each)))
  return site
}

export async function playSite(given) {
  const context = { ...given, ...(await open(given)) }
  const results = {}
  if (given.rows.includes('7')) results.row7 = await playRates(context)
  if (given.rows.includes('8')) results.row8 = await playFreshness(context)
  if (given.rows.includes('9')) results.row9 = await playSlowPhone(context)
  return results
}
