import 'server-only'
import type { Sql, TransactionSql } from 'postgres'
import { pools } from './client'
import type { Ask } from './follower'

export type PublicReader = Sql | TransactionSql

/** Reads what is released, through the login that sees nothing else: from the follower where there is one fit to answer, else from the primary. */
export async function publicReading<T>(work: (pub: PublicReader) => Promise<T>): Promise<T> {
  const { pub, follower } = pools()
  const near = () => pub.ask((sql) => work(sql))
  if (!follower) return near()
  const asking =
    (sql: PublicReader): Ask =>
    async (statement) =>
      (await sql.unsafe(statement))[0] as never
  return follower.answer(
    (statement) => pub.ask((sql) => asking(sql)(statement)),
    (way) =>
      follower.pub().begin((sql, inside) => {
        way.given()
        return sql.begin('read only', (tx) =>
          inside(async () => {
            await way.caughtUp(asking(tx))
            return work(tx)
          }),
        ) as Promise<never>
      }),
    near,
  )
}
