// F23: many phones come back from where there is no network at the same time: 50 batches a second, a register of 25 each.
import { Agent } from 'node:http'
import { identity, newPhone, operationsOf, post, signedBatch } from '../phones.mjs'
import { atMost } from '../rounds.mjs'
import { PEOPLE, register } from '../world.mjs'
import { lengthOf, line, playPaced } from './pace.mjs'

const PER_SECOND = 50

/** So many registers of so many phones, round robin: no phone has two batches on their way. */
export async function registersOf(sql, cookies, count, label) {
  const owners = await sql`select n, user_id, scope_id from bench.cohort order by n`
  const members = owners.map(() => [])
  for (const { cohort, id } of await sql`select cohort, id from bench.member order by cohort, row_no`)
    members[cohort].push(id)
  const targets = await sql`select t.id, t.cohort from bench.target t join app.session s on s.id = t.id
    where s.status = 'SCHEDULED' order by t.n limit ${count}`
  if (targets.length < count)
    throw new Error(`${targets.length} registers are left to record, ${count} are wanted`)
  const phones = new Map()
  const batches = []
  for (const { id, cohort } of targets) {
    if (!phones.has(cohort)) phones.set(cohort, { ...(await newPhone(sql, owners[cohort])), sent: 0 })
    const phone = phones.get(cohort)
    const ops = operationsOf(register(id, members[cohort]))
    const signed = signedBatch(phone, { batch: identity(`${label} ${id}`), seq: phone.sent++, ops })
    batches.push({ ...signed, cookie: cookies[cohort].cookie, session: id, ops: ops.map(({ op }) => op.id) })
  }
  return batches
}

export async function pushed(port, agent, batch) {
  const { status, text } = await post(port, agent, batch, 60_000)
  return status === 200 && !/"(conflict|quarantined|duplicate)"/.test(text)
}

/** What was acknowledged beside what is there: every operation once, every sheet handed in and written down once. */
export async function proved(sql, batches) {
  const sessions = batches.map(({ session }) => session)
  const [row] = await sql`select
    (select count(*)::int from app.operation o where o.session_id = any(${sessions}::uuid[])) taps,
    (select count(*)::int from app.attendance a where a.session_id = any(${sessions}::uuid[])) marks,
    (select count(*)::int from app.session s where s.id = any(${sessions}::uuid[]) and s.status = 'SUBMITTED') sheets,
    (select count(*)::int from audit.event e where e.entity_id = any(${sessions}::text[]) and e.action = 'session.submit') audited`
  const n = batches.length
  const wanted = { taps: n * (PEOPLE + 2), marks: n * PEOPLE, sheets: n, audited: n }
  for (const [name, value] of Object.entries(wanted))
    if (row[name] !== value)
      throw new Error(`the work is not proved: ${name} is ${row[name]}, ${value} expected`)
}

export async function playBurst({ port, database: { sql }, cookies, full, say }) {
  const seconds = lengthOf(full ? 60 : 20)
  say(`F23: ${PER_SECOND} batches a second for ${seconds} s, a register of ${PEOPLE} each`)
  const batches = await registersOf(sql, cookies, PER_SECOND * seconds, 'burst')
  const agent = new Agent({ keepAlive: true })
  const seen = await playPaced({
    perSecond: PER_SECOND,
    seconds,
    send: (i) => pushed(port, agent, batches[i]),
  })
  agent.destroy()
  if (seen.errors === 0) await proved(sql, batches)
  return {
    title: `F23: ${PER_SECOND} batches a second for ${seconds} s, a register of ${PEOPLE} each (median, 95 %, longest)`,
    lines: [line('receipts', seen)],
    goals: [
      atMost('95 % of the receipts', seen.p95, 1000, ' ms', 0),
      atMost('failed, lost or doubled', seen.errors, 0, '', 0),
    ],
  }
}
