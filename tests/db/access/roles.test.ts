import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '@/db/commands/access/create-account'
import { invite } from '@/db/commands/access/invite'
import { endRole, giveRole } from '@/db/commands/access/roles'
import { setStatus } from '@/db/commands/access/set-status'
import type { Context } from '@/db/transaction'
import { codeOf, type Member, type Open, openAccounts, reading, signedIn } from './accounts-world'

let world: Open
let admin: Context
let officer: Context
let adminMember: Member
beforeAll(async () => {
  world = await openAccounts()
  adminMember = await world.member('ADMIN', world.nodes.a)
  admin = (await signedIn(world.app, adminMember)).ctx
  officer = (await signedIn(world.app, await world.member('PROVINCE_OFFICER', world.nodes.a))).ctx
})
afterAll(() => world.close())

let number = 0
const fresh = (more: object) => ({
  name: 'نسرین احمدی',
  handle: `0935${String(1_000_000 + ++number)}`,
  role: 'FACILITATOR' as const,
  scopeId: world.nodes.unitA,
  ...more,
})

describe('who may give what', () => {
  it('an administrator opens accounts in her province, a neighbour may not', async () => {
    const made = await createAccount(admin, fresh({ role: 'PROVINCE_DIRECTOR', scopeId: world.nodes.a }))
    expect(made.token).toMatch(/^[\w-]{43}$/)
    expect(
      await codeOf(createAccount(admin, fresh({ role: 'PROVINCE_DIRECTOR', scopeId: world.nodes.b }))),
    ).toBe('E-GEN-02')
    expect(await codeOf(createAccount(admin, fresh({ role: 'ADMIN', scopeId: 1 })))).toBe('E-GEN-02')
  })

  it('the office opens accounts of facilitators only', async () => {
    const made = await createAccount(officer, fresh({}))
    const [row] = await world.owner`select scope_id from app.user_account where id = ${made.userId}`
    expect(row?.scope_id).toBe(world.nodes.countyA)
    expect(
      await codeOf(createAccount(officer, fresh({ role: 'PROVINCE_OFFICER', scopeId: world.nodes.a }))),
    ).toBe('E-GEN-02')
  })

  it('a facilitator opens none', async () => {
    const { ctx } = await signedIn(
      world.app,
      await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA),
    )
    expect(await codeOf(createAccount(ctx, fresh({})))).toBe('E-GEN-02')
  })

  it('nobody gives herself a role, or ends, disables or invites herself', async () => {
    const userId = adminMember.userId
    expect(await codeOf(giveRole(admin, { userId, role: 'PROVINCE_DIRECTOR', scopeId: world.nodes.a }))).toBe(
      'E-ACC-12',
    )
    expect(await codeOf(setStatus(admin, { userId, status: 'DISABLED' }))).toBe('E-ACC-12')
    expect(await codeOf(invite(admin, { userId }))).toBe('E-ACC-12')
    const [grant] = await world.owner`select id from app.user_grant where user_id = ${userId}`
    expect(await codeOf(endRole(admin, { grantId: grant!.id }))).toBe('E-ACC-12')
    // The second wall says the same.
    const own = reading(
      world.app,
      userId,
      (sql) => sql`insert into app.user_grant (user_id, role, scope_id, granted_by)
      values (${userId}, 'PROVINCE_DIRECTOR', ${world.nodes.a}, ${userId})`,
    )
    expect(await codeOf(own)).toBe('42501')
  })

  it('nobody gives SYSTEM, and a role only where it belongs, once', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    const give = (role: string, scopeId: number) =>
      codeOf(giveRole(admin, { userId: who.userId, role: role as 'ADMIN', scopeId }))
    expect(await give('COUNTY_OFFICER', world.nodes.a)).toBe('E-ACC-08')
    expect(await give('FACILITATOR', world.nodes.unitA)).toBe('E-ACC-13')
    expect(await give('SYSTEM', world.nodes.a)).toContain('E-GEN-01')
    const system = reading(
      world.app,
      adminMember.userId,
      (sql) => sql`insert into app.user_grant (user_id, role, scope_id, granted_by)
      values (${who.userId}, 'SYSTEM', ${world.nodes.a}, ${adminMember.userId})`,
    )
    expect(await codeOf(system)).toBe('42501')
  })

  it('an account that also works beyond her reach is not hers to manage', async () => {
    const who = await world.member('PROVINCE_OFFICER', world.nodes.a)
    await world.owner`insert into app.user_grant (user_id, role, scope_id) values (${who.userId}, 'PROVINCE_OFFICER', ${world.nodes.b})`
    expect(await codeOf(invite(admin, { userId: who.userId }))).toBe('E-GEN-02')
    expect(await codeOf(setStatus(admin, { userId: who.userId, status: 'DISABLED' }))).toBe('E-GEN-02')
  })

  it('the office cannot make a link for a director, whatever way it tries', async () => {
    const director = await world.member('PROVINCE_DIRECTOR', world.nodes.a)
    expect(await codeOf(invite(officer, { userId: director.userId }))).toBe('E-GEN-02')
    const by = officer.actor.userId
    const direct = reading(
      world.app,
      by,
      (sql) => sql`select app.invite(${director.userId}, ${Buffer.alloc(32)}, '1 hour')`,
    )
    expect(await codeOf(direct)).toBe('TB001')
    const insert = reading(
      world.app,
      by,
      (sql) => sql`insert into app.invitation (token_hash, scope_id, user_id, expires_at)
      values (${Buffer.alloc(32)}, ${world.nodes.a}, ${director.userId}, now() + interval '1 hour')`,
    )
    expect(await codeOf(insert)).toBe('42501')
    const login = reading(
      world.app,
      by,
      (sql) => sql`insert into app.user_login (handle, kind, user_id)
      values (${`${randomUUID()}@example.ir`}, 'EMAIL', ${director.userId})`,
    )
    expect(await codeOf(login)).toBe('42501')
  })

  it('a link the office made stops working when its account rises', async () => {
    const made = await createAccount(officer, fresh({}))
    await giveRole(admin, { userId: made.userId, role: 'PROVINCE_DIRECTOR', scopeId: world.nodes.a })
    const open =
      await world.owner`select 1 from app.invitation where user_id = ${made.userId} and used_at is null and expires_at > now()`
    expect(open).toHaveLength(0)
  })

  it('a sign-in name belongs to one account', async () => {
    const given = fresh({})
    await createAccount(officer, given)
    expect(await codeOf(createAccount(officer, { ...fresh({}), handle: given.handle }))).toBe('E-ACC-01')
  })
})

describe('the last administrator', () => {
  const grantOf = async (member: Member) => {
    const [row] =
      await world.owner`select id from app.user_grant where user_id = ${member.userId} and role = 'ADMIN' and ended_at is null`
    return row!.id as string
  }

  it('stays, until there is another who can sign in', async () => {
    const root = await world.member('ADMIN', 1)
    const inB = await world.member('ADMIN', world.nodes.b)
    const rootCtx = (await signedIn(world.app, root)).ctx
    // The nation's administrator reaches province B as well, so hers may go.
    await setStatus(rootCtx, { userId: inB.userId, status: 'DISABLED' })
    await setStatus(rootCtx, { userId: inB.userId, status: 'ACTIVE' })
    const second = await world.member('ADMIN', 1)
    const secondCtx = (await signedIn(world.app, second)).ctx
    await setStatus(secondCtx, { userId: root.userId, status: 'DISABLED' })
    // Now `second` is the nation's last: nobody is left to disable her, and the database refuses even the owner.
    const disable = world.owner`update app.user_account set status = 'DISABLED' where id = ${second.userId}`
    expect(await codeOf(disable)).toBe('TB001')
    const grant = await grantOf(second)
    expect(await codeOf(world.owner`update app.user_grant set ended_at = now() where id = ${grant}`)).toBe(
      'TB001',
    )
    expect(
      (await world.owner`select 1 from app.user_grant where id = ${grant} and ended_at is null`).length,
    ).toBe(1)
  })

  it('is not removed by two who remove each other at the same moment', async () => {
    const [one, two] = [await world.member('ADMIN', 1), await world.member('ADMIN', 1)]
    await world.owner`update app.user_account set status = 'DISABLED' where id in (
      select u.id from app.user_account u join app.user_grant g on g.user_id = u.id
      where g.role = 'ADMIN' and g.scope_id = 1 and u.id <> all(${[one.userId, two.userId]}::uuid[]))`
    const [asOne, asTwo] = [(await signedIn(world.app, one)).ctx, (await signedIn(world.app, two)).ctx]
    const codes = await Promise.all([
      codeOf(endRole(asOne, { grantId: await grantOf(two) })),
      codeOf(endRole(asTwo, { grantId: await grantOf(one) })),
    ])
    expect(codes.filter((code) => code === 'not refused').length).toBeLessThanOrEqual(1)
    const left =
      await world.owner`select 1 from app.user_grant where role = 'ADMIN' and scope_id = 1 and ended_at is null
      and user_id in (${one.userId}, ${two.userId})`
    expect(left.length).toBeGreaterThanOrEqual(1)
  })
})
