import { latinDigits } from '@/lib/shared/number'
import { dataKeyOf, newDataKey, unwrapByPin, unwrapBySecret, wrapByPin, wrapBySecret } from './cipher'
import { type AccountRecord, type PhoneDatabase, writing } from './database'

/** Wrong PINs that throw the PIN away. The data stay: she signs in and chooses a new one. */
export const PIN_TRIES = 5
export const PIN_DIGITS = 4

/** An account that is open in this tab: while it is, its key is in memory. */
export type Unlocked = { account: string; key: CryptoKey }

export type Unlocking = { ok: true; unlocked: Unlocked } | { ok: false; left: number }

/** A PIN as typed, digits of any script; null where it is no PIN. */
export function readPin(typed: string): string | null {
  const digits = latinDigits(typed.trim())
  return new RegExp(`^\\d{${PIN_DIGITS},12}$`).test(digits) ? digits : null
}

type NewAccount = {
  id: string
  device: string
  keys: { sign: CryptoKey; seal: CryptoKey }
  pin: string
  secret: string
  now: number
}

/** Makes the place of an account on this phone: a fresh data key, wrapped by her PIN and by the office's secret. */
export async function createAccount(db: PhoneDatabase, given: NewAccount): Promise<Unlocked> {
  const { id, device, keys, pin, secret, now } = given
  const raw = newDataKey()
  const [byPin, rescue, key] = await Promise.all([
    wrapByPin(raw, pin, keys.seal, id),
    wrapBySecret(raw, secret, keys.seal, id),
    dataKeyOf(raw),
  ])
  raw.fill(0)
  const tx = writing(db, ['accounts'])
  const others = await tx.store.getAll()
  await tx.store.add({
    id,
    device,
    ordinal: Math.max(0, ...others.map((other) => other.ordinal)) + 1,
    ...keys,
    pin: byPin,
    rescue,
    tries: 0,
    seq: 0,
    usedAt: now,
  })
  await tx.done
  return { account: id, key }
}

/**
 * Opens an account with its PIN. A try is counted before it is made, so that pulling the battery gives nobody another;
 * with the fifth wrong one the PIN's wrapping is gone.
 */
export async function unlockByPin(
  db: PhoneDatabase,
  id: string,
  pin: string,
  now: number,
): Promise<Unlocking> {
  const tried = await change(db, id, (account) => ({ ...account, tries: account.tries + 1 }))
  if (!tried?.pin || tried.tries > PIN_TRIES) {
    await change(db, id, (account) => ({ ...account, pin: null }))
    return { ok: false, left: 0 }
  }
  try {
    const raw = await unwrapByPin(tried.pin, pin, tried.seal, id)
    const key = await dataKeyOf(raw)
    raw.fill(0)
    await change(db, id, (account) => ({ ...account, tries: 0, usedAt: now }))
    return { ok: true, unlocked: { account: id, key } }
  } catch {
    const left = PIN_TRIES - tried.tries
    if (left <= 0) await change(db, id, (account) => ({ ...account, pin: null }))
    return { ok: false, left: Math.max(0, left) }
  }
}

/** Opens an account with what the office gave to its signed-in session, and sets a new PIN. Null: it does not fit. */
export async function unlockBySecret(
  db: PhoneDatabase,
  id: string,
  secret: string,
  pin: string,
  now: number,
): Promise<Unlocked | null> {
  const account = await db.get('accounts', id)
  if (!account) return null
  try {
    const raw = await unwrapBySecret(account.rescue, secret, account.seal, id)
    const [byPin, key] = await Promise.all([wrapByPin(raw, pin, account.seal, id), dataKeyOf(raw)])
    raw.fill(0)
    await change(db, id, (found) => ({ ...found, pin: byPin, tries: 0, usedAt: now }))
    return { account: id, key }
  } catch {
    return null
  }
}

async function change(
  db: PhoneDatabase,
  id: string,
  how: (account: AccountRecord) => AccountRecord,
): Promise<AccountRecord | undefined> {
  const tx = writing(db, ['accounts'])
  const account = await tx.store.get(id)
  const changed = account && how(account)
  if (changed) await tx.store.put(changed)
  await tx.done
  return changed
}
