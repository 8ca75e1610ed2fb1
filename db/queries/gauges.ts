import { sql } from 'drizzle-orm'
import { pools } from '../client'
import type { Told } from '../follower'

/** Counts and ages of what must not pile up (the function says which); asked without an account, and about nobody. */
export async function gauges(): Promise<{ name: string; value: number }[]> {
  const rows = await pools().db.execute(sql`select name, value from app.gauges()`)
  return [...rows] as { name: string; value: number }[]
}

/** Whether the database answers at all. */
export async function databaseAnswers(): Promise<void> {
  await pools().db.execute(sql`select 1`)
}

type Heard = { bytes: number; seconds: number; transactions: number }

/**
 * How the follower stands, where one is named: whether it answers readings now (1 or 0), how far it is behind, and how many transactions
 * it has been asked since it started.
 */
export async function followerStands(): Promise<{ name: string; value: number }[]> {
  const { follower, db } = pools()
  if (!follower) return []
  let primary = 0n
  let heard: Heard | undefined
  const answers = await follower.answer(
    async (statement) => {
      const [told] = await db.execute<Told>(statement)
      primary = BigInt(told!.at!)
      return told!
    },
    (way) =>
      follower.app().begin((seat, inside) => {
        way.given()
        return seat.transaction((tx) =>
          inside(async () => {
            const [row] = await tx.execute<{ at: string; seconds: number; transactions: number }>(sql`
              select (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::text as at, xact_commit::float8 as transactions,
                coalesce(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()), 0)::float8 as seconds
              from pg_stat_database where datname = current_database()`)
            const bytes = primary - BigInt(row!.at)
            heard = { ...row!, bytes: Math.max(0, Number(bytes)), seconds: bytes > 0n ? row!.seconds : 0 }
            await way.caughtUp(async (statement) => (await tx.execute<Told>(statement))[0]!)
            return 1
          }),
        )
      }),
    async () => 0,
  )
  const { bytes, seconds, transactions } = heard ?? {}
  return Object.entries({ answers, behind_bytes: bytes, behind_seconds: seconds, transactions }).flatMap(
    ([name, value]) => (value === undefined ? [] : [{ name, value }]),
  )
}
