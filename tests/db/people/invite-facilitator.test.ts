import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inviteFacilitator } from '@/db/commands/people/invite-facilitator'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, type World } from '@/tests/support/factories'
import { type Field, helper, openField } from '../sync/field'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 1, sessions: 1 })
})
afterAll(() => f?.close())

/** Somebody who leads the group and has no account yet. */
async function leader(w: World): Promise<string> {
  const { userId } = await helper(f.owner, w)
  const [row] =
    await f.owner`update app.facilitator set user_id = null where user_id = ${userId} returning id`
  return row!.id
}
const invite = async (who: Staff, facilitatorId: string, handle: string) =>
  inviteFacilitator(await contextOf(who), { facilitatorId, handle })

describe('a facilitator’s account', () => {
  it('is made by her office, tied to her, for her group and nothing else', async () => {
    const her = await leader(f.w)
    const { token } = await invite(f.w.officer, her, 'leader@example.ir')
    expect(token.length).toBeGreaterThan(20)
    const [row] = await f.owner`
      select g.role, g.scope_id, (select count(*)::int from app.user_grant x where x.user_id = f.user_id) as grants
      from app.facilitator f join app.user_grant g on g.user_id = f.user_id where f.id = ${her}`
    expect(row).toEqual({ role: 'FACILITATOR', scope_id: f.w.cohortScope, grants: 1 })
    const [trace] =
      await f.owner`select actor_id from audit.event where action = 'facilitator.invite' and entity_id = ${her}`
    expect(trace!.actor_id).toBe(f.w.officer.userId)
    await expect(invite(f.w.officer, her, 'again@example.ir')).rejects.toMatchObject({ code: 'E-FAC-05' })
  })

  it('is not the county’s, a facilitator’s or another programme’s to make', async () => {
    const her = await leader(f.w)
    const beside = await staff(f.owner, 'WELFARE_OFFICER', f.w.provinceScope)
    await f.owner`update app.user_grant set programme = 'HAMYAR' where user_id = ${beside.userId}`
    for (const who of [await staff(f.owner, 'COUNTY_OFFICER', f.w.countyScope), f.w.facilitator, beside])
      await expect(invite(who, her, 'other@example.ir')).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})
