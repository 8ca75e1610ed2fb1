import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { type Pushed, pushBatch } from '@/db/commands/sync/push-batch'
import { registerDevice } from '@/db/commands/sync/register-device'
import { hashOfIds } from '@/lib/sync/hash'
import type { BatchReceipt, OpReceipt } from '@/lib/sync/schema'
import { contextOf } from '@/tests/support/actors'
import type { Staff, World } from '@/tests/support/factories'

/** A phone as a test holds it: its key, its owner, and what it has sent. */
export type Phone = { who: Staff; device: string; key: KeyObject; secret: string; seq: number }
export type Sent = { body: Buffer; signature: string; batch: string }
/** One operation on its way, as lib/sync/schema.ts has it. */
export type Op = {
  session: string
  supersedes?: string[]
  at?: string
  op: Record<string, unknown> & { id: string; kind: string }
}

export const AT = '2024-06-01T14:00:00.000Z'

export async function newPhone(who: Staff, name = ''): Promise<Phone> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const ctx = await contextOf(who)
  const { device, secret } = await registerDevice(ctx, { publicKey: { kty: 'EC', crv: 'P-256', x, y }, name })
  return { who, device, key: privateKey, secret, seq: 0 }
}

export function signed(phone: Phone, body: Buffer): string {
  return sign('sha256', body, { key: phone.key, dsaEncoding: 'ieee-p1363' }).toString('base64')
}

/** The bytes of a batch and their signature. */
export async function batchOf(
  phone: Phone,
  ops: Op[],
  more: { acked?: string[]; sent?: string; v?: number; device?: string; batch?: string } = {},
): Promise<Sent> {
  const { acked, ...rest } = more
  const batch = rest.batch ?? randomUUID()
  const body = Buffer.from(
    JSON.stringify({
      v: 1,
      device: phone.device,
      batch,
      seq: phone.seq++,
      sent: new Date().toISOString(),
      ops: ops.map((op) => ({ supersedes: [], at: AT, ...op })),
      acked: acked ? { count: acked.length, hash: await hashOfIds(acked) } : null,
      ...rest,
    }),
  )
  return { body, signature: signed(phone, body), batch }
}

export const deliver = (who: Staff, { body, signature }: Sent): Promise<Pushed> =>
  pushBatch(who.hash, body, signature, 'test')

/** Sends a batch and answers its receipt; anything else fails the test. */
export async function received(phone: Phone, sent: Sent): Promise<BatchReceipt> {
  const pushed = await deliver(phone.who, sent)
  if (pushed.status !== 'received') throw new Error(`not received: ${pushed.status}`)
  return pushed.receipt
}

export const push = async (phone: Phone, ops: Op[], more?: Parameters<typeof batchOf>[2]) =>
  received(phone, await batchOf(phone, ops, more))

/** The receipts in few words: applied, conflict+, conflict-, E-… */
export const told = (receipt: BatchReceipt) => receipt.ops.map(wordOf)
const wordOf = (one: OpReceipt) =>
  one.status === 'quarantined'
    ? one.code
    : one.status === 'conflict'
      ? `conflict${one.stands ? '+' : '-'}`
      : one.status

export const markOp = (
  w: World,
  person: number,
  code = 'PRESENT',
  { session = 0, supersedes = [] as string[], late = 0, reason = null as string | null, at = AT } = {},
): Op => ({
  session: w.sessionIds[session]!,
  supersedes,
  at,
  op:
    code === 'NONE'
      ? { id: randomUUID(), kind: 'unmark', person: w.people[person]!.personId }
      : { id: randomUUID(), kind: 'mark', person: w.people[person]!.personId, code, late, early: 0, reason },
})

export const actOp = (
  w: World,
  outcome: 'submit' | 'cancel' | 'draft',
  { session = 0, at = AT, supersedes = [] as string[], cancelReason = undefined as string | undefined } = {},
): Op => ({
  session: w.sessionIds[session]!,
  supersedes,
  at,
  op: { id: randomUUID(), kind: 'act', outcome, ...(cancelReason && { cancelReason }) },
})

/** A whole register: everybody marked, the head counted, the sheet handed in. */
export function wholeSheet(w: World, session = 0, at = AT, code = 'PRESENT'): Op[] {
  return [
    ...w.people.map((_, i) => markOp(w, i, i === 0 && code === 'PRESENT' ? 'ABSENT' : code, { session, at })),
    actOp(w, 'submit', { session, at }),
  ]
}
