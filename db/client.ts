import 'server-only'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type ParameterOrFragment, type Sql, type TransactionSql } from 'postgres'
import { env, keyring } from '@/lib/env'
import { guardDriver } from './driver-guard'
import { type Follower, openFollower, type Patience } from './follower'
import { loginUrls } from './logins'
import { remembered } from './remembered'
import { openSeats, type Seats } from './seats'

export type Db = PostgresJsDatabase<Record<string, never>>
/** A handle that can only ask. */
export type Reader = Pick<Db, 'select' | 'selectDistinct' | 'execute' | '$with' | 'with' | '$count'>

/** The lean client for hot writes: one statement, or one short transaction, on a connection of its own. */
export type Hot = {
  <T extends readonly object[]>(strings: TemplateStringsArray, ...values: Parameter[]): Promise<T>
  json: Sql['json']
  begin: <T>(work: (sql: TransactionSql) => Promise<T>) => Promise<T>
}
type Parameter = ParameterOrFragment<never>

type Pools = {
  urls: Logins
  /** Transactions, through `db/transaction.ts` only. */
  seats: Seats<Db>
  hot: Hot
  /** Released figures, through a login that sees nothing else. */
  pub: Seats<Sql>
  /** One statement that says by itself who is asking. */
  db: Pick<Db, 'execute'>
  /** A server that follows the primary, where one is named; asked through `db/transaction.ts` and `db/queries/public*.ts`. */
  follower: Follower<Db, Sql> | null
  end: () => Promise<void>
}
type Following = Logins & { patience?: Patience; say?: (line: string) => void }
type Logins = { app: string; pub: string }
const slot = globalThis as unknown as { tabavarPools?: Pools }

const quiet = {
  onnotice: () => {},
  connection: { application_name: 'tabavar' },
  connect_timeout: 10,
  // The seats close what has rested or lived long enough; closed by the driver, it would look lost.
  idle_timeout: 0,
  max_lifetime: 0,
  max: 1,
}

/**
 * Opens the pools on the given addresses: the application's (queries and commands, and a lean one for hot writes) and the public's; with
 * `following`, those of a follower for what may be asked of it.
 */
export function openPools(urls: Logins, max = 8, following?: Following): Pools {
  guardDriver()
  const connect =
    (url: string, more = {}) =>
    (onclose: () => void) =>
      postgres(url, { ...quiet, ...more, onclose })
  const handle = (sql: Sql) => drizzle(remembered(sql)) as unknown as Db
  const seats = openSeats(max, connect(urls.app), handle)
  // drizzle overwrites the serializers of the client it is given, so the hot path has clients of its own.
  const lean = openSeats(max, connect(urls.app), (sql) => sql)
  const pub = openSeats(Math.max(2, max / 2), connect(urls.pub), (sql) => sql)
  const open = ({ app, pub }: Logins) => ({
    app: openSeats(max, connect(app, { connect_timeout: 2 }), handle),
    pub: openSeats(Math.max(2, max / 2), connect(pub, { connect_timeout: 2 }), (sql) => sql),
  })
  const follower = following ? openFollower(() => open(following), following.patience, following.say) : null
  slot.tabavarPools = {
    urls,
    seats,
    hot: hotOf(lean),
    pub,
    db: { execute: ((query: never) => seats.ask((db) => db.execute(query))) as unknown as Db['execute'] },
    follower,
    end: async () => {
      await Promise.all([seats.end(), lean.end(), pub.end(), follower?.end()])
    },
  }
  return slot.tabavarPools
}

function hotOf(lean: Seats<Sql>): Hot {
  // Only marks a value as JSON: the client that sends it writes it.
  const json = postgres({ max: 1 }).json
  const hot = (strings: TemplateStringsArray, ...values: Parameter[]) =>
    lean.ask((sql) => sql(strings, ...values))
  const begin: Hot['begin'] = (work) =>
    lean.begin((sql, inside) => sql.begin((tx) => inside(() => work(tx))) as Promise<never>)
  return Object.assign(hot, { json, begin }) as unknown as Hot
}

export function pools(): Pools {
  if (slot.tabavarPools) return slot.tabavarPools
  const { DATABASE_URL, TABAVAR_READ_FROM } = env()
  const logins = (url: string) => loginUrls(url, keyring().loginSecret)
  return openPools(logins(DATABASE_URL), 8, TABAVAR_READ_FROM ? logins(TABAVAR_READ_FROM) : undefined)
}

/** Ends every connection of this process. */
export async function closePools(): Promise<void> {
  const open = slot.tabavarPools
  slot.tabavarPools = undefined
  await open?.end()
}
