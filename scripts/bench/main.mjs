// npm run bench [-- --rounds N --seconds S --rows 1,2,3,4,5,6,7,8,9,11,12,plan,people,import,saw,js,phone,partitions --big]
// npm run bench -- --rows flood,burst,soak,desk [--full]: the whole application under load
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { ensureBundle } from '../launcher/build.mjs'
import { isStopping, onStopSignal, stopAll } from '../launcher/children.mjs'
import { onDatabase } from '../launcher/connection.mjs'
import { report, Stop } from '../launcher/errors.mjs'
import { dataFolder, loadEnvFile, root, runsFolder } from '../launcher/paths.mjs'
import { Run, sweep } from '../launcher/runs.mjs'
import { complain, say, step } from '../launcher/say.mjs'
import { LOAD_ROWS } from './load/main.mjs'
import { findPgbench } from './pgbench.mjs'
import { playHot, playSaves } from './saves.mjs'
import { openDatabase, openRoom, startDriver } from './servers.mjs'
import { printGoals, printLines, printSubjects } from './table.mjs'
import { fillWorld, makePayloads, signIn } from './world.mjs'

const ROWS = '1,2,3,4,5,6,7,8,9,11,12,plan,people,import,saw,js,phone'.split(',')
const OFFICE_ROWS = ['plan', 'people', 'import']
/** What is looked at from a browser; they have servers of their own. */
const BROWSER_ROWS = ['js', 'phone']
/** The released pages: the whole application, and no world of ours. */
const SITE_ROWS = ['7', '8', '9']
/** Asked for by name only: a question about the future, and a quarter of an hour. */
const EXPERIMENTS = ['partitions']
const cleanUp = []
const later = (work) => cleanUp.push(work)
let run
let ending = false

async function finish(code) {
  if (ending) return new Promise(() => {})
  ending = true
  await stopAll()
  for (const work of cleanUp.splice(0).reverse()) {
    try {
      await work()
    } catch (error) {
      report(error)
    }
  }
  run?.close()
  process.exit(code)
}

function options(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '4' },
      rows: { type: 'string', default: ROWS.join(',') },
      big: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
    },
  })
  const rows = values.rows.split(',')
  const known = [...ROWS, ...EXPERIMENTS, ...LOAD_ROWS]
  const wrong = rows.find((row) => !known.includes(row))
  if (wrong !== undefined) throw new Stop(`There is no row "${wrong}"; the rows are ${known.join(', ')}.`)
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  if (!(rounds >= 1) || !(seconds >= 1)) throw new Stop('--rounds and --seconds are numbers from 1 upward.')
  return { rows, rounds: Math.floor(rounds), seconds, big: values.big, full: values.full }
}

/** The world with everybody signed in, and what pgbench and the client are to send. */
async function openWorld(room) {
  const database = await openDatabase({ given: process.env.DATABASE_URL, run, later, room })
  let payloads
  let cookies
  await step('Filling the world', async () => {
    await fillWorld(database.sql)
    cookies = await signIn(database.sql, room.keys.authSecret)
    payloads = await makePayloads(database.sql, cookies)
    return `400 cohorts, ${payloads.length} registers to save`
  })
  const name = new URL(database.url).pathname.slice(1)
  const admin = postgres(onDatabase(database.server, name), { max: 1, onnotice: () => {} })
  later(() => admin.end({ timeout: 2 }))
  return { database, payloads, officer: cookies.at(-1), admin }
}

async function playDatabaseRows(chosen, results) {
  const room = openRoom(run, later)
  const world = await openWorld(room)
  const driver = startDriver(later)
  const pgbench = findPgbench()
  if (!pgbench) say('There is no pgbench here (PGBENCH names one): the ratios to pgbench are left out.')
  const { database } = world
  results.database = { ...database.about, pid: undefined, pgbench: pgbench?.version ?? null }
  const context = { ...world, room, driver, pgbench, run, later, say, ...chosen }
  // Row 3 is what row 1 costs: one playing tells both.
  if (chosen.rows.includes('1') || chosen.rows.includes('3')) {
    say(`Rows 1 and 3: saving a register, 8 at a time (${chosen.rounds} rounds of ${chosen.seconds} s)`)
    results.row1 = await playSaves({ ...context, clients: 8 })
  }
  if (chosen.rows.includes('2')) {
    say('Row 2: saving a register, one at a time')
    results.row2 = await playSaves({ ...context, clients: 1 })
  }
  if (chosen.rows.includes('4')) {
    say('Row 4: 10,000 registers recorded without a network')
    const { playSync } = await import('./sync.mjs')
    results.row4 = await playSync(context)
  }
  if (chosen.rows.includes('5')) {
    const { playPanel } = await import('./panel.mjs')
    results.row5 = await playPanel(context)
  }
  if (chosen.rows.includes('6')) {
    const { playReport } = await import('./report.mjs')
    results.row6 = await playReport(context)
  }
  if (chosen.rows.includes('11')) {
    say('Row 11: saving registers of one group, 8 at a time')
    results.row11 = await playHot({ ...context, clients: 8 })
  }
  if (chosen.rows.includes('12')) {
    const { playMixed } = await import('./mixed.mjs')
    results.row12 = await playMixed(context)
  }
  if (chosen.rows.some((row) => OFFICE_ROWS.includes(row))) {
    const { playOffice } = await import('./office.mjs')
    results.office = await playOffice(context)
  }
  if (chosen.rows.includes('saw')) {
    const { playSaw } = await import('./saw.mjs')
    results.saw = await playSaw(context)
  }
}

function print(results) {
  say()
  say(
    `Node ${process.versions.node}, ${results.machine.cpus} processors, load ${results.machine.load.join(' ')}`,
  )
  if (results.database) {
    const { version, fsync, synchronous_commit, pgbench } = results.database
    say(
      `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${synchronous_commit}; pgbench ${pgbench ?? 'none'}`,
    )
  }
  const titles = {
    row1: 'Rows 1 and 3: save a register, c=8',
    row2: 'Row 2: save a register, c=1',
    row5: 'Row 5: the monthly panel, c=8',
    row7: 'Row 7: the public page, c=16',
    row11: 'Row 11: save a register, c=8, all in one group',
    row12: 'Row 12: save a register, c=8, among reports and pages',
  }
  for (const [name, title] of Object.entries(titles)) {
    if (!results[name]) continue
    printSubjects(title, results[name])
    printGoals(results[name].goals)
  }
  if (results.load)
    say('\nUnder load the columns are: the median, the time of 95 % of the answers, the longest.')
  for (const { title, lines, goals } of [
    results.row4 ?? [],
    results.row6 ?? [],
    results.office ?? [],
    results.saw ?? [],
    results.row8 ?? [],
    results.row9 ?? [],
    results.row10 ?? [],
    results.partitions ?? [],
    results.load ?? [],
  ].flat()) {
    printLines(title, lines)
    printGoals(goals)
  }
  if (results.js) printGoals(results.js.goals, 'JavaScript over an empty page of the framework')
}

export async function main(args) {
  onStopSignal(() => finish(130))
  try {
    process.chdir(root)
    loadEnvFile()
    const chosen = options(args)
    mkdirSync(dataFolder(), { recursive: true })
    await sweep(runsFolder())
    run = new Run(runsFolder(), 'bench')
    await ensureBundle()
    const results = {
      at: new Date().toISOString(),
      rounds: chosen.rounds,
      seconds: chosen.seconds,
      machine: { cpus: cpus().length },
    }
    if (
      chosen.rows.some((row) => ![...BROWSER_ROWS, ...SITE_ROWS, ...EXPERIMENTS, ...LOAD_ROWS].includes(row))
    )
      await playDatabaseRows(chosen, results)
    if (chosen.rows.includes('partitions')) {
      const { playPartitions } = await import('./partitions.mjs')
      const database = await openDatabase({
        given: process.env.DATABASE_URL,
        run,
        later,
        room: openRoom(run, later),
      })
      results.database = { ...database.about, pid: undefined, pgbench: null }
      results.partitions = await playPartitions({ database, rounds: chosen.rounds, say })
    }
    if (chosen.rows.some((row) => SITE_ROWS.includes(row))) {
      const { playSite } = await import('./site/main.mjs')
      Object.assign(results, await playSite({ ...chosen, run, later, given: process.env.DATABASE_URL, say }))
    }
    if (chosen.rows.some((row) => LOAD_ROWS.includes(row))) {
      const { playLoad } = await import('./load/main.mjs')
      results.load = await playLoad({ ...chosen, run, later, given: process.env.DATABASE_URL, say })
    }
    if (chosen.rows.includes('phone')) {
      const { playPhone } = await import('./phone/main.mjs')
      Object.assign(results, await playPhone({ run, later, given: process.env.DATABASE_URL, say }))
    } else if (chosen.rows.includes('js')) {
      const { weighScripts } = await import('./weight.mjs')
      results.js = await weighScripts({ run, later, given: process.env.DATABASE_URL })
    }
    for (const trouble of results.js?.troubles ?? []) complain(trouble)
    results.machine.load = loadavg().map((each) => Number(each.toFixed(1)))
    mkdirSync(join(root, 'test-results'), { recursive: true })
    writeFileSync(join(root, 'test-results/bench.json'), `${JSON.stringify(results, null, 2)}\n`)
    print(results)
    say('All figures: test-results/bench.json')
    await finish(results.js?.troubles.length > 0 ? 1 : 0)
  } catch (error) {
    if (isStopping()) return
    report(error)
    await finish(1)
  }
}
