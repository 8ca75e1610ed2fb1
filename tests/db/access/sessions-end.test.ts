import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePassword } from '@/db/commands/access/change-password'
import { endOwnSession, endSessions } from '@/db/commands/access/end-sessions'
import { endRole, giveRole } from '@/db/commands/access/roles'
import { setStatus } from '@/db/commands/access/set-status'
import { signIn } from '@/db/commands/access/sign-in'
import { signOut } from '@/db/commands/access/sign-out'
import { hashOfToken } from '@/db/commands/access/token'
import { actorBy, attempt, codeOf, type Open, openAccounts, PASSWORD, signedIn } from './accounts-world'

let world: Open
beforeAll(async () => {
  world = await openAccounts()
})
afterAll(() => world.close())

const facilitator = () => world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
const admin = async () => (await signedIn(world.app, await world.member('ADMIN', world.nodes.a))).ctx
const stands = async (sid: string) => (await actorBy(world.app, sid)) !== null
const reason = async (sid: string) => {
  const [row] =
    await world.owner`select end_reason from app.auth_session where token_hash = ${hashOfToken(sid)}`
  return row?.end_reason
}

describe('a session ends at once', () => {
  it('when its owner signs out, and only that one', async () => {
    const who = await facilitator()
    const [phone, desk] = [await signedIn(world.app, who), await signedIn(world.app, who)]
    await signOut(phone.ctx)
    expect([await stands(phone.sid), await stands(desk.sid)]).toEqual([false, true])
    expect(await reason(phone.sid)).toBe('SIGN_OUT')
  })

  it('when a role is given', async () => {
    const who = await facilitator()
    const { sid } = await signedIn(world.app, who)
    await giveRole(await admin(), {
      userId: who.userId,
      role: 'COUNTY_OFFICER',
      scopeId: world.nodes.countyA,
    })
    expect([await stands(sid), await reason(sid)]).toEqual([false, 'ROLE'])
  })

  it('when a role is ended', async () => {
    const who = await facilitator()
    const { sid, ctx } = await signedIn(world.app, who)
    const [grant] = await world.owner`select id from app.user_grant where user_id = ${who.userId}`
    await endRole(await admin(), { grantId: grant!.id })
    expect([await stands(sid), await reason(sid)]).toEqual([false, 'ROLE'])
    expect(ctx.actor.grants).toHaveLength(1)
    const again = await signedIn(world.app, who)
    expect(again.ctx.actor.grants).toHaveLength(0)
  })

  it('when the password is changed: all of them, and the answer is a fresh one', async () => {
    const who = await facilitator()
    const [phone, desk] = [await signedIn(world.app, who), await signedIn(world.app, who)]
    expect(
      await codeOf(
        changePassword(desk.ctx, { old: 'not it', password: 'یک راه تازه', again: 'یک راه تازه' }),
      ),
    ).toBe('E-ACC-11')
    expect(await stands(phone.sid)).toBe(true)
    const fresh = await changePassword(desk.ctx, {
      old: PASSWORD,
      password: 'یک راه تازه',
      again: 'یک راه تازه',
    })
    expect([await stands(phone.sid), await stands(desk.sid), await stands(fresh.sid)]).toEqual([
      false,
      false,
      true,
    ])
    expect(await codeOf(signIn(attempt(), { handle: who.handle, password: PASSWORD }))).toBe('E-ACC-06')
    expect((await signIn(attempt(), { handle: who.handle, password: 'یک راه تازه' })).userId).toBe(who.userId)
  })

  it('when the account is disabled; it can come back', async () => {
    const who = await facilitator()
    const { sid } = await signedIn(world.app, who)
    const ctx = await admin()
    await setStatus(ctx, { userId: who.userId, status: 'DISABLED' })
    expect([await stands(sid), await reason(sid)]).toEqual([false, 'DISABLED'])
    await setStatus(ctx, { userId: who.userId, status: 'ACTIVE' })
    expect(await stands(sid)).toBe(false)
    expect((await signIn(attempt(), { handle: who.handle, password: PASSWORD })).userId).toBe(who.userId)
  })

  it('when an administrator says so', async () => {
    const who = await facilitator()
    const [phone, desk] = [await signedIn(world.app, who), await signedIn(world.app, who)]
    expect((await endSessions(await admin(), { userId: who.userId })).ended).toBe(2)
    expect([await stands(phone.sid), await stands(desk.sid), await reason(desk.sid)]).toEqual([
      false,
      false,
      'ADMIN',
    ])
  })

  it("when its owner ends it elsewhere, and nobody ends another's", async () => {
    const [who, other] = [await facilitator(), await facilitator()]
    const [phone, desk] = [await signedIn(world.app, who), await signedIn(world.app, who)]
    const stranger = await signedIn(world.app, other)
    const sessionId = phone.ctx.actor.sessionId as string
    expect(await codeOf(endOwnSession(stranger.ctx, { sessionId }))).toBe('E-GEN-02')
    await endOwnSession(desk.ctx, { sessionId })
    expect([await stands(phone.sid), await stands(desk.sid)]).toEqual([false, true])
  })

  it('and each end is in the audit', async () => {
    const rows = await world.owner`select distinct action from audit.event order by 1`
    const actions = rows.map((row) => row.action)
    for (const act of [
      'sign-out',
      'give-role',
      'end-role',
      'change-password',
      'disable',
      'enable',
      'end-sessions',
      'end-session',
    ]) {
      expect(actions).toContain(`access.${act}`)
    }
  })
})
