import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'
import { EVENT_KINDS } from './desk'
import { ENTRY_KINDS } from './ledger'

const uuid = z.uuid()
const day = z.string().refine(isIsoDay, 'E-GEN-01')
const words = (most: number) => z.string().max(most).transform(cleanText).default('')
/** Whole rials as digits: no float on the way. */
const rials = z.string().regex(/^[1-9]\d{0,14}$/)

const Line = z.strictObject({
  id: uuid,
  entry: z.enum(ENTRY_KINDS),
  day,
  amount: rials,
  note: words(120),
})

/** What was held with a group, and when; `gone`: it was a mistake and is taken back. */
const EventOp = z.strictObject({
  id: uuid,
  kind: z.literal('hg-event'),
  group: uuid,
  event: z.enum(EVENT_KINDS),
  day,
  minutes: z.int().min(1).max(1440).nullable(),
  topic: words(200),
  gone: z.boolean().default(false),
})
/** Whether a member came; null takes the word back. */
const PresenceOp = z.strictObject({
  id: uuid,
  kind: z.literal('hg-mark'),
  group: uuid,
  member: uuid,
  present: z.boolean().nullable(),
})
/** A line of the group's own book; its id is the line's. */
const EntryOp = z.strictObject({ kind: z.literal('hg-entry'), group: uuid, ...Line.shape })
/** Takes a line back and brings it along, for it may arrive first. */
const ReverseOp = z.strictObject({
  id: uuid,
  kind: z.literal('hg-reverse'),
  group: uuid,
  line: Line,
  note: words(120),
})

/** Operations of a hamyar group from a phone. Of an event `session` is the event's id, of the book the group's. */
export const GroupOp = z.discriminatedUnion('kind', [EventOp, PresenceOp, EntryOp, ReverseOp])
export type GroupOp = z.infer<typeof GroupOp>
