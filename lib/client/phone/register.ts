import type { RegisterStore, SaveExtra, Snapshot } from '@/lib/client/register-store'
import { act, openRegister, type RegisterAction, type RegisterState } from '@/lib/workshops/register'
import { alreadySaved } from '@/lib/workshops/register-ops'
import type { RegisterView } from '@/lib/workshops/register-view'
import type { RegisterOp } from '@/lib/workshops/schema'
import type { NewOp, Outbox } from './outbox'
import type { Line } from './pack'
import { countsLater, officeValues, standing, viewOf } from './sheet'

/** Why a tap could not be written down: the phone has no room, or its storage failed. Then the row does not change. */
export type Unwritten = 'full' | 'failed'

export type PhoneRegister = RegisterStore & {
  view(): RegisterView
  /** The office's sheet or the queue has changed: what stands now, with her operations over it. */
  rebase(line: Line): void
  unwritten(): Unwritten | null
  /** Resolves when all taps so far are written. */
  idle(): Promise<void>
}

type Outside = {
  newId: () => string
  now: () => Date
  /** The office's clock, as far as the phone knows. */
  officeNow: () => number
  locale: 'fa' | 'en'
  /** Something was written. */
  onWritten: () => void
}

/**
 * The same register as with a network, over the queue of this phone: a tap is on the disk before its row looks marked,
 * one after the other in the order of the fingers.
 */
export function createPhoneRegister(first: Line, outbox: Outbox, outside: Outside): PhoneRegister {
  let line = first
  const { sessionId } = first.session
  const listeners = new Set<() => void>()
  let turn: Promise<void> = Promise.resolve()
  let unwritten: Unwritten | null = null
  const read = () => viewOf(line, outbox.of(sessionId), outside.locale, outside.officeNow())
  /** The operations the view was made of, so that one's own tap is not read twice. */
  const told = () =>
    outbox
      .of(sessionId)
      .map((op) => `${op.id}${op.state}${op.seen}`)
      .join()
  let heard = told()
  let view = read()
  let now: Snapshot = { register: fresh(), saving: { kind: 'none' }, restored: 0, keptOnDevice: true }

  /**
   * The sheet as it stands: everything of hers is written already. Of what was never sent a guest can still be taken
   * away, and further words go with the ones before.
   */
  function fresh(history: RegisterState['history'] = []): RegisterState {
    const own = outbox.of(sessionId)
    const pending = own.flatMap(({ state, sync: { op } }) =>
      state === 'kept' && (op.kind === 'guest' || op.kind === 'details') ? [op] : [],
    )
    return { ...openRegister(view), pending, later: countsLater(own), history }
  }

  function set(change: Partial<Snapshot>): void {
    now = { ...now, ...change }
    for (const listener of listeners) listener()
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch((error: unknown) => {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError'
      unwritten = full ? 'full' : 'failed'
      set({})
    })
    return turn
  }

  const newOp = (op: NewOp['op'], back = false): NewOp => ({
    session: sessionId,
    op,
    at: outside.now().toISOString(),
    saw: standing(line.session, op),
    back,
  })

  async function tap(action: RegisterAction): Promise<void> {
    const before = now.register
    const after = act(before, action, outside.newId)
    if (after === before) return
    const known = new Set(before.pending.map((op) => op.id))
    const left = new Set(after.pending.map((op) => op.id))
    const made = after.pending.filter((op) => !known.has(op.id))
    const gone = before.pending.filter((op) => op.kind === 'guest' && !left.has(op.id)).map((op) => op.id)
    if (gone.length > 0) await outbox.drop(gone)
    if (made.length > 0) await outbox.add(made.map((op) => newOp(op, isBack(op, after))))
    written(after.history)
  }

  function isBack(op: RegisterOp, after: RegisterState): boolean {
    const office = officeValues(line.session)
    if (op.kind === 'head' && op.count === null) return !after.later && office.head === null
    return op.kind !== 'guest' && alreadySaved(office, op)
  }

  function written(history: RegisterState['history']): void {
    unwritten = null
    heard = told()
    view = read()
    const { saving } = now
    set({ register: fresh(history), saving: saving.kind === 'kept' ? { kind: 'none' } : saving })
    outside.onWritten()
  }

  async function sendAct(outcome: 'submit' | 'cancel', extra: SaveExtra): Promise<void> {
    const reason = outcome === 'cancel' ? { cancelReason: extra.cancelReason ?? null } : {}
    await outbox.add([
      newOp({ id: outside.newId(), kind: 'act', outcome, acknowledged: extra.acknowledged ?? [], ...reason }),
    ])
    written([])
    set({ saving: { kind: 'kept', outcome } })
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => now,
    view: () => view,
    unwritten: () => unwritten,
    idle: () => turn,
    wake: () => {},
    dispatch: (action) => void inTurn(() => tap(action)),
    save: (outcome, extra = {}) =>
      outcome === 'draft' || now.register.locked ? Promise.resolve() : inTurn(() => sendAct(outcome, extra)),
    retry: () => Promise.resolve(),
    choose: () => Promise.resolve(),
    dismissRefusal: () => {},
    rebase(next) {
      void inTurn(async () => {
        const newer = told()
        if (next.session === line.session && next.group === line.group && newer === heard) return
        line = next
        heard = newer
        view = read()
        set({ register: fresh(now.register.history) })
      })
    },
  }
}
