import 'server-only'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { blind } from './token'

type Keys = { pair: string; account: string; known: string }

export function throttleKeys(name: string, network: string): Keys {
  return {
    pair: blind('pair', name, network),
    account: blind('account', name),
    known: blind('known', name, network),
  }
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
