import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passModule } from '@/db/commands/programmes/pass-module'
import { classGaps, myModuleGaps, recordsClass, sessionGap } from '@/db/queries/programmes/module-gaps'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, staff, type World, world } from '@/tests/support/factories'
import { appLogin } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { send } from '../workshops/register-sent'

let db: Loaded
let app: ReturnType<typeof appLogin>
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = appLogin(db)
})
afterAll(async () => {
  await app.end()
  await db.end()
})

const as = <T>(who: Staff, look: (reader: never, scope: Scope) => Promise<T>): Promise<T> => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (reader) => look(reader as never, scope))
}

/** A world with a class below the province, its trainer, and meetings of modules in which the facilitator was or was not. */
async function taught(
  modules: Record<string, number>,
): Promise<{ w: World; trainer: Staff; facilitatorId: string }> {
  const w = await world(db.sql, { people: 2, sessions: 1 })
  const [made] = await db.sql`insert into app.scope (parent_id, kind, programme, path, label)
    values (${w.provinceScope}, 'UNIT', 'RESILIENCE', '{}', 'class') returning id`
  const [above] = await db.sql`select path from app.scope where id = ${w.provinceScope}`
  await db.sql`update app.scope set path = ${[...above!.path, made!.id]} where id = ${made!.id}`
  const [kept] = await db.sql`insert into app.training_class (scope_id, run_id, title_fa, planned_minutes)
    values (${made!.id}, ${w.runId}, 'کارگاه', 3600) returning id`
  const [fac] =
    await db.sql`update app.facilitator set scope_id = ${made!.id} where run_id = ${w.runId} returning id, person_id`
  let seq = 0
  for (const [code, credited] of Object.entries(modules)) {
    const [session] = await db.sql`
      insert into app.session (scope_id, run_id, class_id, seq, module_code, day, starts_at, planned_minutes, net_minutes, status, recorded_at)
      values (${made!.id}, ${w.runId}, ${kept!.id}, ${++seq}, ${code}, '2024-05-01'::date + ${seq}::int, '2024-05-01T05:30:00Z'::timestamptz + ${seq} * interval '1 day',
        360, 360, 'SUBMITTED', now()) returning id`
    await db.sql`insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes)
      values (${session!.id}, ${fac!.person_id}, ${made!.id}, ${credited > 0 ? 1 : 4}, ${credited})`
  }
  return { w, trainer: await staff(db.sql, 'TRAINER', made!.id), facilitatorId: fac!.id }
}

describe('a module not passed', () => {
  it('is one that was taught and missed; of what was never taught nothing is known', async () => {
    const { w } = await taught({ M01: 0, M02: 360 })
    expect([...(await as(w.facilitator, myModuleGaps))]).toEqual(['M01'])
    expect(await as(w.officer, (r, s) => sessionGap(r, s, w.sessionIds[0]!))).toBe(true)
    const untaught = await world(db.sql, { people: 1, sessions: 1 })
    expect([...(await as(untaught.facilitator, myModuleGaps))]).toEqual([])
    expect(await as(untaught.officer, (r, s) => sessionGap(r, s, untaught.sessionIds[0]!))).toBe(false)
  })

  it('flags the session and blocks nothing', async () => {
    const { w } = await taught({ M01: 0 })
    expect(await send(app, w.facilitator, registerOf(w))).toMatchObject({ status: 'applied' })
  })

  it('is told to herself, the trainer and the office, and to no stranger', async () => {
    const { w, trainer, facilitatorId } = await taught({ M01: 0, M02: 360, M03: 0 })
    const [line] = (await as(trainer, classGaps)).filter((one) => one.facilitatorId === facilitatorId)
    expect(line!.missing.map(({ code }) => code)).toEqual(['M01', 'M03'])
    expect((await as(w.officer, classGaps)).map((one) => one.facilitatorId)).toEqual([facilitatorId])
    const other = await taught({ M01: 0 })
    expect((await as(other.trainer, classGaps)).map((one) => one.facilitatorId)).toEqual([
      other.facilitatorId,
    ])
    expect(await as(w.facilitator, classGaps)).toEqual([])
    expect(await as(w.facilitator, recordsClass)).toBe(false)
    expect(await as(other.w.officer, (r, s) => sessionGap(r, s, w.sessionIds[0]!))).toBe(false)
  })

  it('is passed later with the trainer, once, with an audit row', async () => {
    const { w, trainer, facilitatorId } = await taught({ M01: 0, M02: 360 })
    const pass = async (by: Staff, moduleCode: string, passedOn = '2024-05-20') =>
      passModule(await contextOf(by), { facilitatorId, moduleCode, passedOn } as never)
    await expect(pass(w.facilitator, 'M01')).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(pass((await taught({ M01: 0 })).trainer, 'M01')).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(pass(trainer, 'M02')).rejects.toMatchObject({ code: 'E-FAC-05' })
    await expect(pass(trainer, 'M01', '2025-01-01')).rejects.toMatchObject({ code: 'E-GEN-01' })
    await pass(trainer, 'M01')
    expect([...(await as(w.facilitator, myModuleGaps))]).toEqual([])
    await expect(pass(trainer, 'M01')).rejects.toMatchObject({ code: 'E-FAC-05' })
    const [row] =
      await db.sql`select actor_id, after from audit.event where action = 'facilitator.module' and entity_id = ${facilitatorId}`
    expect(row).toEqual({ actor_id: trainer.userId, after: { module: 'M01', passedOn: '2024-05-20' } })
  })
})
