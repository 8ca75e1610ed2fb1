import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, invitationOf } from '@/db/commands/access/accept-invitation'
import { changePassword } from '@/db/commands/access/change-password'
import { createAccount } from '@/db/commands/access/create-account'
import { firstAdmin } from '@/db/commands/access/first-admin'
import { invite } from '@/db/commands/access/invite'
import { setStatus } from '@/db/commands/access/set-status'
import { signIn } from '@/db/commands/access/sign-in'
import { hashOfToken } from '@/db/commands/access/token'
import type { Context } from '@/db/transaction'
import { actorBy, attempt, codeOf, type Open, openAccounts, signedIn } from './accounts-world'

let world: Open
let officer: Context
beforeAll(async () => {
  world = await openAccounts()
  officer = (await signedIn(world.app, await world.member('PROVINCE_OFFICER', world.nodes.a))).ctx
})
afterAll(() => world.close())

const CHOSEN = 'باران روی سفال آبی'
let number = 0
const open = () =>
  createAccount(officer, {
    name: 'نسرین احمدی',
    handle: `0937${1_000_000 + ++number}`,
    role: 'FACILITATOR',
    scopeId: world.nodes.unitA,
  })
const accept = (token: string, password = CHOSEN, more = {}) =>
  acceptInvitation(attempt(), { token, password, again: password, ...more })

describe('a one-time link', () => {
  it('sets a password and signs in, once', async () => {
    const { token, userId } = await open()
    expect(await invitationOf(token)).toMatchObject({
      displayName: 'نسرین احمدی',
      handle: expect.stringMatching(/^\+98937/),
    })
    const opened = await accept(token)
    expect((await actorBy(world.app, opened.sid))?.userId).toBe(userId)
    expect(await codeOf(accept(token))).toBe('E-ACC-05')
    expect(await invitationOf(token)).toBeNull()
    const [login] = await world.owner`select handle from app.user_login where user_id = ${userId}`
    expect((await signIn(attempt(), { handle: login!.handle, password: CHOSEN })).userId).toBe(userId)
  })

  it('works once also when it is used twice at the same moment', async () => {
    const { token } = await open()
    const codes = await Promise.all([codeOf(accept(token)), codeOf(accept(token)), codeOf(accept(token))])
    expect(codes.sort()).toEqual(['E-ACC-05', 'E-ACC-05', 'not refused'])
  })

  it('runs out after 72 hours', async () => {
    const { token, hours } = await open()
    const [row] =
      await world.owner`select extract(epoch from expires_at - created_at)::int n from app.invitation where token_hash = ${hashOfToken(token)}`
    expect([hours, row?.n]).toEqual([72, 72 * 3600])
    await world.owner`update app.invitation set expires_at = now() - interval '1 second' where token_hash = ${hashOfToken(token)}`
    expect(await codeOf(accept(token))).toBe('E-ACC-05')
  })

  it('stops working when a new one is made or the account is disabled', async () => {
    const { token, userId } = await open()
    const second = await invite(officer, { userId })
    expect(await codeOf(accept(token))).toBe('E-ACC-05')
    await world.owner`update app.user_account set status = 'DISABLED' where id = ${userId}`
    expect(await codeOf(accept(second.token))).toBe('E-ACC-05')
    expect(await codeOf(invite(officer, { userId }))).toBe('E-ACC-16')
  })

  it('stops working when its owner sets a password meanwhile, and is not revived with a disabled account', async () => {
    const { token, userId } = await open()
    const opened = await accept(token)
    const ctx = { actor: (await actorBy(world.app, opened.sid))!, now: new Date(), requestId: 'test' }
    const late = await invite(officer, { userId })
    await changePassword(ctx, { old: CHOSEN, password: 'سه پرندهٔ سفید', again: 'سه پرندهٔ سفید' })
    expect(await codeOf(accept(late.token))).toBe('E-ACC-05')
    const last = await invite(officer, { userId })
    await setStatus(officer, { userId, status: 'DISABLED' })
    await setStatus(officer, { userId, status: 'ACTIVE' })
    expect(await codeOf(accept(last.token))).toBe('E-ACC-05')
  })

  it('as a forgotten password: the old sessions end and the old password no longer works', async () => {
    const { token, userId } = await open()
    const before = await accept(token)
    const next = await invite(officer, { userId })
    expect(await actorBy(world.app, before.sid)).not.toBeNull()
    await accept(next.token, 'سه پرندهٔ سفید')
    expect(await actorBy(world.app, before.sid)).toBeNull()
  })

  it('refuses a weak password and keeps working', async () => {
    const { token } = await open()
    expect(await codeOf(accept(token, 'کوتاه'))).toBe('E-ACC-09')
    expect(await codeOf(accept(token, '1234567890'))).toBe('E-ACC-10')
    expect(await codeOf(accept(token, 'password1403'))).toBe('E-ACC-10')
    expect(await codeOf(accept(token))).toBe('not refused')
  })

  it('of an unknown or broken token says nothing', async () => {
    for (const token of ['x', 'A'.repeat(43), '../../etc']) expect(await invitationOf(token)).toBeNull()
    expect(await codeOf(accept('A'.repeat(43)))).toBe('E-ACC-05')
  })
})

describe("an installation's first administrator", () => {
  it('gets a link, chooses her own sign-in name, and there is no second link', async () => {
    await world.owner`update app.user_grant set ended_at = now() where role = 'ADMIN'`
    const first = await firstAdmin(world.owner)
    const again = await firstAdmin(world.owner)
    expect(await invitationOf(first as string)).toBeNull()
    const token = again as string
    expect((await invitationOf(token))?.handle).toBeNull()
    expect(await codeOf(accept(token))).toBe('E-ACC-04')
    const opened = await accept(token, CHOSEN, { handle: 'Admin@Example.ir' })
    const actor = await actorBy(world.app, opened.sid)
    expect(actor?.grants.map((grant) => [grant.role, grant.kind])).toEqual([['ADMIN', 'NATION']])
    expect(await firstAdmin(world.owner)).toBeNull()
    expect((await signIn(attempt(), { handle: 'admin@example.ir', password: CHOSEN })).userId).toBe(
      opened.userId,
    )
  })
})
