import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import type { Staff } from '@/tests/support/factories'
import { type TwoProvinces, twoProvinces } from './second-wall-world'

let w: TwoProvinces
beforeAll(async () => {
  w = await twoProvinces()
  // One connection: whoever asks is answered where the one before was.
  openPools({ app: w.database.appUrl, pub: w.database.publicUrl }, 1)
})
afterAll(async () => {
  await closePools()
  await w?.close()
})

const scopeOf = ({ userId }: Staff) => ({ userId }) as Scope

type Kept = { text: string; plans: number }
const kept = () =>
  reading(scopeOf(w.a.officer), async (db) => [
    ...(await db.execute<Kept>(
      sql`select statement as text, (generic_plans + custom_plans)::int as plans from pg_prepared_statements`,
    )),
  ])

/** How many people each of four accounts sees, asked by the same statement on the same connection, again and again. */
async function seenBy(times: number): Promise<number[][]> {
  const people = [w.a.facilitator, w.a2.facilitator, w.a.officer, w.b.officer]
  const seen: number[][] = people.map(() => [])
  for (let i = 0; i < times; i += 1)
    for (const [at, one] of people.entries())
      seen[at]!.push(
        await reading(scopeOf(one), async (db) => {
          const [row] = await db.execute<{ n: number }>(
            sql`select count(*)::int n from app.person where birth_year > ${1000}::int`,
          )
          return row!.n
        }),
      )
  return seen
}
const alike = (seen: number[][]) => seen.map((each) => [...new Set(each)])

it('a statement is planned for everybody once, and answers each by who she is', async () => {
  expect(alike(await seenBy(12))).toEqual([[3], [5], [10], [11]])
  const [one] = (await kept()).filter(({ text }) => text.includes('birth_year >'))
  expect(one?.plans).toBe(48)
})

it('a connection keeps so many and no more, and no list made for one occasion', async () => {
  await reading(scopeOf(w.a.officer), async (db) => {
    const values = sql.join(
      Array.from({ length: 61 }, (_, i) => sql`${i}::int`),
      sql`, `,
    )
    await db.execute(sql`select 'a list', ${values}`)
    for (let i = 0; i < 300; i += 1) await db.execute(sql`select ${i}::int, ${sql.raw(`'number ${i}'`)}`)
  })
  const all = await kept()
  const ours = all.filter(({ text }) => text.includes("'number "))
  expect(ours.length).toBeGreaterThan(200)
  expect(ours.length).toBeLessThanOrEqual(250)
  expect(all.filter(({ text }) => text.includes('a list'))).toEqual([])
})

it('no function that a plan may work out beforehand asks who it is for, when it is, or what stands in a table', async () => {
  const asking =
    await w.owner`select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('app', 'audit', 'pub') and p.provolatile = 'i' and p.prosrc ~* '(current_setting|my_scope|find_scope|now\\(|\\mfrom\\s+(app|audit|pub)\\.)'`
  expect(asking.map(({ name }) => name)).toEqual([])
})

it('planted: a wall that is looked up when a statement is planned tells one what is another’s', async () => {
  await closePools()
  openPools({ app: w.database.appUrl, pub: w.database.publicUrl }, 1)
  await w.owner`alter function app.my_scope(text) immutable`
  try {
    expect(alike(await seenBy(12))).not.toEqual([[3], [5], [10], [11]])
  } finally {
    await w.owner`alter function app.my_scope(text) stable`
  }
})
