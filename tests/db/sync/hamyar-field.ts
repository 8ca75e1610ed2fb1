import { randomUUID } from 'node:crypto'
import { headsOf, RANK } from '@/lib/sync/order'
import { type Group, type HamyarField, openHamyar, worker, workingGroup } from '../hamyar/field'
import { AT, newPhone, type Op, type Phone } from './phone'
import type { chance } from './whole'

type Chance = ReturnType<typeof chance>
export type Field = HamyarField & {
  group: Group & { memberIds: string[] }
  twin: Group & { memberIds: string[] }
  /** The group's own social worker on two phones, and one of the county who helps. */
  hers: Phone
  second: Phone
  helper: Phone
  /** Who keeps the book of either group, on two phones. */
  keeper: Phone
  keeperToo: Phone
  twinKeeper: Phone
  twinKeeperToo: Phone
}

/** Two groups of the same make, so that one story can be told twice. */
export async function openGroups(): Promise<Field> {
  const field = await openHamyar()
  const group = await workingGroup(field, field.here)
  const twin = await workingGroup(field, field.here)
  const keeper = await worker(field.sql, 'GROUP_BOOKKEEPER', group.scopeId)
  const twinKeeper = await worker(field.sql, 'GROUP_BOOKKEEPER', twin.scopeId)
  return {
    ...field,
    group,
    twin,
    hers: await newPhone(field.here.worker),
    second: await newPhone(field.here.worker),
    helper: await newPhone(await worker(field.sql, 'SOCIAL_WORKER', field.here.scope, 'همکار')),
    keeper: await newPhone(keeper),
    keeperToo: await newPhone(keeper),
    twinKeeper: await newPhone(twinKeeper),
    twinKeeperToo: await newPhone(twinKeeper),
  }
}

type GroupOf = Group & { memberIds: string[] }
export const DAY = '2024-05-25'
export const eventOp = (
  group: { groupId: string },
  event: string,
  more: object = {},
  supersedes: string[] = [],
): Op => ({
  session: event,
  supersedes,
  at: AT,
  op: {
    id: randomUUID(),
    kind: 'hg-event',
    group: group.groupId,
    event: 'SESSION',
    day: DAY,
    minutes: 90,
    topic: 'تقسیم کار',
    ...more,
  },
})
export const presence = (
  group: { groupId: string },
  event: string,
  member: string,
  present: boolean | null = true,
  supersedes: string[] = [],
): Op => ({
  session: event,
  supersedes,
  at: AT,
  op: { id: randomUUID(), kind: 'hg-mark', group: group.groupId, member, present },
})
export const entryOp = (group: { groupId: string }, amount = '5000', more: object = {}): Op => ({
  session: group.groupId,
  at: AT,
  op: {
    id: randomUUID(),
    kind: 'hg-entry',
    group: group.groupId,
    entry: 'SALE',
    day: DAY,
    amount,
    note: '',
    ...more,
  },
})
/** Takes a line back, which it brings along. */
export const reverseOp = (line: Op): Op => {
  const { kind: _, group, ...rest } = line.op
  return {
    session: line.session,
    at: AT,
    op: { id: randomUUID(), kind: 'hg-reverse', group, line: rest, note: 'اشتباه' },
  }
}

type Said = Record<string, unknown> & { kind: string }
type Told = { n: number; place: string; by: 0 | 1; replaces: number[]; said: Said }

/** What two phones said of one session while they knew nothing of each other; `member:i` is told of whoever is the i-th. */
export function eventStory(c: Chance, members: number): { base: Told[]; apart: Told[] } {
  const last: [Map<string, number>, Map<string, number>] = [new Map(), new Map()]
  let n = 0
  const tell = (by: 0 | 1, place: string, said: Said): Told => {
    const known = last[by].get(place)
    const told = { n: n++, place, by, replaces: known === undefined ? [] : [known], said }
    last[by].set(place, told.n)
    return told
  }
  const event = (by: 0 | 1) =>
    tell(by, 'event', {
      kind: 'hg-event',
      event: c.oneOf(['SESSION', 'TRAINING'] as const),
      day: DAY,
      minutes: 60 + c.upTo(3) * 15,
      topic: `${c.upTo(3)}`,
      gone: c.next() < 0.2,
    })
  const mark = (by: 0 | 1) => {
    const i = c.upTo(members)
    return tell(by, `member:${i}`, { kind: 'hg-mark', present: c.oneOf([true, false, null] as const) })
  }
  const base = [event(0), ...Array.from({ length: c.upTo(4) }, () => mark(0))]
  last[1] = new Map(last[0])
  const apart = Array.from({ length: 4 + c.upTo(10) }, () => {
    const by = c.oneOf([0, 1] as const)
    return c.next() < 0.25 ? event(by) : mark(by)
  })
  return { base, apart }
}

const idOf = (seed: number, n: number, twin: number) => {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0').slice(-length)
  return `0190a000-0000-7${hex(n, 3)}-8${hex(seed >>> 20, 3)}-${hex(seed & 0xfffff, 5)}${hex(n, 4)}${hex(twin + 8, 3)}`
}

export const toldOp = (seed: number, told: Told, group: GroupOf, event: string, twin: number): Op => {
  const i = told.place.split(':')[1]
  return {
    session: event,
    supersedes: told.replaces.map((n) => idOf(seed, n, twin)),
    at: AT,
    op: {
      id: idOf(seed, told.n, twin),
      group: group.groupId,
      ...(i !== undefined && { member: group.memberIds[Number(i)] }),
      ...told.said,
    },
  }
}

const SAID = ({ kind: _, ...rest }: Record<string, unknown>) => JSON.stringify(rest)

/** What must stand by lib/sync/order.ts, from what was told and nothing else. `ranks`: of either phone. */
export function mustStand(all: readonly Told[], ranks: readonly [1 | 2 | 3, 1 | 2 | 3], members: number) {
  const standing = (place: string) => {
    const ops = all
      .filter((one) => one.place === place)
      .map((one) => ({
        id: idOf(0, one.n, 0),
        rank: ranks[one.by],
        supersedes: one.replaces.map((n) => idOf(0, n, 0)),
        value: SAID(one.said),
        said: one.said,
      }))
    return headsOf(ops)[0]?.said ?? null
  }
  const event = standing('event')!
  return {
    kind: event.event,
    minutes: event.minutes,
    topic: event.topic,
    gone: event.gone,
    present: Array.from({ length: members }, (_, i) => standing(`member:${i}`)?.present ?? null),
  }
}
export const RANKS = { hers: RANK.RECORD, helper: RANK.HELPER }

/** What the office holds of an event. */
export async function standsAt({ sql }: Field, group: GroupOf, event: string) {
  const [row] =
    await sql`select kind, minutes, topic, taken_back as gone from app.hamyar_event where id = ${event}`
  const marks = await sql`select member_id, present from app.hamyar_presence where event_id = ${event}`
  const of = new Map(marks.map((one) => [one.member_id as string, one.present as boolean | null]))
  return row && { ...row, present: group.memberIds.map((id) => of.get(id) ?? null) }
}
