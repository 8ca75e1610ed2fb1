// The office's rows: planning 25 cohorts, searching 100,000 people, importing 10,000. Each beside the least a database needs
// for the same rows, in the same run.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { bundleInto } from '../bundle.mjs'
import { root } from '../launcher/paths.mjs'
import { say, step } from '../launcher/say.mjs'
import { addEmpty, addNamed, addPlanned, rosterOf } from './office-world.mjs'
import { atMost } from './rounds.mjs'
import { median } from './stats.mjs'

const REGISTERED = '2024-04-15'
const SEARCHES = ['علی‌رضا', 'كاظمي', 'عليرضا محمد', 'نژاد زهرا', 'ضایی', 'کاکه خانی پروین']
const PLAN = { days: [0, 2], time: '15:00', startDay: '2024-05-11' }

export const ask = async (child, message) => {
  const answer = await new Promise((done, fail) => {
    const ended = () => fail(new Error('the worker ended'))
    child.once('exit', ended)
    child.once('message', (said) => {
      child.off('exit', ended)
      done(said)
    })
    child.send(message)
  })
  if (answer.error) throw new Error(answer.error)
  return answer
}

/** A process of the product's own commands, signed in as the officer. */
export async function openWorker({ database, officer, later }) {
  const target = join(root, 'dist/bench')
  await bundleInto(root, target, { 'office-work': join(import.meta.dirname, 'office-work.mjs') })
  const start = async () => {
    const child = fork(join(target, 'office-work.mjs'), {
      env: { ...process.env, ...database.env, NODE_ENV: 'production' },
      stdio: 'inherit',
    })
    later(() => child.kill())
    await ask(child, { work: 'begin', hash: officer.hash })
    return child
  }
  return start
}

export const times = async (count, work) => {
  const all = []
  for (let i = 0; i < count; i += 1) all.push(await work(i))
  const sorted = all.toSorted((a, b) => a - b)
  return { median: median(all), least: sorted[0], most: sorted.at(-1) }
}

export const clock = async (work) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function playPlan({ database: { sql }, rounds }, start) {
  await addPlanned(sql)
  await sql.unsafe('vacuum analyze')
  const cohorts = (await sql`select id from bench.plan order by n`).map(({ id }) => id)
  const child = await start()
  await ask(child, { work: 'plan', cohorts: cohorts.slice(0, 1), asked: PLAN })
  const planned = await times(rounds, async () => {
    const { ms, sessions } = await ask(child, { work: 'plan', cohorts, asked: PLAN })
    if (sessions !== 750) throw new Error(`${sessions} sessions were planned, 750 expected`)
    return ms
  })
  child.disconnect()
  await sql.unsafe(
    'create table bench.planned as select * from app.session where cohort_id in (select id from bench.plan)',
  )
  const plain = await times(rounds, () =>
    clock(async () => {
      await sql.unsafe('begin; delete from app.session where cohort_id in (select id from bench.plan)')
      await sql.unsafe('insert into app.session select * from bench.planned; commit')
    }),
  )
  return {
    title: 'Plan: 25 cohorts, 750 sessions generated, checked, written and audited',
    lines: [
      ['planned at once', planned],
      ['the same rows, one statement', plain],
    ],
    goals: [atMost('25 cohorts planned', planned.median, 1000, ' ms', 0)],
  }
}

async function playPeople({ database: { sql }, rounds }, start) {
  await step('Filling in 100,000 people', () => addNamed(sql))
  await sql.unsafe('vacuum analyze')
  const [{ id: runId }] = await sql`select id from bench.run`
  const child = await start()
  const lines = []
  let worst = 0
  for (const search of SEARCHES) {
    let total
    const seen = await times(Math.max(rounds, 5) * 4, async () => {
      const answer = await ask(child, { work: 'search', runId, search })
      total = answer.total
      return answer.ms
    })
    worst = Math.max(worst, seen.median)
    lines.push([`«${search}»`, seen, `${total} found`])
  }
  child.disconnect()
  // The same question with nothing around it: by the index as the owner, and by reading every row.
  const plain = `select count(*), min(id::text) from app.person where fold like '%علیرضا%'`
  const indexed = await times(20, () => clock(() => sql.unsafe(plain)))
  await sql.unsafe('set enable_bitmapscan = off; set enable_indexscan = off')
  const sequential = await times(20, () => clock(() => sql.unsafe(plain)))
  await sql.unsafe('reset enable_bitmapscan; reset enable_indexscan')
  return {
    title: 'People: a list of 100,000 searched by parts of names, a page of 50 with the number found',
    lines: [
      ...lines,
      ['the name alone, by the index', indexed],
      ['the name alone, all rows read', sequential],
    ],
    goals: [atMost('slowest search', worst, 50, ' ms')],
  }
}

const WRITTEN = ['person', 'person_key', 'consent', 'enrolment']

/** The same rows once more, by one statement a table, into tables of the same columns and indexes. */
async function written(sql) {
  const those = 'select person_id from app.enrolment where cohort_id in (select id from bench.fresh)'
  for (const table of WRITTEN) {
    const which =
      { person: `id in (${those})`, enrolment: 'cohort_id in (select id from bench.fresh)' }[table] ??
      `person_id in (${those})`
    await sql.unsafe(`create table bench.rows_${table} as select * from app.${table} where ${which}`)
    await sql.unsafe(`create table bench.copy_${table} (like app.${table} including indexes)`)
  }
  return times(3, async () => {
    for (const table of WRITTEN) await sql.unsafe(`truncate bench.copy_${table}`)
    return clock(async () => {
      for (const table of WRITTEN)
        await sql.unsafe(`insert into bench.copy_${table} select * from bench.rows_${table}`)
    })
  })
}

async function playImport({ database: { sql } }, start) {
  await addEmpty(sql)
  await sql.unsafe('vacuum analyze')
  const [{ id: runId }] = await sql`select id from bench.run`
  const bytes = (await rosterOf(sql)).toString('base64')
  const child = await start()
  const seen = await ask(child, { work: 'import', runId, bytes, registeredOn: REGISTERED })
  child.disconnect()
  const [{ n }] =
    await sql`select count(*)::int n from app.enrolment where cohort_id in (select id from bench.fresh)`
  if (seen.taken !== 10_000 || n !== 10_000)
    throw new Error(`${seen.taken} were taken and ${n} are enrolled, 10,000 expected`)
  const one = { median: seen.ms, least: seen.ms, most: seen.ms }
  return {
    title: 'Import: an office file of 10,000 people, from its bytes to their enrolments',
    lines: [
      ['import', one, `peak ${seen.peak.toFixed(0)} MB, resting ${seen.resting.toFixed(0)} MB`],
      ['the same rows, one statement a table', await written(sql)],
    ],
    goals: [
      atMost('10,000 people', seen.ms / 1000, 20, ' s'),
      atMost('peak memory of the process', seen.peak, 300, ' MB', 0),
    ],
  }
}

export async function playOffice(context) {
  const start = await openWorker(context)
  const results = []
  for (const [row, play] of Object.entries({ plan: playPlan, people: playPeople, import: playImport })) {
    if (!context.rows.includes(row)) continue
    say(`Row ${row}`)
    results.push(await play(context, start))
  }
  return results
}
