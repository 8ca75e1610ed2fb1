import 'server-only'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import { env, keyring } from '@/lib/env'
import { guardDriver } from './driver-guard'
import { loginUrls } from './logins'

export type Db = PostgresJsDatabase<Record<string, never>>
/** A handle that can only ask. */
export type Reader = Pick<Db, 'select' | 'selectDistinct' | 'execute' | '$with' | 'with' | '$count'>

type Pools = { urls: { app: string; pub: string }; app: Sql; hot: Sql; pub: Sql; db: Db }
const slot = globalThis as unknown as { tabavarPools?: Pools }

const quiet = {
  onnotice: () => {},
  connection: { application_name: 'tabavar' },
  idle_timeout: 120,
  connect_timeout: 10,
}

/** Opens the pools on the given addresses: the application's (queries and commands, and a lean one for hot writes) and the public's. */
export function openPools(urls: { app: string; pub: string }, max = 8): Pools {
  guardDriver()
  const app = postgres(urls.app, { ...quiet, max })
  // drizzle overwrites the serializers of the client it is given, so the hot path has a client of its own.
  const hot = postgres(urls.app, { ...quiet, max })
  const pub = postgres(urls.pub, { ...quiet, max: Math.max(2, max / 2) })
  slot.tabavarPools = { urls, app, hot, pub, db: drizzle(app) as unknown as Db }
  return slot.tabavarPools
}

export function pools(): Pools {
  return slot.tabavarPools ?? openPools(loginUrls(env().DATABASE_URL, keyring().loginSecret))
}

/** Ends every connection of this process. */
export async function closePools(): Promise<void> {
  const open = slot.tabavarPools
  slot.tabavarPools = undefined
  if (open)
    await Promise.all([
      open.app.end({ timeout: 5 }),
      open.hot.end({ timeout: 5 }),
      open.pub.end({ timeout: 5 }),
    ])
}
