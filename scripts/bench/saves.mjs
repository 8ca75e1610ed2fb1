// Rows 1, 2 and 3: saving the register of 25 people, beside pgbench and beside a bare server; row 11: all in one group at a time.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { playPgbench } from './pgbench.mjs'
import { figures, goal, playRounds, quietRounds, ratio, sampler, summary } from './rounds.mjs'
import { startBare, startFront } from './servers.mjs'
import { COHORTS, proveSaves, resetWorld, SESSIONS } from './world.mjs'

const STATEMENT = `select app.save_register_by_session(b.hash, b.body::jsonb, 'bench') from bench.payload b where b.n = :n;`
const WARM = 600

const toFront = ({ cookie, body }) => ({ path: '/api/register/v1', headers: { cookie }, body })
const toBare = ({ hash, body }) => ({ path: '/', headers: { 'x-hash': hash }, body })

/** Requests as the client reads them; in the order of the payloads, which is how pgbench takes them too. */
export function writeRequests(room, name, payloads, make = toFront) {
  const file = join(room.folder, `${name}.ndjson`)
  writeFileSync(file, payloads.map((each) => JSON.stringify(make(each))).join('\n'))
  return file
}

/** As before the first round, planned and written out. */
async function prepare({ sql, admin }) {
  await resetWorld(sql)
  await sql.unsafe('vacuum analyze')
  await admin.unsafe('checkpoint').catch(() => {})
  const [row] = await sql`select count(*)::int n from audit.event`
  return row.n
}

/** A turn of the client at a server of its own, proved afterwards by what is stored. */
function httpTurn({ database, run, driver, admin, seconds, clients }, start, file, sample) {
  const { sql } = database
  return async () => {
    const audited = await prepare({ sql, admin })
    const server = await start(database, run)
    let before
    const order = {
      port: server.port,
      file,
      clients,
      warm: WARM,
      seconds,
      expect: '"status":"applied"',
      once: true,
    }
    try {
      const played = await driver.play(order, () => {
        before = sample(server.pid)
      })
      const after = sample(server.pid)
      if (played.exhausted) throw new Error('more saves than sessions: fewer --seconds')
      await proveSaves(sql, played.total, audited)
      return figures({ ...played, before, after })
    } finally {
      await server.stop()
    }
  }
}

async function playSubjects(context, subjects, goalsOf) {
  const records = await playRounds(subjects, context.rounds, context.say)
  const quiet = quietRounds(records)
  const seen = Object.fromEntries(Object.keys(subjects).map((name) => [name, summary(quiet.used, name)]))
  const { clients } = context
  return { clients, records, ...quiet, used: quiet.used.length, subjects: seen, goals: goalsOf(quiet.used) }
}

export async function playSaves(context) {
  const { database, room, payloads, pgbench, driver, admin, seconds, clients } = context
  const { sql } = database
  const sample = sampler({ pgPid: database.pid, others: [driver.pid] })
  const turn = (start, file) => httpTurn(context, start, file, sample)
  const subjects = {
    front: turn(startFront, writeRequests(room, 'front', payloads)),
    bare: turn(startBare, writeRequests(room, 'bare', payloads, toBare)),
  }
  if (pgbench) {
    subjects.pgbench = async () => {
      const audited = await prepare({ sql, admin })
      const asked = {
        ...pgbench,
        url: database.appUrl,
        script: STATEMENT,
        clients,
        seconds,
        room: room.folder,
      }
      const played = await playPgbench({ ...asked, sample: (pid) => sample(0, pid) })
      if (played.total > payloads.length) throw new Error('more saves than sessions: fewer --seconds')
      await proveSaves(sql, played.total, audited)
      return figures(played)
    }
  }
  return playSubjects(context, subjects, (used) => goals(used, clients, pgbench))
}

/** Row 11: eight at a time in one group, whose month and whose 25 people's hours are the same rows; beside 400 groups in turn. */
export async function playHot(context) {
  const { database, room, payloads, driver } = context
  const sample = sampler({ pgPid: database.pid, others: [driver.pid] })
  // Payloads come session by session over all groups; one group after the other is the same list turned.
  const turned = payloads.map((_, n) => payloads[(n % SESSIONS) * COHORTS + Math.floor(n / SESSIONS)])
  const turn = (name, list) => httpTurn(context, startFront, writeRequests(room, name, list), sample)
  const subjects = { spread: turn('spread', payloads), 'one group': turn('hot', turned) }
  return playSubjects(context, subjects, (used) => [
    goal('saves/s in one group over spread ones', ratio(used, 'one group', 'spread'), { least: 0.9 }),
  ])
}

function goals(used, clients, pgbench) {
  const all = []
  if (clients > 1) {
    if (pgbench) all.push(goal('saves/s over pgbench', ratio(used, 'front', 'pgbench'), { least: 0.4 }))
    all.push(goal('saves/s over the bare server', ratio(used, 'front', 'bare'), { least: 0.8 }))
    if (pgbench && used.every(({ front }) => front.pgCpu !== null)) all.push(...cpuGoals(used))
    return all
  }
  if (pgbench) all.push(goal('p50 over p50 of pgbench', ratio(used, 'front', 'pgbench', 'p50'), { most: 3 }))
  const own = used.map((record) => ({ front: { tail: record.front.p95 }, self: { tail: record.front.p50 } }))
  all.push(goal('p95 over its own p50', ratio(own, 'front', 'self', 'tail'), { most: 3 }))
  return all
}

/** Row 3: what one register costs the processors, beside the same statement without an application around it. */
function cpuGoals(used) {
  const cost = used.map(({ front, pgbench }) => ({
    front: { all: front.appCpu + front.pgCpu, pg: front.pgCpu },
    limit: { all: pgbench.pgCpu, pg: 1 },
  }))
  return [
    goal('CPU of server and PostgreSQL a register over pgbench', ratio(cost, 'front', 'limit', 'all'), {
      most: 2,
    }),
    goal('CPU ms of PostgreSQL a register', ratio(cost, 'front', 'limit', 'pg'), { most: 0.4 }),
  ]
}
