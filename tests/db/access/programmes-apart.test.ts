import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideDuplicate } from '@/db/commands/people/decide-duplicate'
import { approveRun } from '@/db/commands/programmes/approve-run'
import { duplicateCases } from '@/db/queries/people/duplicates'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { POWERS, SHARED_POWERS } from '@/lib/access/policy'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Field, openField } from '../sync/field'

let f: Field
let beside: Staff
let office: Staff
beforeAll(async () => {
  f = await openField({ people: 4, sessions: 2 })
  const of = async (programme: string) => {
    const who = await staff(f.owner, 'WELFARE_OFFICER', f.w.provinceScope, programme)
    await f.owner`update app.user_grant set programme = ${programme} where user_id = ${who.userId}`
    return who
  }
  beside = await of('HAMYAR')
  office = await of('RESILIENCE')
})
afterAll(() => f?.close())

const asked = (who: Staff, statement: string) =>
  f.app.begin(async (sql) => {
    await sql`select set_config('app.user_id', ${who.userId}, true)`
    return (await sql.unsafe(statement)).count
  })

describe('an office of another programme in the same province', () => {
  it('reads nobody of the plan, no mark and no consent, and changes nothing of it; the plan’s own office does', async () => {
    for (const table of ['person', 'consent', 'enrolment', 'attendance']) {
      expect(await asked(beside, `select 1 from app.${table}`), table).toBe(0)
      expect(await asked(office, `select 1 from app.${table} limit 1`), table).toBe(
        table === 'attendance' ? 0 : 1,
      )
    }
    for (const statement of [
      'update app.run set name_fa = name_fa',
      'update app.facilitator set status = status',
      'update app.cohort set code = code',
    ]) {
      expect(await asked(beside, statement), statement).toBe(0)
      expect(await asked(office, statement), statement).toBeGreaterThan(0)
    }
  })

  it('is refused by the command as well', async () => {
    const refused = { code: 'E-GEN-02' }
    await expect(approveRun(await contextOf(beside), { runId: f.w.runId })).rejects.toMatchObject(refused)
    await expect(approveRun(await contextOf(office), { runId: f.w.runId })).rejects.not.toMatchObject(refused)
  })

  it('neither reads nor decides a case about women it does not hold', async () => {
    const [one, other] = f.w.people
    const [made] = await f.owner`insert into app.duplicate_case (scope_id, person_id, other_id)
      values (${f.w.provinceScope}, ${one!.personId}, ${other!.personId}) returning id`
    const desk = async (who: Staff) => {
      const scope = scopeOf((await contextOf(who)).actor)
      return (await reading(scope, (db) => duplicateCases(db, scope))).length
    }
    expect([await desk(beside), await desk(office)]).toEqual([0, 1])
    const decision = { caseId: made!.id, decision: 'DIFFERENT', reason: 'شناسنامه دیده شد' }
    await expect(decideDuplicate(await contextOf(beside), decision as never)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await decideDuplicate(await contextOf(office), decision as never)
  })
})

it('what programmes share above their units is one list, here and in the database', async () => {
  const [row] = await f.owner`select app.shared_powers() as powers`
  expect([...row!.powers].sort()).toEqual([...SHARED_POWERS].sort())
  for (const power of SHARED_POWERS) expect(POWERS).toContain(power)
})
