import type { SyncOp } from '@/lib/sync/schema'
import { subject } from '@/lib/workshops/register-ops'
import { openJson, sealJson } from './cipher'
import { type OpState, type OutboxRecord, type PhoneDatabase, placesOf, writing } from './database'
import type { Unlocked } from './vault'

/** An operation of the open account, as it lies on this phone. */
export type KeptOp = {
  id: string
  n: number
  state: OpState
  code: string | null
  seen: boolean
  agreed: boolean
  sync: SyncOp
}

/** One tap on its way into the queue. */
export type NewOp = {
  session: string
  op: SyncOp['op']
  at: string
  /** What the office had in its place when she tapped. */
  saw: string | null
  /** She is back at what the office has: where nothing of it was sent, nothing need be. */
  back?: boolean
}

export type Outbox = {
  all(): readonly KeptOp[]
  of(session: string): KeptOp[]
  /** Writes taps; when it resolves they are on the disk. */
  add(taps: NewOp[]): Promise<void>
  /** Takes back what was never sent. Says which of them could be. */
  drop(ids: string[]): Promise<string[]>
  /** Reads the queue anew: another tab, or the engine, has written. */
  refresh(): Promise<void>
  subscribe(listener: () => void): () => void
}

export const opPlace = (id: string) => `op:${id}`
const placeOf = (session: string, op: SyncOp['op']) => `${session} ${op.kind === 'act' ? 'act' : subject(op)}`

export const unsent = (op: { state: OpState }) => op.state === 'kept' || op.state === 'sent'

/** The queue of one open account. Its content is in memory while she is in, and sealed on the disk. */
export async function openOutbox(db: PhoneDatabase, { account, key }: Unlocked): Promise<Outbox> {
  const listeners = new Set<() => void>()
  let ops: KeptOp[] = []

  async function read(): Promise<void> {
    const known = new Map(ops.map((op) => [op.id, op.sync]))
    const records = await db.getAllFromIndex('outbox', 'byPlace', placesOf(account))
    ops = await Promise.all(
      records.map(async ({ id, n, state, code, seen, agreed, iv, data }) => ({
        id,
        n,
        state,
        code,
        seen,
        agreed,
        sync: known.get(id) ?? (await openJson<SyncOp>(key, opPlace(id), { iv, data })),
      })),
    )
    for (const listener of listeners) listener()
  }

  const record = async (sync: SyncOp): Promise<OutboxRecord> => ({
    id: sync.op.id,
    account,
    n: 0,
    state: 'kept',
    code: null,
    seen: false,
    agreed: false,
    ...(await sealJson(key, opPlace(sync.op.id), sync)),
  })

  /** Both ways a tap may go in, made ready before the transaction: sealing takes longer than one stays open. */
  async function prepare({ session, op, at, saw, back = false }: NewOp) {
    const place = placeOf(session, op)
    const own = ops.filter((other) => !other.seen && placeOf(other.sync.session, other.sync.op) === place)
    const prior = own.at(-1)
    if (!prior && back) return null
    const sync = (supersedes: string[]): SyncOp => ({ session, supersedes, at, op })
    const after = await record(sync(prior ? [prior.id] : saw ? [saw] : []))
    const instead = prior?.state === 'kept' ? await record(sync(prior.sync.supersedes)) : null
    return { prior, after, instead, gone: back && own.length === 1, last: op.kind === 'act' }
  }

  async function add(taps: NewOp[]): Promise<void> {
    const ready = (await Promise.all(taps.map(prepare))).filter((tap) => tap !== null)
    if (ready.length === 0) return
    const tx = writing(db, ['outbox'])
    const end = await tx.store.index('byPlace').openCursor(placesOf(account), 'prev')
    let n = end?.value.n ?? 0
    for (const { prior, after, instead, gone, last } of ready) {
      const lying = prior && (await tx.store.get(prior.id))
      // Never sent: the newer tap takes its place in the queue. An act goes to the end, behind all it is about.
      if (instead && lying?.state === 'kept') {
        await tx.store.delete(lying.id)
        if (!gone) await tx.store.put({ ...instead, n: last ? ++n : lying.n })
      } else await tx.store.put({ ...after, n: ++n })
    }
    await tx.done
    await read()
  }

  async function drop(ids: string[]): Promise<string[]> {
    const gone: string[] = []
    const tx = writing(db, ['outbox'])
    for (const id of ids) {
      if ((await tx.store.get(id))?.state !== 'kept') continue
      await tx.store.delete(id)
      gone.push(id)
    }
    await tx.done
    await read()
    return gone
  }

  await read()
  return {
    all: () => ops,
    of: (session) => ops.filter((op) => op.sync.session === session),
    add,
    drop,
    refresh: read,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
