import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hashOfIds } from '@/lib/sync/hash'
import { contested, headsOf, type PlacedOp } from '@/lib/sync/order'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'

let database: FreshDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await freshDatabase()
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const ids = Array.from({ length: 9 }, (_, i) => `0190a000-0000-7000-8000-00000000000${i}`)
const Id = fc.constantFrom(...ids)
const Place = fc.uniqueArray(
  fc.record({
    id: Id,
    rank: fc.constantFrom<PlacedOp['rank']>(1, 2, 3),
    supersedes: fc.array(Id, { maxLength: 3 }),
    value: fc.constantFrom('PRESENT', 'ABSENT', 'LATE', ''),
  }),
  { selector: (op) => op.id, maxLength: 9 },
)

it('the database and the phone find the same standing, in whatever order the operations come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(Place, { minLength: 20, maxLength: 40 }),
      fc.integer(),
      async (places, seed) => {
        const flat = places.flatMap((ops, i) => ops.map((op) => ({ ...op, place: `p${i}` })))
        const sent = flat.map((op, i) => ({ op, key: Math.sin(seed + i) })).sort((a, b) => a.key - b.key)
        const rows = await sql<{ place: string; op: string; nth: number; contested: boolean }[]>`
        select * from app.standing(${sql.json(sent.map(({ op }) => op) as never)})`
        places.forEach((ops, i) => {
          const theirs = rows.filter((row) => row.place === `p${i}`).sort((a, b) => a.nth - b.nth)
          expect(theirs.map((row) => row.op)).toEqual(headsOf(ops).map((op) => op.id))
          for (const row of theirs) expect(row.contested).toBe(contested(ops))
        })
      },
    ),
    { numRuns: 30 },
  )
})

it('the database and the phone hash a set of ids alike', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uuid(), { maxLength: 40 }), async (set) => {
      const [row] = await sql`select app.hash_of_ids(${set}::uuid[]) as hash`
      expect(row!.hash).toBe(await hashOfIds(set.map((id) => id.toUpperCase())))
    }),
    { numRuns: 40 },
  )
})
