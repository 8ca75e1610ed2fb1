// F24: twenty people of the office at the indicators of a province with ten years of attendance, and an export beside them.
import { readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { step } from '../../launcher/say.mjs'
import { APPROVED } from '../report.mjs'
import { atMost } from '../rounds.mjs'
import { grow } from '../world.mjs'
import { get, lengthOf, line, shares } from './pace.mjs'

const USERS = 20
/** How long somebody looks at a page before she asks for the next one. */
const LOOKS_MS = 8000
const ROWS = Number(process.env.LOAD_MARKS ?? 2_000_000)
const BAR_MS = 1000
const BASE = '/fa/office/indicators'
const ASKED = '?run=BENCH'
const EXPORTS = ['figures.xlsx', 'figures.csv', 'table.xlsx']

const memoryOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

/** The pages of the indicators, as the list of them links to them. */
async function pagesOf(port, cookie) {
  const { status, text } = await get(port, undefined, `${BASE}${ASKED}`, { cookie }, { text: true })
  if (status !== 200) throw new Error(`the list of the indicators answered ${status}`)
  const codes = new Set([...text.matchAll(/\/fa\/office\/indicators\/([A-Z]+-\d+)/g)].map(([, code]) => code))
  if (codes.size < 10) throw new Error(`the list of the indicators links to ${codes.size} pages`)
  return [BASE, ...[...codes].sort().map((code) => `${BASE}/${code}`)]
}

export async function playDesks({ port, servers, database: { sql }, officer, full, say }) {
  const seconds = lengthOf(full ? 180 : 60)
  await step(`Growing the attendance to ${ROWS.toLocaleString('en')} rows, all of it counted`, async () => {
    await grow(sql, ROWS)
    await sql.unsafe(APPROVED)
    await sql.unsafe('vacuum analyze')
  })
  const { cookie } = officer
  const pages = await pagesOf(port, cookie)
  say(`F24: ${USERS} people of the office at ${pages.length} pages for ${seconds} s`)
  const agent = new Agent({ keepAlive: true })
  const seen = new Map(pages.map((path) => [path, []]))
  let errors = 0
  for (const path of pages) await get(port, agent, `${path}${ASKED}`, { cookie })
  const end = performance.now() + seconds * 1000
  const user = async (number) => {
    await sleep((LOOKS_MS * number) / USERS)
    for (let i = number * 7; performance.now() < end; i += 1) {
      const path = pages[i % pages.length]
      const begun = performance.now()
      const { status } = await get(port, agent, `${path}${ASKED}`, { cookie })
      seen.get(path).push(performance.now() - begun)
      if (status !== 200) errors += 1
      await sleep(Math.max(0, LOOKS_MS - (performance.now() - begun)))
    }
  }
  await Promise.all(Array.from({ length: USERS }, (_, number) => user(number)))
  const next = servers.find(({ name }) => name === 'Next').pid
  const rested = memoryOf(next)
  let peak = rested
  const timer = setInterval(() => (peak = Math.max(peak, memoryOf(next))), 50)
  const exported = []
  for (const file of EXPORTS) {
    const begun = performance.now()
    const { status, length } = await get(port, agent, `${BASE}/${file}${ASKED}`, { cookie })
    exported.push([file, performance.now() - begun, `${status}, ${length} bytes`])
    if (status !== 200) errors += 1
  }
  clearInterval(timer)
  agent.destroy()
  const all = [...seen]
    .map(([path, each]) => [path, each.toSorted((a, b) => a - b)])
    .filter(([, each]) => each.length > 0)
  const slowest = all.map(([path, each]) => [path, shares(each)]).sort((a, b) => b[1].p95 - a[1].p95)
  const together = all.flatMap(([, each]) => each).sort((a, b) => a - b)
  const over = slowest.filter(([, { p95 }]) => p95 > BAR_MS)
  return {
    title: `F24: ${USERS} people, ${pages.length} pages of indicators, ${ROWS.toLocaleString('en')} marks (median, 95 %, longest)`,
    lines: [
      line('all pages', { ...shares(together), n: together.length, errors }),
      ...slowest
        .slice(0, 5)
        .map(([path, each]) =>
          line(path.slice(BASE.length) || 'the list', { ...each, n: seen.get(path).length, errors: 0 }),
        ),
      ...exported.map(([file, ms, more]) => [file, { median: ms, least: ms, most: ms }, more]),
    ],
    goals: [
      atMost('95 % of the slowest page', slowest[0][1].p95, BAR_MS, ' ms', 0),
      atMost('pages over a second', over.length, 0, '', 0),
      atMost('failed', errors, 0, '', 0),
      atMost(
        `memory of Next for exports, over ${rested.toFixed(0)} MB at rest`,
        peak - rested,
        200,
        ' MB',
        0,
      ),
    ],
  }
}
