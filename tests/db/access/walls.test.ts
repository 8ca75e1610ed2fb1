import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountOf, accountsOf, ownAccount } from '@/db/queries/access'
import { reading as readingAs } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { ROLE_POWERS, ROLES } from '@/lib/access/policy'
import { sessionSeconds } from '@/lib/access/way-in'
import { codeOf, type Open, openAccounts, reading, signedIn } from './accounts-world'

let world: Open
beforeAll(async () => {
  world = await openAccounts()
})
afterAll(() => world.close())

describe('the second wall', () => {
  it('shows an administrator no account, sign-in name, role, session or link of another province', async () => {
    const mine = await world.member('ADMIN', world.nodes.a)
    const theirs = await world.member('PROVINCE_OFFICER', world.nodes.b)
    await signedIn(world.app, theirs)
    const seen = await reading(world.app, mine.userId, (sql) =>
      Promise.all([
        sql`select id from app.user_account where id = ${theirs.userId}`,
        sql`select handle from app.user_login where user_id = ${theirs.userId}`,
        sql`select id from app.user_grant where user_id = ${theirs.userId}`,
        sql`select id from app.auth_session where user_id = ${theirs.userId}`,
        sql`select id from app.invitation where user_id = ${theirs.userId}`,
        sql`update app.user_account set status = 'DISABLED' where id = ${theirs.userId} returning id`,
        sql`update app.auth_session set ended_at = now() where user_id = ${theirs.userId} returning id`,
      ]),
    )
    expect(seen.map((rows) => rows.length)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it("keeps passwords' hashes and tokens from every role", async () => {
    const hidden = [
      'select password_hash from app.user_account',
      'select * from app.user_account',
      'select token_hash from app.auth_session',
      'select token_hash from app.invitation',
      'select * from app.auth_throttle',
      "update app.user_account set password_hash = 'x'",
    ]
    for (const role of ROLES) {
      const who = await world.member(role, role === 'FACILITATOR' ? world.nodes.unitA : 1)
      for (const statement of hidden) {
        expect(
          await codeOf(reading(world.app, who.userId, (sql) => sql.unsafe(statement))),
          `${role}: ${statement}`,
        ).toBe('42501')
      }
    }
  })

  it("shows nobody another's sessions but to who manages the account", async () => {
    const target = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    await signedIn(world.app, target)
    const count = async (userId: string) =>
      (
        await reading(
          world.app,
          userId,
          (sql) => sql`select id from app.auth_session where user_id = ${target.userId}`,
        )
      ).length
    for (const role of ['FACILITATOR', 'COUNTY_OFFICER', 'TRAINER', 'AUDITOR', 'NATIONAL_VIEWER'] as const) {
      expect(await count((await world.member(role, world.nodes.a)).userId), role).toBe(0)
    }
    expect(await count((await world.member('ADMIN', world.nodes.b)).userId)).toBe(0)
    expect(await count((await world.member('ADMIN', world.nodes.a)).userId)).toBe(1)
    expect(await count(target.userId)).toBe(1)
  })

  it('hands functions to the application only, with a fixed search path', async () => {
    const rows =
      await world.owner`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'app' and p.prosecdef and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)`
    expect(rows.map((row) => row.proname)).toEqual([])
    const open =
      await world.owner`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'app' and p.prosecdef and has_function_privilege('public', p.oid, 'execute')`
    expect(open.map((row) => row.proname)).toEqual([])
  })
})

describe('twins', () => {
  it('role powers are the same in the database', async () => {
    const rows = await world.owner`select role, power from app.role_power`
    const stored = rows.map((row) => `${row.role} ${row.power}`).sort()
    const written = ROLES.flatMap((role) => ROLE_POWERS[role].map((power) => `${role} ${power}`)).sort()
    expect(stored).toEqual(written)
  })

  it('sessions last equally long in the database', async () => {
    for (const role of ROLES) {
      const who = await world.member(role, role === 'FACILITATOR' ? world.nodes.unitA : 1)
      const [row] = await world.owner`select extract(epoch from app.session_life(${who.userId}))::int n`
      expect(row?.n, role).toBe(sessionSeconds([role]))
    }
  })
})

describe('the lists', () => {
  it('hold who one manages, and find a mobile by its digits', async () => {
    const admin = (await signedIn(world.app, await world.member('ADMIN', world.nodes.a))).ctx.actor
    const [mine, theirs] = [
      await world.member('COUNTY_OFFICER', world.nodes.countyA),
      await world.member('ADMIN', world.nodes.b),
    ]
    const scope = scopeOf(admin)
    const { lines } = await readingAs(scope, (db) =>
      accountsOf(db, scope, { text: '', page: 1, locale: 'fa' }),
    )
    const ids = lines.map((line) => line.userId)
    expect(ids).toContain(mine.userId)
    expect(ids).not.toContain(theirs.userId)
    const found = await readingAs(scope, (db) =>
      accountsOf(db, scope, { text: mine.handle.slice(3), page: 1, locale: 'en' }),
    )
    expect(found.lines.map((line) => line.userId)).toEqual([mine.userId])
    expect(
      await readingAs(scope, (db) => accountOf(db, scope, { userId: theirs.userId, locale: 'fa' })),
    ).toBeNull()
    expect((await readingAs(scope, (db) => ownAccount(db, scope, 'fa'))).open).toHaveLength(1)
  })
})
