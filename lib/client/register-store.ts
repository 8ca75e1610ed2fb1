import { act, openRegister, type RegisterAction, type RegisterState } from '@/lib/workshops/register'
import { type Choices, collide, settle } from '@/lib/workshops/register-dispute'
import { arrive, comeBack, depart, draftOf, resume } from '@/lib/workshops/register-sync'
import type { RegisterReceipt, RegisterView } from '@/lib/workshops/register-view'
import type { RegisterSave } from '@/lib/workshops/schema'
import { type DraftStorage, draftKey, keepDraft, loadDraft } from './register-draft'
import type { Unsent } from './register-save'

export type Outcome = RegisterSave['outcome']
export type SaveExtra = { cancelReason?: string; acknowledged?: 'W-ATT-05'[] }

/** Where the last save stands. `confirmed` is said only on the server's receipt. */
export type Saving =
  | { kind: 'none' }
  | { kind: 'saving'; outcome: Outcome }
  | { kind: 'confirmed'; outcome: Outcome }
  /** Written down on this phone; the office has not heard yet. */
  | { kind: 'kept'; outcome: Outcome }
  | { kind: 'unsent'; why: Unsent['why']; outcome: Outcome }
  | { kind: 'refused'; code: string; values: Record<string, string | number>; outcome: Outcome }
  | { kind: 'conflict'; outcome: Outcome }

export type Snapshot = { register: RegisterState; saving: Saving; restored: number; keptOnDevice: boolean }

export type RegisterStore = {
  subscribe(listener: () => void): () => void
  snapshot(): Snapshot
  /** Lays the draft of this device over the sheet; call once, in the browser. */
  wake(storage: DraftStorage | null): void
  dispatch(action: RegisterAction): void
  save(outcome: Outcome, extra?: SaveExtra): Promise<void>
  retry(): Promise<void>
  choose(choices: Choices): Promise<void>
  dismissRefusal(): void
}

type Outside = {
  send: (save: RegisterSave) => Promise<RegisterReceipt | Unsent>
  newId: () => string
}

/** The register of one screen: holds the state, keeps the draft, talks to the server one request at a time. */
export function createRegisterStore(view: RegisterView, owner: string, outside: Outside): RegisterStore {
  const key = draftKey(owner, view.sessionId)
  const listeners = new Set<() => void>()
  let storage: DraftStorage | null = null
  let extra: SaveExtra = {}
  let now: Snapshot = {
    register: openRegister(view),
    saving: { kind: 'none' },
    restored: 0,
    keptOnDevice: false,
  }

  function set(change: Partial<Snapshot>): void {
    const keep = change.register !== undefined && change.register !== now.register
    now = { ...now, ...change }
    if (keep && !now.register.locked) {
      now = { ...now, keptOnDevice: keepDraft(storage, key, draftOf(now.register)) }
    }
    for (const listener of listeners) listener()
  }

  async function exchange(outcome: Outcome): Promise<boolean> {
    const register = outcome === 'cancel' ? { ...comeBack(now.register), sent: null } : depart(now.register)
    set({ register, saving: { kind: 'saving', outcome } })
    const answer = await outside.send({
      v: 1,
      sessionId: view.sessionId,
      baseVersion: register.sent?.baseVersion ?? register.version,
      ops: register.sent?.ops ?? [],
      outcome,
      cancelReason: outcome === 'cancel' ? extra.cancelReason : undefined,
      acknowledged: extra.acknowledged ?? [],
    })
    switch (answer.status) {
      case 'unsent':
        set({ saving: { kind: 'unsent', why: answer.why, outcome } })
        return false
      case 'refused':
        set({
          register: comeBack(now.register),
          saving: { kind: 'refused', code: answer.code, values: answer.values ?? {}, outcome },
        })
        return false
      case 'conflict':
        set({ register: collide(now.register, answer), saving: { kind: 'conflict', outcome } })
        return false
      default: {
        const arrived = arrive(now.register, answer.version, answer.sessionStatus)
        set({ register: outcome === 'draft' ? arrived : { ...arrived, history: [] } })
        if (arrived.locked) keepDraft(storage, key, null)
        set({ saving: { kind: 'confirmed', outcome }, restored: 0 })
        return true
      }
    }
  }

  async function save(outcome: Outcome, given: SaveExtra = {}): Promise<void> {
    if (now.saving.kind === 'saving' || now.register.locked || now.register.disputes.length > 0) return
    extra = given
    // A batch of unknown fate goes again alone and unchanged; only then what was tapped since.
    const twoSteps = now.register.sent !== null && now.register.pending.length > 0 && outcome !== 'cancel'
    if (twoSteps && !(await settled('draft'))) return remember(outcome)
    await settled(outcome)
  }

  /** Where nothing was really in dispute it goes on from the newer version by itself, once. */
  async function settled(outcome: Outcome): Promise<boolean> {
    if (await exchange(outcome)) return true
    return now.saving.kind === 'conflict' && now.register.disputes.length === 0 && exchange(outcome)
  }

  /** A first step that failed must not forget what she wanted. */
  function remember(outcome: Outcome): void {
    if ('outcome' in now.saving) set({ saving: { ...now.saving, outcome } })
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => now,
    wake(found) {
      if (storage) return
      storage = found
      const draft = loadDraft(storage, key)
      if (!draft) return
      const { state, restored } = resume(now.register, draft)
      if (restored === 0) keepDraft(storage, key, null)
      set({ register: state, restored })
    },
    dispatch(action) {
      const register = act(now.register, action, outside.newId)
      if (register === now.register) return
      const quiet = now.saving.kind === 'confirmed' || now.saving.kind === 'refused'
      set({ register, saving: quiet ? { kind: 'none' } : now.saving })
    },
    save,
    retry: () => ('outcome' in now.saving ? save(now.saving.outcome, extra) : Promise.resolve()),
    async choose(choices) {
      const outcome = 'outcome' in now.saving ? now.saving.outcome : 'draft'
      const register = settle(now.register, choices, outside.newId)
      if (register === now.register) return
      set({ register })
      await save(outcome, extra)
    },
    dismissRefusal() {
      if (now.saving.kind === 'refused') set({ saving: { kind: 'none' } })
    },
  }
}
