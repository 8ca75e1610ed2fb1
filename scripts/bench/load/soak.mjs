// F25: for hours, a fifth of what the machine could do, everything at once: does anything grow that must not?
import { readdirSync, readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { atMost } from '../rounds.mjs'
import { pushed, registersOf } from './burst.mjs'
import { get, line, playPaced } from './pace.mjs'

/** A second: registers from phones, public pages, pages of the office. About a fifth of two processors. */
const RATES = { registers: 4, pages: 30, desks: 0.5 }
const DESKS = ['/fa/office', '/fa/office/people', '/fa/office/indicators', '/fa/office/sessions']
const SAMPLE_MS = 5000
const WARM_SHARE = 0.25

function memoryOf(pid) {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(kb) / 1024
}
const filesOf = (pid) => readdirSync(`/proc/${pid}/fd`).length

/** Megabytes a minute, by least squares. */
function slope(points) {
  const n = points.length
  const [mx, my] = [0, 1].map((at) => points.reduce((sum, point) => sum + point[at], 0) / n)
  const over = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0)
  return over / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
}

/** The sessions of the application that are in the middle of something, a while after the last request. */
async function busySessions(sql) {
  await sleep(1000)
  const [{ n }] =
    await sql`select count(*)::int n from pg_stat_activity where application_name = 'tabavar' and datname = current_database() and state <> 'idle'`
  return n
}

export async function playSoak({ port, servers, database: { sql }, cookies, officer, full, say }) {
  const minutes = Number(process.env.SOAK_MINUTES ?? (full ? 120 : 3))
  const seconds = Math.round(minutes * 60)
  say(`F25: everything at once for ${minutes} minutes`)
  const most = Math.min(Math.floor(RATES.registers * seconds), 6000)
  const batches = await registersOf(sql, cookies, most, 'soak')
  const agent = new Agent({ keepAlive: true })
  const samples = new Map(servers.map(({ pid, name }) => [pid, { name, points: [], files: [] }]))
  let over = false
  const begun = performance.now()
  const watching = (async () => {
    while (!over) {
      for (const [pid, { points, files }] of samples) {
        points.push([(performance.now() - begun) / 60_000, memoryOf(pid)])
        files.push(filesOf(pid))
      }
      await sleep(SAMPLE_MS)
    }
  })()
  // Where the registers have run out, the same go on coming: phones whose answers were lost.
  const [registers, pages, desks] = await Promise.all([
    playPaced({
      perSecond: RATES.registers,
      seconds,
      send: (i) => pushed(port, agent, batches[i % batches.length]),
    }),
    playPaced({
      perSecond: RATES.pages,
      seconds,
      send: async () => (await get(port, agent, '/fa', { 'accept-encoding': 'gzip' })).status === 200,
    }),
    playPaced({
      perSecond: RATES.desks,
      seconds,
      send: async (i) =>
        (await get(port, agent, DESKS[i % DESKS.length], { cookie: officer.cookie })).status === 200,
    }),
  ])
  over = true
  await watching
  agent.destroy()
  const busy = await busySessions(sql)
  const goals = [
    atMost('failed', registers.errors + pages.errors + desks.errors, 0, '', 0),
    atMost('sessions of the database still busy afterwards', busy, 0, '', 0),
  ]
  for (const { name, points, files } of samples.values()) {
    const warm = Math.floor(points.length * WARM_SHARE)
    goals.push(
      atMost(
        `${name}: growth of its memory after the warm-up (${points.at(-1)[1].toFixed(0)} MB now)`,
        slope(points.slice(warm)),
        1,
        ' MB/min',
        2,
      ),
    )
    const [early, late] = [Math.max(...files.slice(warm, warm + 5)), Math.max(...files.slice(-5))]
    goals.push(
      atMost(`${name}: open files more than after the warm-up (${late} now)`, late - early, 5, '', 0),
    )
  }
  return {
    title: `F25: ${RATES.registers} registers, ${RATES.pages} public pages and ${RATES.desks} pages of the office a second for ${minutes} minutes (median, 95 %, longest)`,
    lines: [line('registers', registers), line('public pages', pages), line('pages of the office', desks)],
    goals,
  }
}
