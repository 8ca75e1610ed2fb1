// Row 5: the monthly panel over HTTP beside pgbench on the same statement, and whether it grows with attendance.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, step } from '../launcher/say.mjs'
import { playPgbench } from './pgbench.mjs'
import { figures, goal, playRounds, quietRounds, ratio, sampler, summary } from './rounds.mjs'
import { openDatabase, startFront } from './servers.mjs'
import { fillWorld, grow, resetWorld, signIn } from './world.mjs'

const CLIENTS = 8
const WARM = 600

/** Another database of the same server, the same world with more attendance and as many rollup rows. */
async function openGrown(context, size) {
  const { run, later, room, database } = context
  const grown = await openDatabase({
    given: process.env.DATABASE_URL,
    run,
    later,
    room,
    serverUrl: database.server,
  })
  await step(`Growing the attendance to ${size.toLocaleString('en')} rows`, async () => {
    await fillWorld(grown.sql)
    await signIn(grown.sql, room.keys.authSecret)
    await resetWorld(grown.sql)
    await grow(grown.sql, size)
    await grown.sql.unsafe('vacuum analyze')
  })
  return grown
}

/** One front server on a database, and what asks it. */
async function open(context, database, name) {
  const [{ id }] = await database.sql`select id from bench.run`
  const server = await startFront(database, context.run)
  const path = `/api/panel/v1?run=${id}`
  const file = join(context.room.folder, `panel-${name}.ndjson`)
  writeFileSync(file, JSON.stringify({ method: 'GET', path, headers: { cookie: context.officer.cookie } }))
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    headers: { cookie: context.officer.cookie },
  })
  const { status, months } = await answer.json()
  if (status !== 'ok') throw new Error(`the panel of ${name} is refused to its officer: ${status}`)
  return { ...server, file, run: id, months }
}

async function proveAnswers(sql, servers) {
  const [{ sum }] = await sql`select sum(credited_minutes)::int sum from app.attendance`
  for (const [name, { months }] of Object.entries(servers)) {
    const shown = months.reduce((total, month) => total + month.creditedMinutes, 0)
    if (shown !== sum) throw new Error(`the panel of ${name} shows ${shown} minutes, ${sum} are stored`)
  }
}

export async function playPanel(context) {
  const { database, pgbench, driver, rounds, seconds, big, officer, admin } = context
  await resetWorld(database.sql)
  await database.sql.unsafe('vacuum analyze')
  const sizes = big ? { '1 M': 1_000_000, '20 M': 20_000_000 } : { '1 M': 1_000_000 }
  const servers = { '19 k': await open(context, database, '19k') }
  for (const [name, size] of Object.entries(sizes)) {
    servers[name] = await open(context, await openGrown(context, size), name.replace(' ', ''))
  }
  await proveAnswers(database.sql, servers)
  await admin.unsafe('checkpoint').catch(() => {})
  say('Row 5: the monthly panel, 8 at a time')
  const sample = sampler({
    pgPid: database.pid,
    others: [driver.pid, ...Object.values(servers).map((each) => each.pid)],
  })
  const subjects = {}
  for (const [name, server] of Object.entries(servers)) {
    subjects[`front ${name}`] = async () => {
      let before
      const order = {
        port: server.port,
        file: server.file,
        clients: CLIENTS,
        warm: WARM,
        seconds,
        expect: '"status":"ok"',
      }
      const played = await driver.play(order, () => {
        before = sample(server.pid)
      })
      return figures({ ...played, before, after: sample(server.pid) })
    }
  }
  if (pgbench) {
    const script = `select app.month_panel_by_session('\\x${officer.hash}'::bytea, '${servers['19 k'].run}'::uuid);`
    const asked = {
      ...pgbench,
      url: database.appUrl,
      script,
      clients: CLIENTS,
      seconds,
      room: context.room.folder,
    }
    subjects['pgbench 19 k'] = async () =>
      figures(await playPgbench({ ...asked, sample: (pid) => sample(0, pid) }))
  }
  const records = await playRounds(subjects, rounds, say)
  for (const server of Object.values(servers)) await server.stop()
  const quiet = quietRounds(records)
  const seen = Object.fromEntries(Object.keys(subjects).map((name) => [name, summary(quiet.used, name)]))
  const goals = []
  if (pgbench)
    goals.push(goal('panels/s over pgbench', ratio(quiet.used, 'front 19 k', 'pgbench 19 k'), { least: 0.5 }))
  for (const name of Object.keys(sizes)) goals.push(growth(quiet.used, name))
  return { clients: CLIENTS, records, ...quiet, used: quiet.used.length, subjects: seen, goals }
}

/** The median answer must not take longer for more attendance: within a tenth either way. */
function growth(used, name) {
  const value = ratio(used, `front ${name}`, 'front 19 k', 'p50')
  const met = value.median >= 0.9 && value.median <= 1.1
  return {
    text: `p50 with ${name} rows over p50 with 19 k`,
    ...value,
    kind: 'within',
    target: '0.9 to 1.1',
    met,
  }
}
