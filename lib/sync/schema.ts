import { z } from 'zod'
import { GroupOp } from '@/lib/hamyar/group-op'
import { RegisterOp } from '@/lib/workshops/schema'
import { SYNC_VERSION } from './envelope'

const uuid = z.uuid()
/** An instant as a phone's clock says it: kept beside the server's, never trusted. */
const claimed = z.iso.datetime({ offset: true })

/** Versions of the envelope this server understands; older phones are told to renew (426) and keep their queue. */
export const SYNC_VERSIONS = [SYNC_VERSION] as const

/** Most operations and most bytes of one batch as the office takes it: a hundred registers at once. */
export const MOST_OPS = 4000
export const MOST_BYTES = 2 * 1024 * 1024
/** The header that holds the signature of a batch's very bytes (base64). */
export const SIGNATURE_HEADER = 'x-sync-signature'

/** Sending a sheet in, keeping it as a draft, or saying that the session did not take place. */
const SheetAct = z.strictObject({
  id: uuid,
  kind: z.literal('act'),
  outcome: z.enum(['draft', 'submit', 'cancel']),
  cancelReason: z.string().trim().max(300).nullish(),
  acknowledged: z.array(z.enum(['W-ATT-05'])).default([]),
})

/** One operation on its way: what, in which session (or event or book of a hamyar group), what its author saw there, and when her phone says it was. */
export const SyncOp = z.strictObject({
  session: uuid,
  /** Operations that this one replaces knowingly: what stood in its place when it was made. */
  supersedes: z.array(uuid).max(20).default([]),
  at: claimed,
  op: z.union([RegisterOp, SheetAct, GroupOp]),
})
export type SyncOp = z.infer<typeof SyncOp>

/** A batch as a phone sends it; the signature of its very bytes goes in a header. */
export const SyncBatch = z.strictObject({
  v: z.literal(SYNC_VERSION),
  device: uuid,
  batch: uuid,
  /** The phone's own count of its batches. */
  seq: z.int().min(0),
  sent: claimed,
  ops: z.array(SyncOp).max(MOST_OPS),
  /** What the phone believes was received and has not been agreed yet: how many, and the hash of their ids. */
  acked: z.strictObject({ count: z.int().min(0), hash: z.string().length(64) }).nullish(),
})
export type SyncBatch = z.infer<typeof SyncBatch>

/** What became of one operation. `conflict` and `quarantined` are kept at the office and shown to people. */
export type OpReceipt =
  | { id: string; status: 'applied' | 'duplicate' }
  | { id: string; status: 'conflict'; stands: boolean }
  | { id: string; status: 'quarantined'; code: string; values?: Record<string, string | number> }

/** The answer to a batch. `missing`: ids the phone believes received and the server does not have. */
export type BatchReceipt = {
  v: typeof SYNC_VERSION
  batch: string
  receivedAt: string
  ops: OpReceipt[]
  /** Versions of the sheets after this batch, so that the phone stands on what the office has. */
  sheets: { session: string; version: number; status: string }[]
  agreed: boolean | null
}

/** A new device: its public key (JWK, P-256) and a name its owner recognises it by. */
export const NewDevice = z.strictObject({
  publicKey: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().min(40).max(48),
    y: z.string().min(40).max(48),
  }),
  name: z.string().trim().max(60).default(''),
})
export type NewDevice = z.infer<typeof NewDevice>

/** What is read of a batch first, whatever its operations look like: one that nobody understands does not hold up the others. */
export const SyncEnvelope = SyncBatch.extend({ ops: z.array(z.unknown()).max(MOST_OPS) })
export const BrokenOp = z.object({
  session: uuid,
  at: claimed,
  op: z.object({ id: uuid, kind: z.string().max(20) }),
})

export const DeviceOf = z.strictObject({ device: uuid })
export const Pulled = z.strictObject({ device: uuid, since: z.string().max(80).nullish() })
export type Pulled = z.input<typeof Pulled>

/** What somebody typed off an SMS; `parseSms` says whether it is one. */
export const EnterSms = z.strictObject({ text: z.string().max(400) })
export type EnterSms = z.input<typeof EnterSms>
/** What an SMS gateway hands on. */
export const InboundSms = z.object({ from: z.string().max(30), text: z.string().max(400) })
export type InboundSms = z.infer<typeof InboundSms>

/** What a supervisor decides on operations that wait: applied with her authority, or laid aside and why. */
export const DecideQuarantine = z.strictObject({
  quarantineIds: z.array(uuid).min(1).max(MOST_OPS),
  decision: z.enum(['APPLY', 'LAY_ASIDE']),
  reason: z.string().trim().max(300).default(''),
})
export type DecideQuarantine = z.input<typeof DecideQuarantine>

/** Which of the words that contradict each other shall stand. */
export const ResolveConflict = z.strictObject({
  sessionId: uuid,
  place: z.string().max(60),
  opId: uuid,
})
export type ResolveConflict = z.input<typeof ResolveConflict>
