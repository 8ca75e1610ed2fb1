import { afterAll, beforeAll, expect, it } from 'vitest'
import { columnsOf } from '@/db/commands/sync/batch-columns'
import { type Answer, readBatch, receiptsOf, taken } from '@/db/commands/sync/push-batch'
import { type World, world } from '@/tests/support/factories'
import { kept, recounted } from '../workshops/register-sent'
import { type Field, openField } from './field'
import { batchOf, newPhone, type Op, type Phone, received, type Sent, wholeSheet } from './phone'
import { chance } from './whole'

/** How many stories of some batches each: few among all tests, more in `npm run test:sync`. */
const SEEDS = Math.ceil(Number(process.env.SYNC_SEEDS ?? 24) / 8)
const SESSIONS = 14
const PEOPLE = 5
const OPTIONS = {
  people: PEOPLE,
  sessions: SESSIONS,
  firstDay: '2024-05-03',
  now: '2024-05-28T15:00:00Z',
  minutes: 120,
}

let f: Field
beforeAll(async () => {
  f = await openField({ people: PEOPLE, sessions: 1 })
})
afterAll(() => f?.close())

/** The road of one sheet after the other, as it is without columns. */
async function sheetBySheet(phone: Phone, sent: Sent) {
  const answer = await taken(readBatch(sent.body)!, null, async (payload) => {
    const [row] = await f.app<{ answer: Answer }[]>`
      select app.sync_push(${phone.who.hash}, ${f.app.json(payload as never)}, 'test') as answer`
    return row!.answer
  })
  if (!('answer' in answer)) throw new Error(answer.status)
  return { ops: receiptsOf(answer), sheets: answer.answer.sheets }
}

const id = (seed: number, n: number, twin: number) =>
  `${n.toString(16).padStart(8, '0')}-0000-7000-8000-${seed.toString(16).padStart(8, '0')}000${twin}`

/** A world as both roads meet it: one who left, one who came late, one who was away, a rule that changes on the way. */
async function place(change: boolean): Promise<World> {
  const w = await world(f.owner, OPTIONS)
  const [gone, late, away] = w.people.map((one) => one.personId)
  await f.owner`update app.enrolment set closed_on = '2024-05-12', status = 'WITHDRAWN' where cohort_id = ${w.cohortId} and person_id = ${gone!}`
  await f.owner`update app.enrolment set registered_on = '2024-05-08' where cohort_id = ${w.cohortId} and person_id = ${late!}`
  await f.owner`update app.enrolment set away = '{[2024-05-16,2024-05-20)}' where cohort_id = ${w.cohortId} and person_id = ${away!}`
  await f.owner`update app.rule set value = '20'::jsonb where run_id = ${w.runId} and key = 'SESSION_BACKDATE_MAX_DAYS'`
  if (change)
    await f.owner`insert into app.rule (key, value, level, run_id, valid_from, source)
      values ('LATE_GRACE_MINUTES', '40'::jsonb, 'RUN', ${w.runId}, '2024-05-14T00:00Z', 'test')`
  return w
}

/** What a phone might send of one sheet: mostly a whole one, else something that is odd in one way or another. */
function sheetOf(c: ReturnType<typeof chance>, next: () => number) {
  const session = c.upTo(SESSIONS)
  const on = [
    session > 4 ? -1 : 0,
    session < 3 ? -1 : 1,
    session === 7 || session === 8 ? -1 : 2,
    3,
    4,
  ].filter((person) => person >= 0)
  const all = c.next() < 0.1 ? [0, 1, 2, 3, 4] : on
  const said: ((w: World) => Record<string, unknown> & { kind: string })[] = []
  let here = 0
  for (const person of all) {
    if (c.next() < 0.03) continue
    const code = c.oneOf(['PRESENT', 'PRESENT', 'PRESENT', 'LATE', 'LEFT_EARLY', 'ABSENT', 'EXCUSED'])
    if (!['ABSENT', 'EXCUSED'].includes(code)) here += 1
    const minutes = c.oneOf([10, 25, 60, 119, c.next() < 0.1 ? 130 : 30])
    const mark = {
      kind: 'mark',
      code,
      late: code === 'LATE' ? minutes : 0,
      early: code === 'LEFT_EARLY' ? minutes : 0,
      ...(code === 'ABSENT' && { reason: c.oneOf(['WORK', null]) }),
    }
    said.push((w) => ({ ...mark, person: w.people[person]!.personId }))
    if (c.next() < 0.02) said.push((w) => ({ kind: 'unmark', person: w.people[person]!.personId }))
  }
  const count = c.next() < 0.1 ? null : here + (c.next() < 0.1 ? 1 : 0)
  if (c.next() < 0.7) said.push(() => ({ kind: 'head', count }))
  if (c.next() < 0.1) said.push(() => ({ kind: 'details', topic: 'موضوع', mismatch: 'یکی زود رفت' }))
  const outcome = c.oneOf(['submit', 'submit', 'submit', 'submit', 'draft', 'none', 'cancel'])
  if (outcome !== 'none')
    said.push(() => ({ kind: 'act', outcome, ...(outcome === 'cancel' && { cancelReason: 'باران' }) }))
  return said.map((op) => ({ n: next(), session, op, replaces: c.next() < 0.02 ? [c.upTo(200)] : [] }))
}

/** Everything that was written for a world, with names of its own for who and what. */
async function written(w: World, twin: number) {
  const [row] = await f.owner`select
    (select jsonb_agg(to_jsonb(s) - array['scope_id', 'run_id', 'cohort_id', 'sms_code'] order by s.seq) from app.session s where s.run_id = ${w.runId}) as sheets,
    (select jsonb_agg(to_jsonb(a) - 'scope_id' order by a.op_id) from app.attendance a where a.scope_id = ${w.cohortScope}) as marks,
    (select jsonb_agg(to_jsonb(o) - array['scope_id', 'received_at'] order by o.id) from app.operation o where o.scope_id = ${w.cohortScope}) as taps,
    (select jsonb_agg(jsonb_build_array(e.row_no, e.status, e.credited_minutes, e.activated_on) order by e.row_no) from app.enrolment e where e.run_id = ${w.runId}) as hours,
    (select jsonb_agg(to_jsonb(m) - array['run_id', 'scope_id', 'cohort_id'] order by m.month) from app.cohort_month m where m.run_id = ${w.runId}) as months,
    (select jsonb_build_array(c.status, c.running_since) from app.cohort c where c.id = ${w.cohortId}) as cohort,
    (select jsonb_agg(jsonb_build_array(t.kind, e.row_no, t.state, t.about) order by t.kind, e.row_no) from app.task t left join app.enrolment e on e.id = t.enrolment_id where t.run_id = ${w.runId}) as tasks,
    (select jsonb_agg(jsonb_build_array(x.actor_role, x.action, x.entity, x.entity_id, x.before, x.after, x.reason, x.request_id) order by x.entity_id, (x.after->>'version')::int, x.action)
      from audit.event x where x.entity_id = any(${w.sessionIds})) as audit,
    (select jsonb_agg(jsonb_build_array(q.op_id, q.session_id, q.kind, q.code, q.code_values, q.held is not null, q.state) order by q.op_id) from app.quarantine q where q.user_id = ${w.facilitator.userId}) as waiting,
    (select jsonb_agg(jsonb_build_array(x.session_id, x.place, x.ops, x.state) order by x.session_id, x.place) from app.sync_conflict x where x.scope_id = ${w.cohortScope}) as conflicts,
    (select jsonb_agg(jsonb_build_array(b.ops, b.odd) order by b.seq) from app.sync_batch b where b.user_id = ${w.facilitator.userId}) as batches`
  return named(row, w, twin)
}

function named(value: unknown, w: World, twin: number): unknown {
  let text = JSON.stringify(value)
  for (const [i, session] of w.sessionIds.entries()) text = text.replaceAll(session, `session ${i}`)
  for (const [i, { personId }] of w.people.entries()) text = text.replaceAll(personId, `person ${i}`)
  text = text.replaceAll(w.facilitator.userId, 'she').replaceAll(w.cohortId, 'group')
  const bare = text.replace(new RegExp(`([0-9a-f]{8})-0000-7000-8000-([0-9a-f]{8})000${twin}`, 'g'), '$1/$2')
  // Who was changed on a sheet stands in the order of ids, which differ.
  return inOrder(JSON.parse(bare, (key, value) => (key === 'changed' ? inOrder(value) : value)))
}

/** Rows in an order that does not hang on ids. */
function inOrder(rows: unknown): unknown {
  if (Array.isArray(rows)) return rows.map((row) => JSON.stringify(row)).sort()
  return Object.fromEntries(
    Object.entries(rows as object).map(([key, value]) => [
      key,
      Array.isArray(value) ? inOrder(value) : value,
    ]),
  )
}

it('a batch saved at once and one saved sheet by sheet leave the same rows, receipts and sums', {
  timeout: 1_800_000,
}, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const twins = [await place(seed % 2 === 0), await place(seed % 2 === 0)] as const
    const phones = [await newPhone(twins[0].facilitator), await newPhone(twins[1].facilitator)] as const
    const c = chance(seed)
    let n = 0
    const earlier: ReturnType<typeof sheetOf> = []
    for (let batch = 0; batch < 4; batch += 1) {
      const told = Array.from({ length: 2 + c.upTo(9) }, () => sheetOf(c, () => n++)).flat()
      // Something sent before, and once under the id of something of another sheet.
      if (earlier.length > 0 && c.next() < 0.4) told.push(c.oneOf(earlier))
      if (earlier.length > 0 && c.next() < 0.2) told.push({ ...c.oneOf(told), n: c.oneOf(earlier).n })
      earlier.push(...told)
      const sent = '2024-05-28T15:00:00.000Z'
      const of = (twin: 0 | 1): Op[] =>
        told.map((one) => ({
          session: twins[twin].sessionIds[one.session]!,
          supersedes: one.replaces.map((x) => id(seed, x, twin)),
          op: { id: id(seed, one.n, twin), ...one.op(twins[twin]) },
        }))
      const a = await received(phones[0], await batchOf(phones[0], of(0), { sent }))
      const b = await sheetBySheet(phones[1], await batchOf(phones[1], of(1), { sent }))
      const where = `seed ${seed}, batch ${batch}`
      expect(named(a.ops, twins[0], 0), where).toEqual(named(b.ops, twins[1], 1))
      expect(named(a.sheets, twins[0], 0), where).toEqual(named(b.sheets, twins[1], 1))
    }
    const [x, y] = [await written(twins[0], 0), await written(twins[1], 1)]
    expect(withoutDevice(x, phones[0]), `seed ${seed}`).toEqual(withoutDevice(y, phones[1]))
    for (const w of twins) expect(await kept(f.owner, w)).toEqual(await recounted(f.owner, w))
  }
})

const withoutDevice = (value: unknown, phone: Phone) =>
  JSON.parse(JSON.stringify(value).replaceAll(phone.device, 'phone'))

it('whole sheets go at once, and what a rule objects to does not', async () => {
  const w = await place(false)
  const phone = await newPhone(w.facilitator)
  // On the days of sessions 9 and 10 the one who left is not asked for.
  const sheets = [9, 10].map((session) => wholeSheet(w, session).slice(1))
  const wrong = wholeSheet(w, 11)
  const read = readBatch((await batchOf(phone, [...sheets.flat(), ...wrong])).body)!
  const of = columnsOf(read.found.ids, read.found.sheets)
  const saved = await f.app.begin(async (sql) => {
    await sql`select set_config('app.user_id', ${w.facilitator.userId}, true), set_config('app.batch', '+', true), set_config('app.batch_follow', '', true)`
    const [row] =
      await sql`select app.save_plain(${of.sheets}::text::uuid[], ${of.words}::text::jsonb[], ${of.ids}::text::uuid[], ${of.sheet}::text::int[],
      ${of.word}::text::int[], ${of.people}::text::uuid[], ${of.person}::text::int[], ${of.at}::text::timestamptz[], ${of.replaces}::text::text[], ${phone.device}, 'test') as done`
    return row!.done as string[]
  })
  expect(saved).toEqual([w.sessionIds[9], w.sessionIds[10]])
})
