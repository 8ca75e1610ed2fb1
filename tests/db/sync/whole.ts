import { headsOf, type PlacedOp, type Rank } from '@/lib/sync/order'
import type { Staff, World } from '@/tests/support/factories'
import { send } from '../workshops/register-sent'
import { type Field, sheet } from './field'
import { batchOf, deliver, type Op, type Phone, received, type Sent } from './phone'

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const upTo = (n: number) => Math.floor(next() * n)
  const oneOf = <T>(all: readonly T[]): T => all[upTo(all.length)]!
  const shuffled = <T>(all: readonly T[]) =>
    all
      .map((one) => ({ one, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one)
  return { next, upTo, oneOf, shuffled }
}
type Chance = ReturnType<typeof chance>

const SKEW_MS = 30 * 86_400_000
const NOW = Date.parse('2024-06-01T12:00:00Z')
const CODES = ['PRESENT', 'LATE', 'ABSENT', 'EXCUSED'] as const

/** An operation before it has a session: so that the same story can be told of two sheets. */
type Told = {
  n: number
  place: string
  by: 0 | 1
  at: string
  replaces: number[]
  op: (w: World) => Record<string, unknown> & { kind: string }
}

/** The same order of ids in both sheets. Phones whose clocks are wrong make ids that are out of order too. */
const idOf = (seed: number, told: Told, twin: number) => {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0').slice(-length)
  return `${hex(Date.parse(told.at), 12).replace(/^(.{8})(.{4})$/, '$1-$2')}-7${hex(told.n, 3)}-8${hex(seed >>> 20, 3)}-${hex(seed & 0xfffff, 5)}${hex(told.n, 4)}${hex(twin, 3)}`
}

/** What two phones did while they knew nothing of each other. Each knows its own taps and what stood before. */
export function story(c: Chance, w: World, withActs: boolean): { base: Told[]; apart: Told[] } {
  const skews = [0, 1].map(() => (c.next() * 2 - 1) * SKEW_MS)
  const last = [new Map<string, number>(), new Map<string, number>()]
  let n = 0
  let minute = 0
  const tell = (by: 0 | 1, place: string, op: Told['op']): Told => {
    minute += 1
    const known = last[by]!.get(place)
    // A clock that jumps while she works.
    if (c.next() < 0.05) skews[by] = (c.next() * 2 - 1) * SKEW_MS
    const at = new Date(NOW + minute * 60_000 + skews[by]!).toISOString()
    const told = { n: n++, place, by, at, replaces: known === undefined ? [] : [known], op }
    last[by]!.set(place, told.n)
    return told
  }
  const mark = (by: 0 | 1, i: number): Told => {
    const person = w.people[i]!.personId
    if (c.next() < (withActs ? 0.06 : 0.2)) return tell(by, person, () => ({ kind: 'unmark', person }))
    const code = c.oneOf(CODES)
    return tell(by, person, () => ({ kind: 'mark', person, code, late: code === 'LATE' ? 20 : 0, early: 0 }))
  }
  const act = (by: 0 | 1) => {
    const outcome = c.oneOf(['submit', 'submit', 'submit', 'cancel', 'draft'] as const)
    return tell(by, 'act', () => ({
      kind: 'act',
      outcome,
      ...(outcome === 'cancel' && { cancelReason: 'باران' }),
    }))
  }
  const base = withActs
    ? w.people.map((_, i) => mark(0, i))
    : w.people.filter(() => c.next() < 0.4).map((_, i) => mark(0, i))
  // Without a reason, a head count that disagrees keeps the sheet open (E-ATT-07).
  if (withActs && c.next() < 0.7)
    base.push(tell(0, 'details', () => ({ kind: 'details', mismatch: 'کسی زود رفت' })))
  if (withActs && c.next() < 0.3) base.push(act(0))
  // Both pulled after that.
  last[1] = new Map(last[0])
  const apart: Told[] = []
  for (let i = 4 + c.upTo(12); i > 0; i -= 1) {
    const by = c.oneOf([0, 1] as const)
    const what = c.next()
    if (what < 0.7) apart.push(mark(by, c.upTo(w.people.length)))
    else if (what < 0.85) {
      const count = c.upTo(4)
      apart.push(tell(by, 'head', () => ({ kind: 'head', count })))
    } else {
      const [field, text] = [c.oneOf(['topic', 'note'] as const), `${c.upTo(3)}`]
      apart.push(tell(by, 'details', () => ({ kind: 'details', [field]: text })))
    }
  }
  for (let i = withActs ? 1 + c.upTo(3) : 0; i > 0; i -= 1)
    apart.splice(c.upTo(apart.length + 1), 0, act(c.oneOf([0, 0, 1] as const)))
  return { base, apart }
}

export const asOp = (seed: number, told: Told, all: Told[], w: World, session: string, twin: number): Op => ({
  session,
  at: told.at,
  supersedes: told.replaces.map((n) => idOf(seed, all.find((one) => one.n === n)!, twin)),
  op: { id: idOf(seed, told, twin), ...told.op(w) },
})

/** Cut into batches, in the order they were made; a phone's numbers tell it. */
export async function batches(c: Chance, phone: Phone, ops: Op[]): Promise<Sent[]> {
  const all: Sent[] = []
  for (let i = 0; i < ops.length; ) {
    const n = 1 + c.upTo(4)
    all.push(await batchOf(phone, ops.slice(i, i + n), { sent: ops[i]!.at }))
    i += n
  }
  return all
}

/** Delivers as networks do: in any order, twice at once, cut in the middle, or without an answer; until each is received. */
export async function carry(c: Chance, parcels: { who: Staff; sent: Sent }[]): Promise<void> {
  for (const { who, sent } of c.shuffled(parcels)) {
    const trouble = c.next()
    if (trouble < 0.15) {
      const cut = sent.body.subarray(0, 1 + c.upTo(sent.body.length - 2))
      await deliver(who, { ...sent, body: cut }).then(
        () => Promise.reject(new Error('half a batch was taken')),
        (error) => {
          if (error?.code !== 'E-GEN-04') throw error
        },
      )
    } else if (trouble < 0.35) await deliver(who, sent)
    else if (trouble < 0.5) await Promise.all([deliver(who, sent), deliver(who, sent)])
  }
  for (const { who, sent } of c.shuffled(parcels)) {
    const pushed = await deliver(who, sent)
    if (pushed.status !== 'received') throw new Error(`not received: ${pushed.status}`)
  }
}

/** What the desk does meanwhile: it sees the sheet as it stands and writes over it. */
async function desk(c: Chance, f: Field, w: World, session: string): Promise<string[]> {
  const [s] = await f.owner<{ version: number }[]>`select version from app.session where id = ${session}`
  const ops = w.people
    .filter(() => c.next() < 0.4)
    .map(({ personId }) => ({
      id: crypto.randomUUID(),
      kind: 'mark',
      person: personId,
      code: c.oneOf(['PRESENT', 'ABSENT']),
      late: 0,
      early: 0,
    }))
  if (ops.length === 0) return []
  const answer = await send(f.app, w.officer, {
    v: 1,
    sessionId: session,
    baseVersion: s!.version,
    ops,
    outcome: 'draft',
    acknowledged: ['W-ATT-05'],
  })
  return answer.status === 'applied' ? ops.map((op) => op.id) : []
}

type Stored = {
  id: string
  kind: string
  person_id: string | null
  body: Record<string, unknown>
  supersedes: string[]
  rank: Rank
}

/** What must stand on a sheet by lib/sync/order.ts, from what the office has kept and nothing else. */
async function mustStand(f: Field, w: World, session: string) {
  const rows = await f.owner<Stored[]>`
    select o.id, o.kind, o.person_id, o.body, o.supersedes, app.op_rank(o.actor_id, s.scope_id, s.cohort_id, s.day, o.received_at) as rank
    from app.operation o join app.session s on s.id = o.session_id where o.session_id = ${session}
    union all
    -- What was handed in and waits for its marks was said as well.
    select q.op_id, 'act', null, q.held, translate((q.held->'supersedes')::text, '[]" ', '{}')::uuid[],
      app.op_rank(q.user_id, s.scope_id, s.cohort_id, s.day, q.received_at)
    from app.quarantine q join app.session s on s.id = q.session_id where q.session_id = ${session} and q.held is not null and q.state = 'OPEN'`
  const placed = rows.map((row) => ({ ...row, value: JSON.stringify(row.body) }) satisfies PlacedOp & Stored)
  const first = (ops: typeof placed) => headsOf(ops)[0]
  const marks = w.people.map(({ personId }) => {
    const op = first(placed.filter((one) => one.person_id === personId))
    if (!op || op.kind === 'unmark') return 'NONE'
    return `${op.body.code}${op.body.late || ''}`
  })
  const head = first(placed.filter((one) => one.kind === 'head'))
  const act = first(placed.filter((one) => one.kind === 'act'))?.body.outcome
  const cancelled = act === 'cancel'
  return {
    marks: cancelled ? marks.map(() => 'NONE') : marks,
    head: head ? (head.body.count as number) : null,
    cancelled,
    // Handed in it is only where that stands and everybody is marked.
    open: act !== undefined && act !== 'submit' ? true : !cancelled && marks.includes('NONE'),
  }
}

export type Outcome = {
  lost: number
  doubled: number
  unlike: string | null
  apart: string | null
  naiveFailed: boolean
}

/**
 * One story, told to the office on two sheets in two orders (`alone`), or on one while the desk works on it too. Answers
 * what was lost, doubled or stands otherwise than it must, and whether the last write by the clock would have been wrong.
 */
export async function playSeed(
  f: Field,
  seed: number,
  phones: [Phone, Phone],
  sheets: [number, number],
): Promise<Outcome> {
  const c = chance(seed)
  const w = f.w
  const withDesk = c.next() < 0.35
  const { base, apart } = story(c, w, !withDesk && c.next() < 0.5)
  const all = [...base, ...apart]
  const ids: string[] = []
  const seen: Awaited<ReturnType<typeof sheet>>[] = []
  let unlike: string | null = null
  for (const [twin, at] of (withDesk ? [sheets[0]] : sheets).entries()) {
    const session = w.sessionIds[at]!
    const ops = (told: Told[], by: 0 | 1) =>
      told.filter((one) => one.by === by).map((one) => asOp(seed, one, all, w, session, twin))
    if (base.length > 0) await received(phones[0], await batchOf(phones[0], ops(base, 0)))
    const parcels = [
      ...(await batches(c, phones[0], ops(apart, 0))).map((sent) => ({ who: phones[0].who, sent })),
      ...(await batches(c, phones[1], ops(apart, 1))).map((sent) => ({ who: phones[1].who, sent })),
    ]
    const half = withDesk ? c.upTo(parcels.length + 1) : 0
    if (withDesk) {
      await carry(c, parcels.slice(0, half))
      ids.push(...(await desk(c, f, w, session)))
    }
    await carry(c, parcels.slice(half))
    ids.push(...all.map((one) => idOf(seed, one, twin)))
    const now = await sheet(f.owner, w, at)
    const must = await mustStand(f, w, session)
    const found = {
      marks: now.marks,
      head: now.head,
      cancelled: now.status === 'CANCELLED',
      open: must.open && now.status !== 'SUBMITTED',
    }
    if (JSON.stringify(must) !== JSON.stringify(found))
      unlike ??= `${JSON.stringify(must)} ≠ ${JSON.stringify(now)}`
    seen.push(now)
  }
  const [row] = await f.owner<{ there: number; rows: number }[]>`
    select count(distinct x.id)::int as there, count(*)::int as rows from (
      select id from app.operation where id = any(${ids}) union all select op_id from app.quarantine where op_id = any(${ids}) and state <> 'APPLIED') x`
  const different = seen.length === 2 && JSON.stringify(seen[0]) !== JSON.stringify(seen[1])
  return {
    lost: ids.length - row!.there,
    doubled: row!.rows - row!.there,
    unlike,
    apart: different ? `${JSON.stringify(seen[0])} ≠ ${JSON.stringify(seen[1])}` : null,
    naiveFailed: naiveFails(all),
  }
}

/**
 * The control: the last write by the phone's clock wins. It is wrong where somebody corrected what she knew and the
 * correction does not stand, though nobody else had said anything.
 */
function naiveFails(all: Told[]): boolean {
  const places = new Map<string, Told[]>()
  for (const one of all) places.set(one.place, [...(places.get(one.place) ?? []), one])
  return [...places.values()].some((ops) => {
    const replaced = new Set(ops.flatMap((one) => one.replaces))
    const heads = ops.filter((one) => !replaced.has(one.n))
    const naive = [...ops].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]!
    return heads.length === 1 && naive.n !== heads[0]!.n
  })
}
