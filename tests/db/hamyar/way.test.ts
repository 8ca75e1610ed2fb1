import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HamyarField, openHamyar, workingGroup } from './field'

let field: HamyarField
beforeAll(async () => {
  field = await openHamyar()
})
afterAll(() => field?.end())

it('a group goes its whole way, each step by who takes it, and leaves its history', async () => {
  const group = await workingGroup(field, field.here)
  await group.assess()
  await group.move('selfSuffice')
  await group.move('graduate', field.officer)
  expect(await group.row()).toMatchObject({ state: 'GRADUATED', members: 5, worker: true })
  const steps =
    await field.sql`select act, to_status from app.hamyar_step where group_id = ${group.groupId} order by made_at, id`
  expect(steps.map(({ act }) => act)).toEqual([
    'propose',
    'identify',
    'judge',
    'approveProvince',
    'open',
    'begin',
    'selfSuffice',
    'graduate',
  ])
  const audited = await field.sql`select distinct action from audit.event where entity_id = ${group.groupId}`
  expect(audited.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'hamyar.propose',
      'hamyar.join',
      'hamyar.judge',
      'hamyar.approve',
      'hamyar.graduate',
      'hamyar.assess',
    ]),
  )
})
