import { keepPack, readPack, settleBatch, takeBatch } from './batches'
import type { PhoneDatabase } from './database'
import type { Office, Silence } from './office'
import type { KeptOp, Outbox } from './outbox'
import { lineOf, mergePull, type Pack } from './pack'
import type { Unlocked } from './vault'

/** How an attempt ended. In every case but `done` the rest stays on the phone and goes with the next one. */
export type SyncEnd = 'done' | 'elsewhere' | 'stranger' | Silence

type Given = {
  db: PhoneDatabase
  unlocked: Unlocked
  outbox: Outbox
  office: Office
  now: () => Date
  newId: () => string
  onPack: (pack: Pack) => void
}

/** More batches than this in one go means that something turns in circles. */
const MOST_TURNS = 40

/**
 * One attempt: asks the office who is signed in and what is new, sends what is kept batch by batch, reads what has
 * become of it, and compares lists. Only one tab does it at a time.
 */
export async function syncOnce(given: Given, locks: LockManager | null = browserLocks()): Promise<SyncEnd> {
  if (!locks) return exchange(given)
  const name = `tabavar-sync-${given.unlocked.account}`
  return locks.request(name, { ifAvailable: true }, (lock) => (lock ? exchange(given) : 'elsewhere'))
}

function browserLocks(): LockManager | null {
  return typeof navigator !== 'undefined' && 'locks' in navigator ? navigator.locks : null
}

async function exchange(given: Given): Promise<SyncEnd> {
  const { db, unlocked, outbox, office } = given
  let pack: Pack | null = null
  const mine = {
    ...given,
    onPack: (found: Pack) => {
      pack = found
      given.onPack(found)
    },
  }
  const asked = await pull(mine)
  if (asked !== 'done') return asked
  let told = false
  let requeued = false
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    await outbox.refresh()
    const ops = ready(outbox.all(), pack)
    const waiting = ops.some((op) => op.state === 'kept' || op.state === 'sent')
    // All is told: first see what the office made of it, then agree and forget.
    if (!waiting && told) {
      told = false
      const again = await pull(mine)
      if (again !== 'done') return again
      continue
    }
    const batch = await takeBatch(db, unlocked, ops, given)
    if (!batch) {
      if (waiting) continue
      return 'done'
    }
    // «On its way» is what is read from the disk, as everything else.
    await outbox.refresh()
    const heard = await office.push(batch)
    if (!heard.ok) return heard.why
    await settleBatch(db, unlocked.account, heard.data)
    told ||= batch.ids.length > 0
    if (heard.data.agreed === false) {
      if (requeued) break
      requeued = true
    }
    if (batch.ids.length === 0 && heard.data.agreed !== false) break
  }
  await outbox.refresh()
  return 'done'
}

/**
 * What may go. Changes of a sheet that was handed in go together, when she hands it in again: one by one they would
 * contradict its head count, and each would have to wait for a supervisor.
 */
function ready(ops: readonly KeptOp[], pack: Pack | null): KeptOp[] {
  const isAct = (op: KeptOp) => op.sync.op.kind === 'act'
  const hold = (session: string) => {
    const own = ops.filter((op) => op.sync.session === session && !op.seen)
    const handedIn =
      (pack && lineOf(pack, session)?.session.status === 'SUBMITTED') ||
      own.some((op) => isAct(op) && op.state !== 'kept')
    return handedIn && !own.some((op) => isAct(op) && op.state === 'kept')
  }
  const held = new Set([...new Set(ops.map((op) => op.sync.session))].filter(hold))
  return ops.filter((op) => op.state !== 'kept' || !held.has(op.sync.session))
}

async function pull({ db, unlocked, outbox, office, now, onPack }: Given): Promise<SyncEnd> {
  const account = await db.get('accounts', unlocked.account)
  if (!account) return 'withdrawn'
  const before = await readPack<Pack>(db, unlocked)
  const heard = await office.pull(account.device, before?.horizon ?? null)
  if (!heard.ok) return heard.why
  // Somebody else is signed in on this browser: nothing of hers goes under another name.
  if (heard.data.account.id !== unlocked.account) return 'stranger'
  const pack = mergePull(before, heard.data, now().getTime())
  await keepPack(db, unlocked, pack)
  await outbox.refresh()
  onPack(pack)
  return 'done'
}
