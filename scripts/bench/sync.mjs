// Row 4: 10,000 registers recorded without a network, sent by phones in batches of 100 through /api/sync/v1/push, beside COPY
// of the rows that were written into the same tables with the same constraints, triggers and indexes, over as many connections:
// sheets, marks, taps, batches, audit and months. What COPY cannot do is left out of it: the hours of 10,000 people, changed in place.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { GROUPS, identity, leadTogether, newPhone, operationsOf, post, signedBatch } from './phones.mjs'
import { goal, quietRounds, ratio, sampler } from './rounds.mjs'
import { startFront } from './servers.mjs'
import { median } from './stats.mjs'
import { COHORTS, PEOPLE, resetWorld } from './world.mjs'

const REGISTERS = 10_000
const BATCH = 100
const IN_FLIGHT = 2
/** Phones, and what each sends: 25 marks, a head count and the handing in of each sheet. */
async function makeBatches(sql, payloads) {
  await leadTogether(sql)
  const targets = await sql`select id, cohort from bench.target order by n`
  const owners = await sql`select n, user_id, scope_id from bench.cohort where n % ${GROUPS} = 0 order by n`
  const ofOwner = new Map(owners.map((each) => [each.n / GROUPS, []]))
  for (const [i, each] of targets.entries()) ofOwner.get(Math.floor(each.cohort / GROUPS)).push(payloads[i])
  const batches = []
  for (const owner of owners) {
    const phone = await newPhone(sql, owner)
    const ops = ofOwner
      .get(owner.n / GROUPS)
      .slice(0, BATCH)
      .flatMap(({ body }) => operationsOf(JSON.parse(body)))
    const { cookie } = payloads[targets.findIndex((each) => each.cohort === owner.n)]
    batches.push({ cookie, ...signedBatch(phone, { batch: identity(`batch ${owner.n}`), seq: 0, ops }) })
  }
  return batches
}

/** Sends all batches, a few at a time, and answers the milliseconds. */
async function sendAll(port, batches) {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT })
  const answers = []
  const begun = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (next < batches.length) {
        const i = next++
        answers[i] = await post(port, agent, batches[i])
      }
    }),
  )
  const ms = performance.now() - begun
  agent.destroy()
  const bad = answers.find(
    (each) => each.status !== 200 || /"(conflict|quarantined|duplicate)"/.test(each.text),
  )
  if (bad) {
    const odd = /.{60}"(conflict|quarantined|duplicate)".{120}/.exec(bad.text)?.[0]
    throw new Error(`a batch was answered ${bad.status}: ${odd ?? bad.text.slice(0, 300)}`)
  }
  return { ms, answers: answers.map((each) => each.text) }
}

const RESET = `
truncate app.quarantine, app.sync_batch, app.sync_conflict, app.sync_flag, app.operation_text;
update app.device set pending = '{}', agreed = '{}', mismatches = 0;`
const OURS = 'select id from app.operation where device_id is not null'
/** What a batch leaves behind: which rows of each table, and by what they are divided among the connections (a group is one's). */
const TABLES = {
  'app.session': ["status = 'SUBMITTED'", 'scope_id'],
  'app.attendance': [`op_id in (${OURS})`, 'scope_id'],
  'app.operation': ['device_id is not null', 'scope_id'],
  'app.sync_batch': ['true', 'id'],
  'audit.event': ["action = 'session.submit' and seq > $audited", 'entity_id'],
  'app.cohort_month': ['true', 'scope_id'],
}

/** COPY brings the sheets and the months itself. */
const WITHOUT_SHEETS =
  'delete from app.session where id in (select id from bench.target); truncate app.cohort_month;'

async function prepare(sql, admin, more = '') {
  await sql.unsafe(RESET)
  await resetWorld(sql)
  if (more) await sql.unsafe(more)
  await sql.unsafe('vacuum analyze')
  await admin.unsafe('checkpoint').catch(() => {})
}

async function prove(sql, audited) {
  const [row] = await sql`select
    (select count(*)::int from app.session where status = 'SUBMITTED') sheets,
    (select count(*)::int from app.operation where device_id is not null) taps,
    (select count(*)::int from app.attendance where op_id in (select id from app.operation where device_id is not null)) marks,
    (select count(*)::int from audit.event) - ${audited} audited,
    (select count(*)::int from app.quarantine) waiting,
    (select sum(credited_minutes)::bigint from app.cohort_month) = (select sum(credited_minutes)::bigint from app.attendance)
      and (select sum(credited_minutes)::bigint from app.enrolment) = (select sum(credited_minutes)::bigint from app.attendance) agrees`
  const wanted = {
    sheets: REGISTERS,
    taps: REGISTERS * (PEOPLE + 2),
    marks: REGISTERS * PEOPLE,
    audited: REGISTERS,
    waiting: 0,
    agrees: true,
  }
  for (const [name, value] of Object.entries(wanted))
    if (row[name] !== value)
      throw new Error(`the work is not proved: ${name} is ${row[name]}, ${value} expected`)
}

/** Everything the batches wrote, as one number that changes with any row. */
async function standsAs(sql) {
  const [row] = await sql`select (select sum(hashtextextended(x::text, 0)) from app.session x) sheets,
    (select sum(hashtextextended(x::text, 0)) from app.attendance x) marks, (select count(*) from app.operation) taps,
    (select sum(hashtextextended(x::text, 0)) from app.enrolment x) hours, (select count(*) from app.sync_batch) batches`
  return JSON.stringify(row)
}

/** The rows that were written, as COPY takes them, in as many files as there are connections; the server reads them itself. */
async function takeRows(sql, folder, audited) {
  const parts = []
  for (const [table, [where, key]] of Object.entries(TABLES)) {
    const [{ columns }] =
      await sql`select string_agg(quote_ident(attname), ', ' order by attnum) columns from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''`
    for (let part = 0; part < IN_FLIGHT; part += 1) {
      const file = join(folder, `${table}-${part}`)
      const rows = `${where.replace('$audited', audited)} and abs(hashtext(${key}::text) % ${IN_FLIGHT}) = ${part}`
      await sql.unsafe(`copy (select ${columns} from ${table} where ${rows}) to '${file}'`)
      parts.push({ table, columns, part, file })
    }
  }
  return parts
}

/** The milliseconds of COPY, and how many of them until marks, taps and batches were in. */
async function copyAll(url, parts) {
  const links = Array.from({ length: IN_FLIGHT }, () => postgres(url, { max: 1, onnotice: () => {} }))
  await Promise.all(links.map((link) => link`select 1`))
  const spent = {}
  const begun = performance.now()
  await Promise.all(
    links.map((link, part) =>
      link.begin(async (sql) => {
        for (const each of parts.filter((one) => one.part === part)) {
          const from = performance.now()
          await sql.unsafe(`copy ${each.table} (${each.columns}) from '${each.file}'`)
          spent[each.table] = (spent[each.table] ?? 0) + (performance.now() - from) / IN_FLIGHT
        }
      }),
    ),
  )
  const ms = performance.now() - begun
  await Promise.all(links.map((link) => link.end()))
  return { ms, spent }
}

/** A folder that the server's own account may write to. */
function sharedFolder(run, later) {
  const folder = mkdtempSync(join(tmpdir(), 'tabavar-copy-'))
  chmodSync(folder, 0o777)
  run.addFolder(folder)
  later(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The processor's milliseconds of a register, for a machine on which the clock says little. */
const busy = (records) =>
  records.map(({ phones, copy }) => ({
    phones: { cpu: phones.appCpu + phones.pgCpu },
    copy: { cpu: copy.pgCpu },
  }))

export async function playSync({ database, payloads, driver, run, later, admin, rounds, say }) {
  const { sql } = database
  const batches = await makeBatches(sql, payloads)
  if (batches.length * BATCH !== REGISTERS) throw new Error(`${batches.length} batches of ${COHORTS} groups`)
  const sample = sampler({ pgPid: database.pid, others: [driver.pid] })
  const records = []
  const folder = sharedFolder(run, later)
  let parts
  for (let round = 0; round < rounds; round += 1) {
    const record = {}
    const phones = async () => {
      await prepare(sql, admin)
      const [{ n: audited, last }] =
        await sql`select count(*)::int n, coalesce(max(seq), 0) last from audit.event`
      const server = await startFront(database, run)
      try {
        const before = sample(server.pid)
        const first = await sendAll(server.port, batches)
        const after = sample(server.pid)
        await prove(sql, audited)
        const stood = await standsAs(sql)
        const again = await sendAll(server.port, batches)
        if (again.answers.some((text, i) => text !== first.answers[i]))
          throw new Error('a replay got another receipt')
        if ((await standsAs(sql)) !== stood) throw new Error('the replay changed something')
        await prove(sql, audited)
        const per = (name) => (after[name] === null ? null : (after[name] - before[name]) / REGISTERS)
        const own = after.own - before.own
        const foreign = after.machine === null ? null : (after.machine - before.machine - own) / first.ms
        record.phones = {
          rate: REGISTERS / (first.ms / 1000),
          ms: first.ms,
          appCpu: per('app'),
          pgCpu: per('pg'),
          foreign,
        }
        record.replay = { rate: REGISTERS / (again.ms / 1000), ms: again.ms, foreign: null }
      } finally {
        await server.stop()
      }
      parts ??= await takeRows(sql, folder, last)
    }
    const copy = async () => {
      await prepare(sql, admin, WITHOUT_SHEETS)
      const before = sample(0)
      const { ms, spent } = await copyAll(database.url, parts)
      const after = sample(0)
      const [{ n }] = await sql`select count(*)::int n from app.operation where device_id is not null`
      if (n !== REGISTERS * (PEOPLE + 2)) throw new Error(`COPY wrote ${n} taps`)
      const [{ sheets }] = await sql`select count(*)::int sheets from app.session where status = 'SUBMITTED'`
      if (sheets !== REGISTERS) throw new Error(`COPY wrote ${sheets} sheets`)
      const pgCpu = after.pg === null ? null : (after.pg - before.pg) / REGISTERS
      record.copy = { rate: REGISTERS / (ms / 1000), ms, pgCpu, foreign: null, spent }
    }
    // The rows to copy are what the phones wrote, so the first round begins with them.
    for (const play of round % 2 ? [copy, phones] : [phones, copy]) await play()
    records.push(record)
    const seen = (name) => `${name} ${(record[name].ms / 1000).toFixed(1)} s`
    say(`  round ${round + 1}: ${['phones', 'copy', 'replay'].map(seen).join(', ')}`)
  }
  const quiet = quietRounds(records)
  const line = (name, more) => {
    const all = quiet.used.map((each) => each[name].ms).toSorted((a, b) => a - b)
    return [name, { median: median(all), least: all[0], most: all.at(-1) }, more]
  }
  const shares = Object.keys(TABLES)
    .map(
      (table) =>
        `${table.split('.')[1]} ${median(quiet.used.map((each) => each.copy.spent[table])).toFixed(0)} ms`,
    )
    .join(', ')
  const cpu = (who, name) => median(quiet.used.map((each) => each[who][name] ?? Number.NaN)).toFixed(3)
  return {
    title: `Row 4: ${REGISTERS} registers in batches of ${BATCH}, ${IN_FLIGHT} in flight${quiet.noisy ? ' (the machine was not quiet)' : ''}`,
    records,
    lines: [
      line('phones', `CPU ms a register: app ${cpu('phones', 'appCpu')}, pg ${cpu('phones', 'pgCpu')}`),
      line(
        'copy',
        `pg ${cpu('copy', 'pgCpu')}; sheets, marks, taps, batches, audit, months; of it ${shares}`,
      ),
      line('replay', 'the same batches again: nothing changes'),
    ],
    goals: [
      goal('time over COPY', ratio(quiet.used, 'phones', 'copy', 'ms'), { most: 1.3 }),
      goal(
        'processor (server and PostgreSQL) over that of COPY',
        ratio(busy(quiet.used), 'phones', 'copy', 'cpu'),
        { most: 1.3 },
      ),
      goal('replay over the first time', ratio(quiet.used, 'replay', 'phones', 'ms'), { most: 0.3 }),
    ],
  }
}
