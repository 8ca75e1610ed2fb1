// Rows 1 and 2: saving the register of 25 people, beside pgbench and beside a bare server.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { playPgbench } from './pgbench.mjs'
import { figures, goal, playRounds, quietRounds, ratio, sampler, summary } from './rounds.mjs'
import { startBare, startFront } from './servers.mjs'
import { proveSaves, resetWorld } from './world.mjs'

const STATEMENT = `select app.save_register_by_session(b.hash, b.body::jsonb, 'bench') from bench.payload b where b.n = :n;`
const WARM = 600

/** The requests of both HTTP subjects, in the same order as pgbench takes them. */
function writeRequests(room, payloads) {
  const write = (name, make) => {
    const file = join(room.folder, `${name}.ndjson`)
    writeFileSync(file, payloads.map((each) => JSON.stringify(make(each))).join('\n'))
    return file
  }
  return {
    front: write('front', ({ cookie, body }) => ({ path: '/api/register/v1', headers: { cookie }, body })),
    bare: write('bare', ({ hash, body }) => ({ path: '/', headers: { 'x-hash': hash }, body })),
  }
}

/** As before the first round, planned and written out. */
async function prepare({ sql, admin }) {
  await resetWorld(sql)
  await sql.unsafe('vacuum analyze')
  await admin.unsafe('checkpoint').catch(() => {})
  const [row] = await sql`select count(*)::int n from audit.event`
  return row.n
}

export async function playSaves({
  database,
  room,
  payloads,
  pgbench,
  driver,
  run,
  admin,
  rounds,
  seconds,
  clients,
  say,
}) {
  const files = writeRequests(room, payloads)
  const { sql } = database
  const others = [driver.pid]
  const sample = sampler({ pgPid: database.pid, others })
  const http = (start, file) => async () => {
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
  const subjects = { front: http(startFront, files.front), bare: http(startBare, files.bare) }
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
  const records = await playRounds(subjects, rounds, say)
  const quiet = quietRounds(records)
  const subjectsSeen = Object.fromEntries(
    Object.keys(subjects).map((name) => [name, summary(quiet.used, name)]),
  )
  return {
    clients,
    records,
    ...quiet,
    used: quiet.used.length,
    subjects: subjectsSeen,
    goals: goals(quiet.used, clients, pgbench),
  }
}

function goals(used, clients, pgbench) {
  const all = []
  if (clients > 1) {
    if (pgbench) all.push(goal('saves/s over pgbench', ratio(used, 'front', 'pgbench'), { least: 0.4 }))
    all.push(goal('saves/s over the bare server', ratio(used, 'front', 'bare'), { least: 0.8 }))
    return all
  }
  if (pgbench) all.push(goal('p50 over p50 of pgbench', ratio(used, 'front', 'pgbench', 'p50'), { most: 3 }))
  const own = used.map((record) => ({ front: { tail: record.front.p95 }, self: { tail: record.front.p50 } }))
  all.push(goal('p95 over its own p50', ratio(own, 'front', 'self', 'tail'), { most: 3 }))
  return all
}
