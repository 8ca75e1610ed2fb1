import 'server-only'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { blind } from './token'

type Keys = { pair: string; account: string; known: string; network: string }

export function throttleKeys(name: string, network: string): Keys {
  return {
    pair: blind('pair', name, network),
    account: blind('account', name),
    known: blind('known', name, network),
    network: blind('network', network),
  }
}

/** The seconds somebody waits whom this network does not know at this name, because too many such tries were wrong; or 0. */
export async function takeStrangersTry(db: Db, keys: Keys, now: Date, requestId: string): Promise<number> {
  const rows = await db.execute(
    sql`select app.strangers_take(${keys.network}, ${keys.pair}, ${keys.known}, ${now.toISOString()}::timestamptz, ${requestId}) as wait`,
  )
  return Number((rows as unknown as { wait: number }[])[0]?.wait ?? 0)
}

/** The password was right: that try is counted no more. Before `clearTries`, which makes the two known to each other. */
export async function giveStrangersTry(db: Db, keys: Keys): Promise<void> {
  await db.execute(sql`select app.strangers_give(${keys.network}, ${keys.known})`)
}

/** Counts a try before it is made; the seconds to wait, or 0. */
export async function takeTry(db: Db, keys: Keys): Promise<number> {
  const rows = await db.execute(
    sql`select app.throttle_take(${keys.pair}, ${keys.account}, ${keys.known}) as wait`,
  )
  return Number((rows as unknown as { wait: number }[])[0]?.wait ?? 0)
}

/** After the right password: this name and network start afresh and know each other. */
export async function clearTries(db: Db, keys: Keys): Promise<void> {
  await db.execute(sql`select app.throttle_clear(${keys.pair}, ${keys.account}, ${keys.known})`)
}
