import { BATCH_BYTES, BATCH_OPS, SYNC_VERSION } from '@/lib/sync/envelope'
import { hashOfIds } from '@/lib/sync/hash'
import type { BatchReceipt } from '@/lib/sync/schema'
import { openJson, sealJson, signatureOf } from './cipher'
import { type AccountRecord, type OutboxRecord, type PhoneDatabase, placesOf, writing } from './database'
import type { KeptOp } from './outbox'
import type { Unlocked } from './vault'

export type Batch = { text: string; signature: string; ids: string[]; acked: string[] }

const batchPlace = (account: string) => `batch:${account}`
const atOffice = (op: { state: string }) => ['received', 'conflict', 'waits'].includes(op.state)

type Outside = { now: () => Date; newId: () => string }

/**
 * The batch to send: the one under way, as it was, or a new one of what is kept (and of what is to be agreed on). It
 * is on the disk before it is sent, so that after any cut the same bytes go again. Null: nothing to say.
 */
export async function takeBatch(
  db: PhoneDatabase,
  { account, key }: Unlocked,
  ops: readonly KeptOp[],
  outside: Outside,
): Promise<Batch | null> {
  const lying = await db.get('batches', account)
  if (lying?.v === SYNC_VERSION) {
    const { text } = await openJson<{ text: string }>(key, batchPlace(account), lying)
    return { text, signature: lying.signature, ids: lying.ids, acked: lying.acked }
  }
  if (lying) await release(db, account)
  const owner = await db.get('accounts', account)
  if (!owner) return null
  const going = fitting(lying ? ops.map(asKept) : ops)
  const acked = ops.filter((op) => atOffice(op) && !op.agreed).map((op) => op.id)
  if (going.length + acked.length === 0) return null
  const agree = acked.length > 0 ? { count: acked.length, hash: await hashOfIds(acked) } : null
  const { text, signature } = await written(owner, going, agree, outside)
  const sealed = await sealJson(key, batchPlace(account), { text })
  const ids = going.map((op) => op.id)
  const tx = writing(db, ['outbox', 'batches', 'accounts'])
  const outbox = tx.objectStore('outbox')
  const records = await Promise.all(ids.map((id) => outbox.get(id)))
  const taken = await tx.objectStore('batches').get(account)
  // A tap came between: what it replaced must not go. The next turn takes what is there then.
  if (taken || records.some((record) => record?.state !== 'kept')) {
    await tx.done
    return null
  }
  for (const record of records) await outbox.put({ ...record!, state: 'sent' })
  await tx.objectStore('batches').put({ account, v: SYNC_VERSION, signature, ids, acked, ...sealed })
  await tx
    .objectStore('accounts')
    .put({ ...owner, ...(await tx.objectStore('accounts').get(account)), seq: owner.seq + 1 })
  await tx.done
  return { text, signature, ids, acked }
}

/** The bytes of a batch and their signature. */
async function written(
  owner: AccountRecord,
  going: readonly KeptOp[],
  acked: { count: number; hash: string } | null,
  outside: Outside,
): Promise<{ text: string; signature: string }> {
  const text = JSON.stringify({
    v: SYNC_VERSION,
    device: owner.device,
    batch: outside.newId(),
    seq: owner.seq,
    sent: outside.now().toISOString(),
    ops: going.map((op) => op.sync),
    acked,
  })
  return { text, signature: await signatureOf(owner.sign, text) }
}

/**
 * Everything the office has not got, as batches to be carried there by hand: the one under way as it is, then what is
 * kept. Nothing is taken out of the queue; whichever copy comes first counts, and the other changes nothing.
 */
export async function carriedBatches(
  db: PhoneDatabase,
  { account, key }: Unlocked,
  ops: readonly KeptOp[],
  outside: Outside,
): Promise<{ text: string; signature: string }[]> {
  const [lying, owner] = await Promise.all([db.get('batches', account), db.get('accounts', account)])
  if (!owner) return []
  const under = lying?.v === SYNC_VERSION ? lying : null
  const carried: { text: string; signature: string }[] = []
  if (under && under.ids.length > 0) {
    const { text } = await openJson<{ text: string }>(key, batchPlace(account), under)
    carried.push({ text, signature: under.signature })
  }
  let left = (under ? ops : ops.map(asKept)).filter((op) => op.state === 'kept')
  while (left.length > 0) {
    const going = fitting(left)
    carried.push(await written(owner, going, null, outside))
    left = left.slice(going.length)
  }
  return carried
}

const asKept = (op: KeptOp): KeptOp => (op.state === 'sent' ? { ...op, state: 'kept' } : op)

function fitting(ops: readonly KeptOp[]): KeptOp[] {
  const going: KeptOp[] = []
  let bytes = 1024
  for (const op of ops) {
    if (op.state !== 'kept') continue
    // A Persian letter is at most three bytes where JavaScript counts one.
    bytes += JSON.stringify(op.sync).length * 3 + 1
    if (going.length === BATCH_OPS || (going.length > 0 && bytes > BATCH_BYTES)) break
    going.push(op)
  }
  return going
}

/** A batch of a version nobody speaks any more: its operations go back into the queue. */
async function release(db: PhoneDatabase, account: string): Promise<void> {
  const tx = writing(db, ['outbox', 'batches'])
  const batch = await tx.objectStore('batches').get(account)
  for (const id of batch?.ids ?? []) await change(tx.objectStore('outbox'), id, asRequeued)
  await tx.objectStore('batches').delete(account)
  await tx.done
}

type Store = {
  get(id: string): Promise<OutboxRecord | undefined>
  put(record: OutboxRecord): Promise<string>
  delete(id: string): Promise<void>
}

/** Both have it, and what the office made of it has been read (a dispute too stands on its sheet): it need not stay. */
const done = ({ state, agreed, seen }: OutboxRecord) =>
  state !== 'waits' && atOffice({ state }) && agreed && seen

async function change(store: Store, id: string, how: (record: OutboxRecord) => OutboxRecord): Promise<void> {
  const record = await store.get(id)
  if (!record) return
  const changed = how(record)
  if (done(changed)) await store.delete(id)
  else await store.put(changed)
}

const asRequeued = (record: OutboxRecord): OutboxRecord =>
  record.agreed ? record : { ...record, state: 'kept', code: null, seen: false }

/** The office's answer to the batch under way. What it does not mention goes again. */
export async function settleBatch(db: PhoneDatabase, account: string, receipt: BatchReceipt): Promise<void> {
  const tx = writing(db, ['outbox', 'batches'])
  const outbox = tx.objectStore('outbox')
  const batch = await tx.objectStore('batches').get(account)
  const answers = new Map(receipt.ops.map((answer) => [answer.id, answer]))
  for (const id of batch?.ids ?? []) {
    const answer = answers.get(id)
    await change(outbox, id, (record) => {
      if (!answer) return { ...record, state: 'kept' }
      if (answer.status === 'quarantined') return { ...record, state: 'waits', code: answer.code }
      return { ...record, state: answer.status === 'conflict' ? 'conflict' : 'received' }
    })
  }
  for (const id of batch?.acked ?? []) {
    if (receipt.agreed === true) await change(outbox, id, (record) => ({ ...record, agreed: true }))
    if (receipt.agreed === false) await change(outbox, id, asRequeued)
  }
  await tx.objectStore('batches').delete(account)
  await tx.done
}

/** Lays down what was pulled; operations that were at the office before no longer lie over its sheets. */
export async function keepPack(db: PhoneDatabase, { account, key }: Unlocked, pack: unknown): Promise<void> {
  const sealed = await sealJson(key, `pack:${account}`, pack)
  const tx = writing(db, ['outbox', 'packs'])
  const outbox = tx.objectStore('outbox')
  for (const record of await outbox.index('byPlace').getAll(placesOf(account))) {
    if (atOffice(record)) await change(outbox, record.id, (found) => ({ ...found, seen: true }))
  }
  await tx.objectStore('packs').put({ account, ...sealed })
  await tx.done
}

/** She has read what became of it, and the office keeps it: the phone lays it aside. */
export async function dismiss(db: PhoneDatabase, ids: readonly string[]): Promise<void> {
  const tx = writing(db, ['outbox'])
  for (const id of ids) {
    const record = await tx.store.get(id)
    if (record && atOffice(record) && record.agreed) await tx.store.delete(id)
  }
  await tx.done
}

/** The pack of an open account; null before the first pull. */
export async function readPack<T>(db: PhoneDatabase, { account, key }: Unlocked): Promise<T | null> {
  const record = await db.get('packs', account)
  return record ? openJson<T>(key, `pack:${account}`, record) : null
}
