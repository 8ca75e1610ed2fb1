import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approveSheets } from '@/db/commands/workshops/review-sheets'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, staff } from '@/tests/support/factories'
import { type Field, openField } from '../sync/field'
import { send } from './register-sent'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 3, sessions: 3 })
  for (const n of [0, 1]) await send(f.app, f.w.facilitator, registerOf(f.w, n))
})
afterAll(() => f?.close())

const approve = async (who: Staff, versions: number[]) =>
  approveSheets(await contextOf(who), {
    sheets: versions.map((version, n) => ({ sessionId: f.w.sessionIds[n]!, version })),
  })
const states = async () =>
  (await f.owner`select status from app.session where cohort_id = ${f.w.cohortId} order by seq`).map(
    ({ status }) => status,
  )

describe('several sheets at once', () => {
  it('are approved by their office only, and not by one of another programme', async () => {
    const beside = await staff(f.owner, 'WELFARE_OFFICER', f.w.provinceScope)
    await f.owner`update app.user_grant set programme = 'HAMYAR' where user_id = ${beside.userId}`
    for (const who of [f.w.facilitator, await staff(f.owner, 'COUNTY_OFFICER', f.w.countyScope), beside])
      await expect(approve(who, [2, 2])).rejects.toMatchObject({ code: 'E-GEN-02' })
  })

  it('are approved all or none', async () => {
    await expect(approve(f.w.officer, [2, 1])).rejects.toMatchObject({ code: 'E-GEN-03' })
    expect(await states()).toEqual(['SUBMITTED', 'SUBMITTED', 'SCHEDULED'])
    expect(await approve(f.w.officer, [2, 2])).toEqual({ approved: 2 })
    expect(await states()).toEqual(['APPROVED', 'APPROVED', 'SCHEDULED'])
    const traces =
      await f.owner`select actor_id from audit.event where action = 'session.approve' and entity_id in ${f.owner(f.w.sessionIds)}`
    expect(traces.map(({ actor_id }) => actor_id)).toEqual([f.w.officer.userId, f.w.officer.userId])
  })
})
