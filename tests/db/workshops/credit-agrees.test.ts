import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MARK_CODES, markNumber } from '@/lib/workshops/codes'
import { credit } from '@/lib/workshops/credit'
import { type FreshDatabase, freshDatabase } from '../../support/database'

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

const Case = fc.record({
  code: fc.constantFrom(...MARK_CODES),
  late: fc.oneof(fc.nat(480), fc.nat(61)),
  early: fc.oneof(fc.nat(480), fc.nat(61)),
  net: fc.integer({ min: 1, max: 480 }),
  grace: fc.nat(60),
  share: fc.oneof(
    fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000),
  ),
  excused: fc.boolean(),
})

it('the database and the screen credit every mark alike', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Case, { minLength: 200, maxLength: 300 }), async (cases) => {
      const asked = cases.map((c, i) => ({ ...c, i, code: markNumber(c.code) }))
      const rows = await sql<{ earned: number }[]>`
        select app.credit(code, late, early, net, grace, share, excused) earned
        from jsonb_to_recordset(${sql.json(asked)}::jsonb)
          as x(code int, late int, early int, net int, grace int, share numeric, excused boolean, i int) order by i`
      const mine = cases.map((c) =>
        credit(c, c.net, { graceMinutes: c.grace, minPresenceShare: c.share, excusedCredits: c.excused }),
      )
      expect(rows.map((row) => row.earned)).toEqual(mine)
    }),
    { numRuns: 20 },
  )
})
