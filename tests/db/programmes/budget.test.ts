import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBudgetLine, strikeBudgetLine } from '@/db/commands/programmes/budget'
import { budgetOf } from '@/db/queries/programmes/budget'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'
import { send } from '../workshops/register-sent'

let loaded: Loaded
let app: Sql
let w: World
let officer: Context
const one = async (statement: string) => (await rows(loaded.sql, statement))[0] as Record<string, unknown>

beforeAll(async () => {
  loaded = await loadedDatabase('none')
  app = postgres(loaded.database.appUrl, { max: 1, onnotice: () => {} })
  w = await world(loaded.sql, { people: 2, sessions: 2 })
  officer = await contextOf(w.officer)
})
afterAll(async () => {
  await app.end()
  await loaded.end()
})

const line = (kind: 'BUDGET' | 'SPENT', amountRial: number) =>
  ({ runId: w.runId, kind, day: '2024-05-20', amountRial, title: 'اجارهٔ سالن', letterNo: '۱۲/۳' }) as const
const money = () =>
  reading(scopeOf(officer.actor), (db) =>
    budgetOf(db, scopeOf(officer.actor), w.runId, new Date('2024-06-01T15:00:00Z')),
  )
const count = async () =>
  (await one(`select count(*)::int n from app.budget_line where run_id = '${w.runId}'`)).n

describe('the money of a run', () => {
  it('is entered by its office, and nobody’s words go into the audit', async () => {
    const other = await contextOf((await world(loaded.sql, { people: 0, sessions: 0 })).officer)
    for (const stranger of [other, await contextOf(w.facilitator)])
      await expect(addBudgetLine(stranger, line('BUDGET', 5))).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(addBudgetLine(officer, line('BUDGET', 0))).rejects.toThrow()
    await expect(addBudgetLine(officer, line('BUDGET', 1.5))).rejects.toThrow()
    expect(await count()).toBe(0)
    const { lineId } = await addBudgetLine(officer, line('BUDGET', 2_000_000_000))
    expect(await one(`select action, after, reason from audit.event where entity_id = '${lineId}'`)).toEqual({
      action: 'budget.add',
      after: { kind: 'BUDGET', day: '2024-05-20', amountRial: 2_000_000_000 },
      reason: null,
    })
  })

  it('is struck out once, with a reason, and counts no more; beside it stand the hours delivered', async () => {
    await addBudgetLine(officer, line('SPENT', 500_000_000))
    const { lineId } = await addBudgetLine(officer, line('SPENT', 700_000_000))
    const strike = (ctx: Context, reason = 'دو بار ثبت شده') => strikeBudgetLine(ctx, { lineId, reason })
    await expect(strike(await contextOf(w.facilitator))).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(strike(officer, ' ')).rejects.toThrow()
    expect((await money()).totals).toEqual({ credit: 2_000_000_000, spent: 1_200_000_000 })
    await strike(officer)
    await expect(strike(officer)).rejects.toMatchObject({ code: 'E-BUD-01' })
    await send(app, w.facilitator, registerOf(w, 0))
    const { totals, lines, delivered } = await money()
    expect(totals).toEqual({ credit: 2_000_000_000, spent: 500_000_000 })
    expect(lines.map(({ struckReason }) => struckReason).filter(Boolean)).toEqual(['دو بار ثبت شده'])
    expect(delivered).toEqual({ minutes: 120, targetMinutes: 25 * 3600 })
    expect(
      await one(
        `select action, before, reason from audit.event where entity_id = '${lineId}' and action = 'budget.strike'`,
      ),
    ).toEqual({
      action: 'budget.strike',
      before: { kind: 'SPENT', amountRial: 700_000_000 },
      reason: null,
    })
  })

  it('cannot be changed behind the commands, nor signed with another’s name', async () => {
    const as = (statement: string) =>
      app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${w.officer.userId}, true)`
        await sql.unsafe(statement)
      })
    await expect(
      as(`update app.budget_line set amount_rial = 1 where run_id = '${w.runId}'`),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      as(`insert into app.budget_line (scope_id, run_id, kind, day, amount_rial, title, created_by)
        values (${w.provinceScope}, '${w.runId}', 'SPENT', '2024-05-20', 1, 'x', '${w.director.userId}')`),
    ).rejects.toMatchObject({ code: '42501' })
    expect(await count()).toBe(3)
  })

  it('stays as it is once the run is closed', async () => {
    await loaded.sql`update app.run set status = 'CLOSED' where id = ${w.runId}`
    await expect(addBudgetLine(officer, line('SPENT', 1))).rejects.toMatchObject({ code: 'E-RUN-07' })
    expect(await count()).toBe(3)
  })
})
