import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, openPools, pools, type Reader } from '@/db/client'
import { auditOf } from '@/db/queries/audit'
import { peopleList } from '@/db/queries/people/people-list'
import { personPage } from '@/db/queries/people/person-page'
import { whoSaw } from '@/db/queries/people/who-saw'
import { cohortList } from '@/db/queries/programmes/cohorts'
import { packGroup, packGroups } from '@/db/queries/sync/pack'
import { inbox } from '@/db/queries/tasks/inbox'
import { registerView } from '@/db/queries/workshops/register'
import { facilitatorDay, sheetsOf } from '@/db/queries/workshops/today'
import { waitingSheets } from '@/db/queries/workshops/waiting-sheets'
import { type Context, inTransaction } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { planFaults, plansOf, policyFunctions } from './plans'
import { type TwoProvinces, twoProvinces } from './second-wall-world'

// The ten queries asked most often, under the policies: what may be seen is found once a statement, rows are found by an
// index, and no function is called row by row. No time is measured here: npm run bench does.
let w: TwoProvinces
let facilitator: Context
let officer: Context
let director: Context
let functions: string[]
beforeAll(async () => {
  w = await twoProvinces()
  openPools({ app: w.database.appUrl, pub: w.database.publicUrl }, 2)
  facilitator = await contextOf(w.a.facilitator)
  officer = await contextOf(w.a.officer)
  director = await contextOf(w.a.director)
  functions = await policyFunctions(pools().db)
})
afterAll(async () => {
  await closePools()
  await w?.close()
})

type Asked = [name: string, who: () => Context, work: (db: Reader, ctx: Context) => Promise<unknown>]
const HOTTEST: Asked[] = [
  ['a register', () => facilitator, (db, ctx) => registerView(db, scopeOf(ctx.actor), { sessionId: w.a.sessionIds[0]!, locale: 'fa' })],
  ['a facilitator’s day', () => facilitator, (db, ctx) => facilitatorDay(db, scopeOf(ctx.actor), { locale: 'fa' })],
  ['her groups for the phone', () => facilitator, (db, ctx) => packGroups(db, scopeOf(ctx.actor), null)],
  ['one of them', () => facilitator, async (db, ctx) => {
    const [group] = await packGroups(db, scopeOf(ctx.actor), null)
    return packGroup(db, scopeOf(ctx.actor), group!)
  }],
  ['the sheets of a run', () => officer, (db, ctx) => sheetsOf(db, scopeOf(ctx.actor), { runId: w.a.runId, locale: 'fa', size: 50 })],
  ['how many wait', () => officer, (db, ctx) => waitingSheets(db, scopeOf(ctx.actor))],
  ['a page of people', () => officer, (db, ctx) => peopleList(db, scopeOf(ctx.actor), { runId: w.a.runId, page: 1 })],
  ['one person', () => officer, (db, ctx) => personPage(db, scopeOf(ctx.actor), w.a.people[0]!.personId)],
  ['the groups of a run', () => officer, (db, ctx) => cohortList(db, scopeOf(ctx.actor), { runId: w.a.runId, page: 1 })],
  ['what is to be done', () => officer, (db, ctx) => inbox(db, scopeOf(ctx.actor), {})],
  ['a page of the audit', () => director, (db, ctx) => auditOf(db, scopeOf(ctx.actor), { locale: 'fa' })],
] // biome-ignore format: a table is read by its columns

describe('the plan of', () => {
  it.each(HOTTEST)(
    '%s asks for scopes once, finds rows by an index and calls no function for each',
    async (_, who, work) => {
      const ctx = who()
      const plans = await plansOf(ctx, (db) => work(db, ctx))
      expect(plans.length).toBeGreaterThan(0)
      expect(planFaults(plans, functions)).toEqual([])
    },
  )

  it('a policy that asks row by row is found out', async () => {
    expect(functions).toContain('my_scope')
    await w.owner`create function app.can_see(node int) returns boolean language plpgsql stable as
      $$ begin return node = any(app.my_scope('see')); end $$`
    await w.owner`alter policy see on app.session using (app.can_see(scope_id))`
    try {
      const plans = await plansOf(officer, (db) => waitingSheets(db, scopeOf(officer.actor)))
      expect(planFaults(plans, await policyFunctions(pools().db))).toContain(
        'calls can_see for each row of session',
      )
    } finally {
      await w.owner`alter policy see on app.session using (scope_id = any((select app.my_scope('see'))::int[]))`
    }
  })
})

describe('who saw a woman', () => {
  it('is answered by an index of the audit, however long the audit is', async () => {
    const her = w.a.people[0]!.personId
    await w.owner.unsafe(`insert into audit.event (province_id, action, entity, entity_id)
      select ${w.a.provinceScope}, 'person.view', 'person', gen_random_uuid()::text from generate_series(1, 30000)`)
    await w.owner.unsafe(`insert into audit.event (province_id, actor_id, action, entity, entity_id)
      select ${w.a.provinceScope}, '${w.a.officer.userId}', 'person.view', 'person', '${her}' from generate_series(1, 3)`)
    await w.owner`analyze audit.event`
    const read = await inTransaction(director, async (db) => {
      const { total } = await whoSaw(db, scopeOf(director.actor), { personId: her, page: 1 })
      expect(total).toBe(3)
      const [row] = await db.execute<{ whole: number; found: number }>(sql`
        select seq_scan::int as whole, coalesce(idx_tup_fetch, 0)::int as found from pg_stat_xact_all_tables where relid = 'audit.event'::regclass`)
      return row!
    })
    expect(read.whole).toBe(0)
    expect(read.found).toBeLessThan(100)
  })
})
