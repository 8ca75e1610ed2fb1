import { type EventKind, WITH_MEMBERS } from '@/lib/hamyar/desk'
import type { GroupOp } from '@/lib/hamyar/group-op'
import type { EntryKind } from '@/lib/hamyar/ledger'
import { isGroupOp } from '@/lib/hamyar/op-kinds'
import type { PackBook, PackEvent, PackHamyar, PackLine } from '@/lib/sync/pack'
import type { OpState } from './database'
import type { KeptOp, NewOp } from './outbox'

type Outside = { newId: () => string; now: () => Date }

/** What she says of an event; one that is there already is said anew. */
export type SaidEvent = {
  event: PackEvent | null
  kind: EventKind
  day: string
  minutes: number | null
  topic: string
  came: readonly string[]
}

/** The taps of an event: what it was, and of each member whether she came. Each replaces what the office had in its place. */
export function eventTaps(group: PackHamyar, said: SaidEvent, { newId, now }: Outside): NewOp[] {
  const session = said.event?.eventId ?? newId()
  const at = now().toISOString()
  const tap = (op: GroupOp, saw: string | null): NewOp => ({ session, op, at, saw })
  const marks = WITH_MEMBERS.includes(said.kind)
    ? group.members.map(({ memberId }) =>
        tap(
          {
            id: newId(),
            kind: 'hg-mark',
            group: group.groupId,
            member: memberId,
            present: said.came.includes(memberId),
          },
          said.event?.marks[memberId]?.op ?? null,
        ),
      )
    : []
  const { kind, day, minutes, topic } = said
  const details: GroupOp = {
    id: newId(),
    kind: 'hg-event',
    group: group.groupId,
    event: kind,
    day,
    minutes,
    topic,
    gone: false,
  }
  return [tap(details, said.event?.op ?? null), ...marks]
}

/** A line for the book; its id is the line's for ever. */
export function entryTap(
  book: PackBook,
  line: { entry: EntryKind; day: string; amount: string; note: string },
  { newId, now }: Outside,
): NewOp {
  return {
    session: book.groupId,
    op: { id: newId(), kind: 'hg-entry', group: book.groupId, ...line },
    at: now().toISOString(),
    saw: null,
  }
}

/** Takes a line back; it goes along, for it may be sent later than this. */
export function reverseTap(book: PackBook, line: PackLine, { newId, now }: Outside): NewOp {
  const { id, entry, day, amount, note } = line
  return {
    session: book.groupId,
    op: {
      id: newId(),
      kind: 'hg-reverse',
      group: book.groupId,
      line: { id, entry, day, amount, note },
      note: '',
    },
    at: now().toISOString(),
    saw: null,
  }
}

/** Where a word of hers is: null where the office's pack has it. */
export type Kept = { state: OpState | null; code: string | null }
export type BookRow = PackLine & Kept & { reversed: boolean }

/** The book as it stands with what was written on this phone, the newest day first. */
export function bookRows(book: PackBook, ops: readonly KeptOp[]): BookRow[] {
  const rows: (PackLine & Kept)[] = book.lines.map((line) => ({ ...line, state: null, code: null }))
  const known = new Set(rows.map(({ id }) => id))
  for (const { id, state, code, sync } of ops) {
    const { op } = sync
    if (!isGroupOp(op) || op.group !== book.groupId || known.has(id)) continue
    if (op.kind === 'hg-entry') rows.push({ ...op, reverses: null, state, code })
    if (op.kind === 'hg-reverse')
      rows.push({ ...op.line, id, note: op.note, reverses: op.line.id, state, code })
  }
  const taken = new Set(rows.flatMap(({ reverses, code }) => (reverses && code === null ? [reverses] : [])))
  return rows
    .map((row) => ({ ...row, reversed: taken.has(row.id) }))
    .sort((a, b) => b.day.localeCompare(a.day) || b.id.localeCompare(a.id))
}

export type EventRow = Kept & { event: PackEvent; came: string[] }

/** What was held with a group as it stands with what was said on this phone, the newest first. */
export function eventRows(group: PackHamyar, ops: readonly KeptOp[]): EventRow[] {
  const rows = new Map<string, { event: PackEvent } & Kept>(
    group.events.map((event) => [event.eventId, { event, state: null, code: null }]),
  )
  for (const { id, state, code, seen, sync } of ops) {
    const { op, session } = sync
    if (!isGroupOp(op) || op.group !== group.groupId || seen) continue
    const there = rows.get(session)
    if (op.kind === 'hg-event') {
      const { event: kind, day, minutes, topic, gone } = op
      rows.set(session, {
        event: { eventId: session, kind, day, minutes, topic, gone, op: id, marks: there?.event.marks ?? {} },
        state,
        code,
      })
    }
    if (op.kind === 'hg-mark' && there)
      rows.set(session, {
        ...there,
        event: {
          ...there.event,
          marks: { ...there.event.marks, [op.member]: { present: op.present, op: id } },
        },
        state,
        code: code ?? there.code,
      })
  }
  return [...rows.values()]
    .map((row) => ({
      ...row,
      came: group.members.flatMap(({ memberId }) => (row.event.marks[memberId]?.present ? [memberId] : [])),
    }))
    .sort((a, b) => b.event.day.localeCompare(a.event.day) || b.event.eventId.localeCompare(a.event.eventId))
}
