import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assignWorker } from '@/db/commands/hamyar/set-group'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { type HamyarField, makeGroup, NOW, openHamyar, worker } from './field'

let field: HamyarField
beforeAll(async () => {
  field = await openHamyar()
})
afterAll(() => field.end())

describe('the social worker of a group', () => {
  it('is another one when who runs the programme says so; nobody else may, and there is always one', async () => {
    const group = await makeGroup(field, field.here)
    const next = await worker(field.sql, 'SOCIAL_WORKER', field.here.scope, 'مددکار تازه')
    const assign = async (who: Staff, workerId: string | null) =>
      assignWorker(await contextOf(who, NOW), {
        groupId: group.groupId,
        version: (await group.row()).version,
        workerId,
      })
    for (const who of [field.here.worker, field.here.county, field.far.county])
      await expect(assign(who, next.userId)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(assign(field.officer, null)).rejects.toMatchObject({ code: 'E-HG-06' })
    await assign(field.officer, next.userId)
    const [row] = await field.sql`select worker_id from app.hamyar_group where id = ${group.groupId}`
    expect(row!.worker_id).toBe(next.userId)
    const [trace] =
      await field.sql`select actor_id, before, after from audit.event where action = 'hamyar.worker' and entity_id = ${group.groupId}`
    expect(trace).toEqual({
      actor_id: field.officer.userId,
      before: { workerId: field.here.worker.userId },
      after: { workerId: next.userId },
    })
  })
})

describe('the facts of a group', () => {
  it('are set by its social worker, by their version, with an audit row; not by who only reviews, nor by a neighbour', async () => {
    const group = await makeGroup(field, field.here)
    for (const who of [field.here.county, field.there.worker, field.far.worker])
      await expect(group.edit({ nameFa: 'نام بیگانه' }, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(group.edit({ version: 99 })).rejects.toMatchObject({ code: 'E-GEN-03' })
    await group.edit({ nameFa: 'گروه نوید', employedCount: 0 })
    const [row] = await field.sql`select name_fa from app.hamyar_group where id = ${group.groupId}`
    expect(row!.name_fa).toBe('گروه نوید')
    const traces =
      await field.sql`select actor_id from audit.event where action = 'hamyar.set' and entity_id = ${group.groupId}`
    expect(traces).toEqual([{ actor_id: field.here.worker.userId }])
  })
})
