import {
  accountsOf,
  countsOf,
  isAble,
  openPhone,
  PHONE_CHANNEL,
  type PhoneDatabase,
  unsent,
  unsentOf,
} from './database'
import type { SyncEnd } from './engine'
import { officeOver, type Silence } from './office'
import type { Outbox } from './outbox'
import type { Pack } from './pack'
import { type Unlocked, unlockByPin, unlockBySecret } from './vault'

export type KnownAccount = { id: string; ordinal: number; hasPin: boolean }

export type PhoneSnapshot = {
  phase: 'starting' | 'unable' | 'empty' | 'locked' | 'open'
  accounts: KnownAccount[]
  /** Whose PIN is asked for, or who is in. */
  account: string | null
  counts: { own: number; others: number }
  outbox: Outbox | null
  pack: Pack | null
  sync: 'none' | 'busy' | SyncEnd
}

/** What the screens are chosen by: it stays the same object while only counts or the state of sending move. */
export type PhoneFrame = Pick<PhoneSnapshot, 'phase' | 'outbox' | 'pack'>

export type Phone = {
  subscribe(listener: () => void): () => void
  snapshot(): PhoneSnapshot
  frame(): PhoneFrame
  start(): Promise<void>
  choose(account: string): Promise<void>
  /** How many tries are left, or null when it is open. */
  unlock(pin: string): Promise<number | null>
  /** A new PIN for an account whose own was thrown away. Null when it is open, else why not. */
  renewPin(pin: string): Promise<Silence | 'stranger' | null>
  /** Forgets the key and every name in this tab. */
  lock(): void
  /** An attempt to send and receive. Where the browser knows of no network only her own wish makes one. */
  sync(wished?: boolean): Promise<void>
  /** Something was written: other tabs are told, and there is an attempt soon. */
  written(): void
  /** A file with all that was not sent, which only the office can open. Null where there is nothing, or no key yet. */
  rescue(): Promise<string | null>
  database(): PhoneDatabase | null
}

const SOON_MS = 1200
/** Longer than the drawing of a tap on a slow phone. */
const MOMENT_MS = 150
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 5 * 60_000
/** What is needed behind the PIN comes by itself; see work.ts. */
const work = () => import('./work')

const NOTHING: PhoneSnapshot = {
  phase: 'starting',
  accounts: [],
  account: null,
  counts: { own: 0, others: 0 },
  outbox: null,
  pack: null,
  sync: 'none',
}

/** The database is opened while the page is still being woken; on the server there is none. */
let early = typeof window !== 'undefined' && isAble() ? openPhone() : null
early?.catch(() => {})

/** What was opened early serves once: later it may have given way to a newer page. */
function opened(): Promise<PhoneDatabase> {
  const first = early ?? openPhone()
  early = null
  return first
}

/** The phone in one tab: who is in, what she carries, and how sending goes. */
export function createPhone(): Phone {
  const listeners = new Set<() => void>()
  const office = officeOver()
  let channel: BroadcastChannel | null = null
  let now = NOTHING
  let frame: PhoneFrame = NOTHING
  let db: PhoneDatabase | null = null
  let begun = false
  let unlocked: Unlocked | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_WAIT_MS
  let asked = false
  let telling = false
  let wrote = false

  function put(change: Partial<PhoneSnapshot>): boolean {
    const keys = Object.keys(change) as (keyof PhoneSnapshot)[]
    if (keys.every((key) => Object.is(now[key], change[key]))) return false
    now = { ...now, ...change }
    const { phase, outbox, pack } = now
    if (phase !== frame.phase || outbox !== frame.outbox || pack !== frame.pack)
      frame = { phase, outbox, pack }
    return true
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  function set(change: Partial<PhoneSnapshot>): void {
    if (put(change)) tell()
  }

  /**
   * A tap is drawn by its register, which reads the new count at once; whoever else shows it, and other tabs, hear a
   * moment later, once for all that came until then.
   */
  function counted(outbox: Outbox): void {
    put({ counts: { ...now.counts, own: outbox.all().filter(unsent).length } })
    if (telling) return
    telling = true
    setTimeout(() => {
      telling = false
      tell()
      if (wrote) channel?.postMessage('written')
      wrote = false
    }, MOMENT_MS)
  }

  async function look(): Promise<void> {
    if (!db) return
    const [accounts, sums] = await Promise.all([accountsOf(db), unsentOf(db)])
    const known = accounts.map(({ id, ordinal, pin }) => ({ id, ordinal, hasPin: pin !== null }))
    const account = accounts.some(({ id }) => id === now.account) ? now.account : (accounts[0]?.id ?? null)
    const counts = countsOf(sums, account)
    const phase = unlocked ? 'open' : account ? 'locked' : 'empty'
    set({ accounts: known, account, counts, phase })
  }

  async function enter(opened: Unlocked): Promise<void> {
    if (!db) return
    const { openWork } = await work()
    const { outbox, pack } = await openWork(db, opened)
    unlocked = opened
    outbox.subscribe(() => counted(outbox))
    set({ outbox, pack, account: opened.account, phase: 'open', sync: 'none' })
    await look()
    void sync()
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void sync(), ms)
  }

  async function sync(wished = false): Promise<void> {
    const { outbox } = now
    if (!db || !unlocked || !outbox) return
    if (!navigator.onLine && !wished) return set({ sync: 'offline' })
    if (now.sync === 'busy') {
      asked = true
      return
    }
    clearTimeout(timer)
    set({ sync: 'busy' })
    const mine = unlocked
    const onPack = (pack: Pack) => {
      if (unlocked === mine) set({ pack })
    }
    const given = { db, unlocked: mine, outbox, office, onPack }
    const end = await work()
      .then(({ exchangeOnce }) => exchangeOnce(given))
      .catch((): SyncEnd => 'trouble')
    if (unlocked !== mine) return
    set({ sync: end })
    await look()
    channel?.postMessage('written')
    if (end === 'done') wait = FIRST_WAIT_MS
    if (asked && end === 'done') {
      asked = false
      return sync()
    }
    asked = false
    if ((end === 'offline' || end === 'trouble' || end === 'elsewhere') && now.counts.own > 0) {
      later(wait)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => now,
    frame: () => frame,
    database: () => db,
    async start() {
      if (begun) return
      begun = true
      if (!isAble()) return set({ phase: 'unable' })
      try {
        db = await opened()
      } catch {
        return set({ phase: 'unable' })
      }
      // Only here: on the server this function is called too, and nothing may be left open there.
      channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(PHONE_CHANNEL)
      channel?.addEventListener('message', () => {
        void now.outbox?.refresh()
        void look()
      })
      await look()
    },
    async choose(account) {
      set({ account })
      await look()
    },
    async unlock(pin) {
      if (!db || !now.account) return 0
      const result = await unlockByPin(db, now.account, pin, Date.now())
      if (result.ok) await enter(result.unlocked)
      else await look()
      return result.ok ? null : result.left
    },
    async renewPin(pin) {
      const account = db && now.account ? await db.get('accounts', now.account) : undefined
      if (!db || !account) return 'trouble'
      const heard = await office.secret(account.device)
      if (!heard.ok) return heard.why === 'withdrawn' ? 'stranger' : heard.why
      const opened = await unlockBySecret(db, account.id, heard.data.secret, pin, Date.now())
      if (!opened) return 'stranger'
      await enter(opened)
      return null
    },
    lock() {
      clearTimeout(timer)
      unlocked = null
      set({ outbox: null, pack: null, phase: 'locked', sync: 'none' })
    },
    sync,
    async rescue() {
      const { outbox, pack } = now
      if (!db || !unlocked || !outbox || !pack?.rescue) return null
      const { rescueFile } = await work()
      return rescueFile({ db, unlocked, outbox }, pack.rescue)
    },
    written() {
      wrote = true
      later(SOON_MS)
    },
  }
}
