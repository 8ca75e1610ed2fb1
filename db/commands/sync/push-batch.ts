import 'server-only'
import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import { isBookOp, isGroupKind } from '@/lib/hamyar/op-kinds'
import { AppError } from '@/lib/shared/result'
import { SYNC_VERSION } from '@/lib/sync/envelope'
import { readPlain } from '@/lib/sync/plain-op'
import {
  type BatchReceipt,
  BrokenOp,
  type OpReceipt,
  SYNC_VERSIONS,
  SyncEnvelope,
  SyncOp,
} from '@/lib/sync/schema'
import { pools } from '../../client'
import { sealOp } from '../../queries/sync/sealed-op'
import { columnsOf } from './batch-columns'

export type FlatOp = Record<string, unknown> & { id: string; kind: string }
export type Sheet = { session: string; ops: FlatOp[] }
type Kept = Omit<BatchReceipt, 'v' | 'ops'>
type Odd = Record<string, Record<string, unknown>>
export type Answer =
  | { status: 'received' | 'again'; ops: string[] | null; odd: Odd; answer: Kept }
  | { status: 'signed-out' | 'other-account' | 'other-bytes' }

export type Pushed =
  | { status: 'received'; receipt: BatchReceipt }
  | { status: 'signed-out' | 'renew' | 'other-account' | 'other-bytes' }

// Keys of phones seen lately; a device's key never changes, and whose it is is asked of the database each time.
const KEYS_KEPT = 2000
const keys = new Map<string, KeyObject>()

async function keyOf(hash: Buffer, device: string): Promise<KeyObject | null> {
  const known = keys.get(device)
  if (known) return known
  const { hot } = pools()
  const [row] = await hot<{ key: JsonWebKey | null }[]>`select app.device_key(${hash}, ${device}) as key`
  if (!row?.key) return null
  const key = createPublicKey({ key: row.key, format: 'jwk' })
  keys.set(device, key)
  if (keys.size > KEYS_KEPT) keys.delete(keys.keys().next().value as string)
  return key
}

export function isSigned(key: KeyObject, body: Buffer, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 && verify('sha256', body, { key, dsaEncoding: 'ieee-p1363' }, bytes)
}

/** The operations by sheet, in the order of the batch; those of no shape we know apart, to be kept for people. */
function sorted(ops: readonly unknown[], device: string) {
  const [sheets, broken] = [new Map<string, Sheet>(), new Map<string, Sheet>()]
  const ids: string[] = []
  const seen = new Set<string>()
  for (const sent of ops) {
    const known = readPlain(sent) ?? SyncOp.safeParse(sent).data
    const found = known ?? BrokenOp.safeParse(sent).data
    if (!found) throw new AppError('E-GEN-04')
    const { session, at } = found
    const op = found.op as FlatOp
    op.id = op.id.toLowerCase()
    if (seen.has(op.id)) continue
    seen.add(op.id)
    ids.push(op.id)
    // Written into what was read for us: thousands of copies cost more than all else here.
    op.supersedes = known?.supersedes ?? []
    op.at = at
    op.device = device
    const into = known ? sheets : broken
    // What concerns a hamyar group is never mixed with a cohort's sheet, whatever id it names.
    const key = isGroupKind(op.kind) ? `${session} ${isBookOp(op.kind)}` : session
    const sheet = into.get(key)
    if (sheet) sheet.ops.push(op)
    else into.set(key, { session, ops: [op] })
  }
  return { ids, sheets: [...sheets.values()], broken: [...broken.values()] }
}

/**
 * Takes in one batch of one phone for the browser whose cookie has this hash. `body` are the very bytes that were signed.
 * One round trip: app.sync_push judges, applies by the rules of the desk and answers a receipt for each operation. The same
 * bytes again get the same receipts, before anything of them is read. Nothing is dropped: what cannot be applied is quarantined.
 */
export async function pushBatch(
  hash: Buffer,
  body: Buffer,
  signature: string,
  requestId: string,
): Promise<Pushed> {
  const { hot } = pools()
  const digest = createHash('sha256').update(body).digest()
  const [known] = await hot<{ answer: Answer | null }[]>`select app.sync_again(${hash}, ${digest}) as answer`
  if (known?.answer) return told(known.answer)
  const read = readBatch(body, digest)
  if (!read) return { status: 'renew' }
  const { envelope, found } = read
  const key = await keyOf(hash, envelope.device)
  const unsound = key && isSigned(key, body, signature) ? null : 'E-SYN-03'
  const { rest, ...of } = columnsOf(found.ids, found.sheets)
  const answer = await taken(read, unsound, async (payload) => {
    const said = hot.json({ ...payload, ids: undefined, sheets: rest } as never)
    const [row] = await hot<{ answer: Answer }[]>`
      select app.sync_push(${hash}, ${said}, ${requestId}, ${of.ids}::text::uuid[], ${of.sheets}::text::uuid[],
        ${of.words}::text::jsonb[], ${of.sheet}::text::int[], ${of.word}::text::int[], ${of.people}::text::uuid[], ${of.person}::text::int[],
        ${of.at}::text::timestamptz[], ${of.replaces}::text::text[]) as answer`
    return row!.answer
  })
  return told('answer' in answer ? { ...answer, ops: answer.ops ?? found.ids } : answer)
}

function told(answer: Answer): Pushed {
  if (!('answer' in answer)) return { status: answer.status }
  return { status: 'received', receipt: { v: SYNC_VERSION, ...answer.answer, ops: receiptsOf(answer) } }
}

export function receiptsOf({ ops, odd }: { ops: string[] | null; odd: Odd }): OpReceipt[] {
  return (ops ?? []).map((id) => ({ status: 'applied', ...odd[id], id }) as OpReceipt)
}

/** A batch's bytes, read; null where it is of a version this server does not speak. */
export function readBatch(body: Buffer, hashed = createHash('sha256').update(body).digest()) {
  const json = parsed(body)
  const version = (json as { v?: unknown } | null)?.v
  if (typeof version === 'number' && !(SYNC_VERSIONS as readonly number[]).includes(version)) return null
  const read = SyncEnvelope.safeParse(json)
  if (!read.success) throw new AppError('E-GEN-04')
  const { ops, ...envelope } = read.data
  return { envelope: { ...envelope, digest: hashed.toString('hex') }, found: sorted(ops, envelope.device) }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new AppError('E-GEN-04')
  }
}

type PgError = { code?: string; message?: string }
const MOST_TRIES = 6

/** Asks the database until it has taken the batch in: sealed where people must see to it, again where two met. */
export async function taken<A>(
  { envelope, found }: NonNullable<ReturnType<typeof readBatch>>,
  unsound: string | null,
  ask: (payload: object) => Promise<A>,
): Promise<A> {
  const sheets = [...found.sheets, ...found.broken]
  const sealed: Record<string, string> = {}
  let careful = false
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask({ ...envelope, ...found, unsound, sealed, careful })
    } catch (error) {
      const { code = '', message = '' } = error as PgError
      if (tries >= MOST_TRIES) throw error
      // Undone, because these must wait for people, and lie sealed while they do.
      if (code === 'TB010') seal(sealed, new Set(JSON.parse(message) as string[]), sheets)
      // Two phones in each other's way: the one that was sent back goes again. Any other fault: each sheet by itself.
      else if (!/^40/.test(code)) {
        if (careful || !/^[0-9A-Z]{5}$/.test(code)) throw error
        careful = true
      }
    }
  }
}

function seal(sealed: Record<string, string>, asked: Set<string>, sheets: Sheet[]): void {
  for (const { session, ops } of sheets) {
    for (const op of ops) if (asked.has(op.id)) sealed[op.id] = sealOp({ session, op })
  }
}
