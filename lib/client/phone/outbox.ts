import { isGroupOp, placeOfGroupOp } from '@/lib/hamyar/op-kinds'
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
  /** Does once, of no effect, what a tap does: the first one then costs no more than the others. */
  warm(): Promise<void>
}

export const opPlace = (id: string) => `op:${id}`
const placeOf = (session: string, op: SyncOp['op']) =>
  `${session} ${isGroupOp(op) ? placeOfGroupOp(op) : op.kind === 'act' ? 'act' : subject(op)}`

/** Two records of one account in the same place of the queue. */
const isTaken = (error: unknown) => error instanceof DOMException && error.name === 'ConstraintError'

const keptOf = (
  { id, n, state, code, seen, agreed }: Omit<OutboxRecord, 'iv' | 'data'>,
  sync: SyncOp,
): KeptOp => ({ id, n, state, code, seen, agreed, sync })

/** The queue of one open account. Its content is in memory while she is in, and sealed on the disk. */
export async function openOutbox(db: PhoneDatabase, { account, key }: Unlocked): Promise<Outbox> {
  const listeners = new Set<() => void>()
  let ops: KeptOp[] = []

  /** Taps written by this tab so far, and readings begun: a reading that was overtaken by either says nothing. */
  let writes = 0
  let readings = 0

  const tell = () => {
    for (const listener of listeners) listener()
  }

  async function read(): Promise<void> {
    readings += 1
    const mine = { writes, reading: readings }
    const known = new Map(ops.map((op) => [op.id, op.sync]))
    const records = await db.getAllFromIndex('outbox', 'byPlace', placesOf(account))
    const found = await Promise.all(
      records.map(async ({ iv, data, ...record }) =>
        keptOf(
          record,
          known.get(record.id) ?? (await openJson<SyncOp>(key, opPlace(record.id), { iv, data })),
        ),
      ),
    )
    if (mine.writes !== writes) return read()
    if (mine.reading !== readings) return
    ops = found
    tell()
  }

  const written = async (sync: SyncOp): Promise<{ record: OutboxRecord; sync: SyncOp }> => ({
    record: {
      id: sync.op.id,
      account,
      n: 0,
      state: 'kept',
      code: null,
      seen: false,
      agreed: false,
      ...(await sealJson(key, opPlace(sync.op.id), sync)),
    },
    sync,
  })

  /** Both ways a tap may go in, made ready before the transaction: sealing takes longer than one stays open. */
  async function prepare({ session, op, at, saw, back = false }: NewOp) {
    const place = placeOf(session, op)
    const own = ops.filter(
      (other) => !other.seen && other.sync.session === session && placeOf(session, other.sync.op) === place,
    )
    const prior = own.at(-1)
    if (!prior && back) return null
    const sync = (supersedes: string[]): SyncOp => ({ session, supersedes, at, op })
    const after = await written(sync(prior ? [prior.id] : saw ? [saw] : []))
    const instead = prior?.state === 'kept' ? await written(sync(prior.sync.supersedes)) : null
    return { prior, after, instead, gone: back && own.length === 1, last: op.kind === 'act' }
  }

  async function add(taps: NewOp[]): Promise<void> {
    try {
      await put(taps, true)
    } catch (error) {
      if (!isTaken(error)) throw error
      // Another tab was here first: the queue is read, and its end asked for.
      await read()
      await put(taps, false)
    }
  }

  /**
   * Where the end of the queue is taken from memory it is one request, and one answer: that it lies on the disk. A place
   * that was taken meanwhile refuses it whole.
   */
  async function put(taps: NewOp[], fromMemory: boolean): Promise<void> {
    const ready = (await Promise.all(taps.map(prepare))).filter((tap) => tap !== null)
    if (ready.length === 0) return
    const tx = writing(db, ['outbox'])
    const end = fromMemory
      ? ops.at(-1)
      : (await tx.store.index('byPlace').openCursor(placesOf(account), 'prev'))?.value
    let n = end?.n ?? 0
    let refused: unknown
    const asked: Promise<unknown>[] = []
    const ask = (request: Promise<unknown>) =>
      asked.push(
        request.catch((error: unknown) => {
          refused ??= error
        }),
      )
    const over = new Set<string>()
    const made: KeptOp[] = []
    let asKnown = true
    for (const { prior, after, instead, gone, last } of ready) {
      const lying = prior && (await tx.store.get(prior.id))
      asKnown &&= lying?.state === prior?.state
      // Never sent: the newer tap takes its place in the queue. An act goes to the end, behind all it is about.
      const replaced = instead && lying?.state === 'kept' ? lying : null
      if (replaced) {
        ask(tx.store.delete(replaced.id))
        over.add(replaced.id)
      }
      if (replaced && gone) continue
      const { record, sync } = replaced ? instead! : after
      const placed = { ...record, n: replaced && !last ? replaced.n : ++n }
      ask(tx.store.put(placed))
      made.push(keptOf(placed, sync))
    }
    try {
      await tx.done
    } catch (error) {
      await Promise.all(asked)
      throw isTaken(refused) ? refused : error
    }
    writes += 1
    // Another tab, or the engine, was here meanwhile: what lies there now is read.
    if (!asKnown) return read()
    ops = [...ops.filter((op) => !over.has(op.id)), ...made].sort((a, b) => a.n - b.n)
    tell()
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
    writes += 1
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
    async warm() {
      await sealJson(key, opPlace('none'), null)
      await db.transaction('outbox').store.index('byPlace').openKeyCursor(placesOf(account), 'prev')
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
