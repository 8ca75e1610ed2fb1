import 'server-only'
import type { ReservedSql, Sql } from 'postgres'

const LOCK = 7_402_040

/** A change that cannot be made now; the message says why. */
export class KeysRefused extends Error {
  override readonly name = 'KeysRefused'
}

/** One change of keys at a time, on one connection. */
export async function changingAlone<T>(owner: Sql, work: (sql: ReservedSql) => Promise<T>): Promise<T> {
  const sql = await owner.reserve()
  try {
    const [row] = await sql<{ free: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as free`
    if (!row!.free) throw new KeysRefused('Another process is changing the keys.')
    return await work(sql).finally(() => sql`select pg_advisory_unlock(${LOCK})`)
  } finally {
    sql.release()
  }
}

/** All of it or nothing, on the one connection of a change. */
export async function whole<T>(sql: ReservedSql, work: () => Promise<T>): Promise<T> {
  await sql`begin`
  try {
    const done = await work()
    await sql`commit`
    return done
  } catch (error) {
    await sql`rollback`.catch(() => {})
    throw error
  }
}
