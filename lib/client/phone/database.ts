import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb'

/** Something sealed: AES-GCM, its nonce beside it. */
export type Sealed = { iv: Uint8Array; data: ArrayBuffer }

/** One account on this phone. Nothing here names anybody. */
export type AccountRecord = {
  id: string
  /** What the office calls this account on this phone. */
  device: string
  /** «کاربر ۱»: how people tell the accounts of a shared phone apart. */
  ordinal: number
  /** Signs batches; its private half never leaves the browser's key store. */
  sign: CryptoKey
  /** Without this key of this browser a PIN opens nothing. */
  seal: CryptoKey
  pin: (Sealed & { salt: Uint8Array; rounds: number }) | null
  rescue: Sealed
  /** Wrong PINs since the last right one. */
  tries: number
  seq: number
  usedAt: number
}

export type PackRecord = Sealed & { account: string }

/**
 * Where an operation stands: on the phone, in a batch whose fate is not known, or at the office (as it was meant, in
 * dispute, or waiting for a supervisor).
 */
export type OpState = 'kept' | 'sent' | 'received' | 'conflict' | 'waits'

export type OutboxRecord = Sealed & {
  id: string
  account: string
  /** Its place in the queue. */
  n: number
  state: OpState
  /** Why it waits. */
  code: string | null
  /** The sheet from the office was read after this one had arrived there: it no longer lies over that sheet. */
  seen: boolean
  /** Phone and office have compared their lists and both hold it. */
  agreed: boolean
}

/** The one batch of an account that is under way: the very bytes that are sent again until they are answered. */
export type BatchRecord = Sealed & {
  account: string
  v: number
  signature: string
  ids: string[]
  /** What was said to have been received, to be forgotten when the office agrees. */
  acked: string[]
}

interface Schema extends DBSchema {
  accounts: { key: string; value: AccountRecord }
  packs: { key: string; value: PackRecord }
  outbox: { key: string; value: OutboxRecord; indexes: { byPlace: [string, number] } }
  batches: { key: string; value: BatchRecord }
}

export type PhoneDatabase = IDBPDatabase<Schema>

export const DATABASE_NAME = 'tabavar-phone'
/** Tabs tell each other here that something was written. */
export const PHONE_CHANNEL = 'tabavar-phone'

/** Whether this browser can keep anything closed: keys need https or localhost. */
export const isAble = () =>
  typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && crypto.subtle !== undefined

/** One version's change, within the browser's own transaction of the upgrade. */
export type Step = (db: PhoneDatabase, tx: UpgradeOf) => void
type UpgradeOf = Parameters<NonNullable<OpenDBCallbacks<Schema>['upgrade']>>[3]

/** What an upgrade does, version by version. The browser runs it whole or not at all. */
export const STEPS: readonly Step[] = [
  (db) => {
    db.createObjectStore('accounts', { keyPath: 'id' })
    db.createObjectStore('packs', { keyPath: 'account' })
    db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byPlace', ['account', 'n'], {
      unique: true,
    })
    db.createObjectStore('batches', { keyPath: 'account' })
  },
]

/** Opens the phone's database. An older page that still holds it lets go by itself, so that a newer one can upgrade. */
export function openPhone(name = DATABASE_NAME, steps = STEPS): Promise<PhoneDatabase> {
  return openDB<Schema>(name, steps.length, {
    upgrade(db, from, _to, tx) {
      for (const step of steps.slice(from)) step(db, tx)
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
}

type StoreName = 'accounts' | 'packs' | 'outbox' | 'batches'

/** A transaction that is done only when its writes are on the disk: what «saved» on a screen means. */
export function writing<S extends [StoreName, ...StoreName[]]>(db: PhoneDatabase, stores: S) {
  return db.transaction(stores, 'readwrite', { durability: 'strict' })
}

/** All records of one account's queue, in order. */
export const placesOf = (account: string) =>
  IDBKeyRange.bound([account, Number.NEGATIVE_INFINITY], [account, Number.POSITIVE_INFINITY])

export const unsent = (op: { state: OpState }) => op.state === 'kept' || op.state === 'sent'

/** How many operations the office has not confirmed, account by account. */
export async function unsentOf(db: PhoneDatabase): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  for (const record of await db.getAll('outbox')) {
    if (unsent(record)) sums.set(record.account, (sums.get(record.account) ?? 0) + 1)
  }
  return sums
}

/** The same, of this account and of every other one on this phone. */
export function countsOf(sums: Map<string, number>, account: string | null): { own: number; others: number } {
  const own = (account && sums.get(account)) || 0
  return { own, others: [...sums.values()].reduce((sum, each) => sum + each, 0) - own }
}

export const unsentCounts = async (db: PhoneDatabase, account: string | null) =>
  countsOf(await unsentOf(db), account)

/** The accounts of this phone, the one used last first. Nobody's name is among what is known of them. */
export async function accountsOf(db: PhoneDatabase): Promise<AccountRecord[]> {
  return (await db.getAll('accounts')).sort((a, b) => b.usedAt - a.usedAt)
}
