// F24: twenty officers of a province with ten years behind it, each at a page as soon as the one before has come and been looked
// at for a second; then every file the office takes away, with the memory of each program watched.
import { readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { step } from '../../launcher/say.mjs'
import { cpuOf } from '../cpu.mjs'
import { atMost } from '../rounds.mjs'
import { openApplication } from '../servers.mjs'
import { fillYears, OF_PROVINCE, OFFICERS, YEARS } from './desk-world.mjs'
import { get, lengthOf, line, shares } from './pace.mjs'

/** What came of a request that was not answered. */
const NOTHING = { status: 0, length: 0 }
/** How long somebody looks at a page before the next click. */
const LOOK_MS = 1000
const OFFICE = '/fa/office'
const NOW = `run=DESK-${YEARS - 1}`
const BREAKDOWNS = [
  'R-07&by=sex',
  'R-08&by=month',
  'R-09&by=month',
  'R-10&by=sex',
  'R-10&by=county&and=month',
  'R-11&by=zone',
  'R-15&by=facilitator',
]
const LISTS = [
  '/people',
  '/people?q=زهرا',
  '/sessions',
  '/sessions?state=approved',
  '/cohorts',
  '/inbox',
  '/tasks',
  '/quality',
  '/calendar',
  '/search?q=کاظمی',
]
const PLANS = ['/targets', '/logframe', '/quarters', '/releases', '/reports']
const QUARTER = '/quarters/1403-2'

/** What leaves the house, by its address; the last ones need what only the whole province may see. */
const FILES = {
  'people, workbook': '/people/list.xlsx',
  'sessions, workbook': '/sessions/list.xlsx',
  'completed, workbook': '/reports/completed.xlsx',
  'completed, PDF': '/reports/completed.pdf',
  'all figures, workbook': '/indicators/figures.xlsx',
  'all figures, CSV': '/indicators/figures.csv',
  'indicators, workbook': '/indicators/table.xlsx',
  'a group’s marks, workbook': `/cohorts/${YEARS - 1}-B-0/attendance.xlsx`,
}

const asked = (path, run = NOW) => encodeURI(`${OFFICE}${path}${path.includes('?') ? '&' : '?'}${run}`)

/** The kinds of pages, each with its addresses; the indicators are those that their list names. */
async function pagesOf(port, cookie) {
  const answer = await fetch(`http://127.0.0.1:${port}${asked('/indicators')}`, { headers: { cookie } })
  const codes = [...new Set((await answer.text()).match(/\/indicators\/[ROQ]-\d\d/g))]
    .map((path) => path.slice(-4))
    .sort()
  if (codes.length < 30) throw new Error(`the list of the indicators names ${codes.length}`)
  return {
    overview: [asked('')],
    'all indicators': [asked('/indicators')],
    ...Object.fromEntries(codes.map((code) => [code, [asked(`/indicators/${code}`)]])),
    'an indicator of a year gone by': ['R-07', 'R-09', 'R-10', 'R-11'].map((code, y) =>
      asked(`/indicators/${code}`, `run=DESK-${y * 2}`),
    ),
    'a breakdown': BREAKDOWNS.map((one) => asked(`/indicators/${one.replace('&', '?')}`)),
    'a list': LISTS.map((path) => asked(path)),
    'targets, plan, quarters': PLANS.map((path) => asked(path)),
    'a quarter': [asked(QUARTER)],
  }
}

/**
 * One officer: round by round through everything, each beginning somewhere else, until there is no time left. What is not hers to see (a
 * county has no quarter to prepare) is answered 404 and asked no second time.
 */
async function officer({ n, port, cookie, pages, until, seen }) {
  const agent = new Agent({ keepAlive: true })
  const all = Object.entries(pages).flatMap(([kind, paths]) => paths.map((path) => ({ kind, path })))
  const closed = new Set()
  for (let i = Math.floor((n * all.length) / OFFICERS); performance.now() < until; i += 1) {
    const { kind, path } = all[i % all.length]
    if (closed.has(path)) continue
    const begun = performance.now()
    const { status, length } = await get(port, agent, path, { cookie, 'accept-encoding': 'gzip' }).catch(
      () => NOTHING,
    )
    if (status === 404 && n >= OF_PROVINCE) closed.add(path)
    else
      seen.push({
        kind,
        path,
        ms: performance.now() - begun,
        failed: status !== 200 || length < 1000,
        status,
      })
    await sleep(LOOK_MS)
  }
  agent.destroy()
}

function told(name, some) {
  const sorted = some.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return { name, ...shares(sorted), n: some.length, errors: some.filter(({ failed }) => failed).length }
}

async function playPages({ port, servers, database, cookies, full, say }) {
  const seconds = lengthOf(full ? 1200 : 240)
  const pages = await pagesOf(port, cookies[0].cookie)
  // What is read from the disk the first time, and compiled: nobody's click.
  const agent = new Agent({ keepAlive: true })
  for (const path of Object.values(pages).flat()) await get(port, agent, path, { cookie: cookies[0].cookie })
  agent.destroy()
  say(`F24: ${OFFICERS} officers at ${Object.values(pages).flat().length} pages for ${seconds} s`)
  const seen = []
  const used = () => servers.map(({ pid }) => cpuOf(pid)).concat(cpuOf(database.pid))
  const before = used()
  const begun = performance.now()
  await Promise.all(
    cookies.map(({ cookie }, n) => officer({ n, port, cookie, pages, until: begun + seconds * 1000, seen })),
  )
  const took = performance.now() - begun
  const [next, front, , base] = used().map((ms, at) => ms - before[at])
  say(
    `  ${(seen.length / (took / 1000)).toFixed(1)} pages a second; processors a page: Next ${(next / seen.length).toFixed(0)} ms, front ${(front / seen.length).toFixed(0)} ms, database ${(base / seen.length).toFixed(0)} ms`,
  )
  const wrong = seen.filter(({ failed }) => failed)
  for (const one of wrong.slice(0, 5)) say(`  ${one.status}: ${one.path}`)
  const kinds = Object.keys(pages).map((kind) =>
    told(
      kind,
      seen.filter((one) => one.kind === kind),
    ),
  )
  const asked = kinds.filter(({ n }) => n > 0)
  const worst = asked.toSorted((a, b) => b.p95 - a.p95)[0]
  const late = asked.filter(({ p95 }) => p95 > 1000)
  return {
    title: `F24: ${OFFICERS} officers, 2,000,000 marks of ten years, for ${seconds} s (median, 95 %, longest)`,
    lines: asked.map((one) => line(one.name, one)),
    goals: [
      atMost(`95 % of the slowest kind of page (${worst.name})`, worst.p95, 1000, ' ms', 0),
      atMost(`kinds of pages of ${asked.length} that take longer`, late.length, 0, '', 0),
      atMost('failed', wrong.length, 0, '', 0),
    ],
  }
}

const memory = (pid, what) =>
  Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

/** The largest that each program is while something is done, over what it was before. */
async function grown(servers, work) {
  const before = servers.map(({ pid }) => memory(pid, 'VmRSS'))
  const most = [...before]
  let over = false
  const watching = (async () => {
    while (!over) {
      for (const [at, { pid }] of servers.entries()) most[at] = Math.max(most[at], memory(pid, 'VmRSS'))
      await sleep(20)
    }
  })()
  const answer = await work()
  over = true
  await watching
  return { answer, growth: most.map((mb, at) => mb - before[at]), most }
}

async function playFiles({ port, servers, database: { sql }, cookies, say }) {
  say(`F24: ${Object.keys(FILES).length} files of the office`)
  // The second factor is shown again before a file is taken out.
  const agent = new Agent({ keepAlive: true })
  const lines = []
  const growths = []
  let errors = 0
  for (const [name, path] of Object.entries(FILES)) {
    await sql`update app.auth_session set factor_at = now()`
    const begun = performance.now()
    const { answer, growth, most } = await grown(servers, () =>
      get(port, agent, asked(path), { cookie: cookies[0].cookie }).catch(() => NOTHING),
    )
    const ms = performance.now() - begun
    const good = answer.status === 200 && answer.length > 1000
    if (!good) {
      errors += 1
      say(`  ${answer.status}: ${path}`)
    }
    growths.push(Math.max(...growth))
    lines.push([
      name,
      { median: ms, least: ms, most: ms },
      `${(answer.length / 1024).toFixed(0)} kB; Next ${growth[0].toFixed(0)} MB more, ${most[0].toFixed(0)} at the most`,
    ])
  }
  agent.destroy()
  return {
    title: 'F24: the files the office takes away, one after the other, over one year of the ten',
    lines,
    goals: [
      atMost('the most that a program grew while a file was written', Math.max(...growths), 200, ' MB', 0),
      atMost('failed', errors, 0, '', 0),
    ],
  }
}

export async function playDesk({ run, later, given, full, say }) {
  let filled
  const application = await openApplication({
    run,
    later,
    given,
    fill: ({ sql }, room) =>
      step('Filling ten years of a province', async () => {
        filled = await fillYears(sql, room.keys.authSecret)
        return `${filled.sheets.toLocaleString('en')} sheets, ${filled.marks.toLocaleString('en')} marks`
      }),
  })
  const names = ['Next', 'the front server', 'the worker']
  const servers = application.servers.map(({ pid }, at) => ({ pid, name: names[at] }))
  const context = { ...application, servers, cookies: filled.cookies, full, say }
  return [await playPages(context), await playFiles(context)]
}
