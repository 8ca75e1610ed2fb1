import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signIn } from '@/db/commands/access/sign-in'
import { throttleKeys } from '@/db/commands/access/throttle'
import { hashOfToken } from '@/db/commands/access/token'
import { actorBy, asShown, attempt, codeOf, type Open, openAccounts, PASSWORD } from './accounts-world'

// The real comparison, counted: time itself is not asserted, it depends on the machine.
const compared = vi.hoisted(() => ({ count: 0 }))
vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof import('@node-rs/argon2')>()
  const verify: typeof real.verify = (...given) => {
    compared.count += 1
    return real.verify(...given)
  }
  return { ...real, verify }
})

let world: Open
beforeAll(async () => {
  world = await openAccounts()
})
afterAll(() => world.close())

const tryIt = (handle: string, password: string, network?: string) =>
  signIn(attempt(network), { handle, password })

describe('signing in', () => {
  it('knows a mobile in any digits and any prefix, and writes the act down', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    const local = who.handle.slice(3)
    const persian = local.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))
    const arabic = local.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
    for (const typed of [
      who.handle,
      `0${local}`,
      local,
      `98${local}`,
      `0098${local}`,
      `۰${persian}`,
      `٠${arabic}`,
      ` ۰${persian} `,
    ]) {
      const opened = await tryIt(typed, PASSWORD)
      expect(opened.userId, typed).toBe(who.userId)
      expect((await actorBy(world.app, opened.sid))?.userId).toBe(who.userId)
    }
    const rows =
      await world.owner`select * from audit.event where action = 'access.sign-in' and actor_id = ${who.userId}`
    expect(rows).toHaveLength(8)
    expect(JSON.stringify(rows)).not.toContain(local)
  })

  it('stores the hash of the session id only, and lasts as long as the work does', async () => {
    const field = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    const desk = await world.member('PROVINCE_OFFICER', world.nodes.a)
    const [inField, atDesk] = [await tryIt(field.handle, PASSWORD), await tryIt(desk.handle, PASSWORD)]
    expect([inField.seconds, atDesk.seconds]).toEqual([30 * 86_400, 12 * 3600])
    const rows =
      await world.owner`select a::text from app.auth_session a where token_hash = ${hashOfToken(inField.sid)}`
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(await world.owner`select a::text from app.auth_session a`)).not.toContain(
      inField.sid,
    )
  })

  it('moves the end of a field session on, not that of a desk', async () => {
    const field = await tryIt(
      (await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)).handle,
      PASSWORD,
    )
    const desk = await tryIt((await world.member('PROVINCE_OFFICER', world.nodes.a)).handle, PASSWORD)
    await asShown(desk.sid)
    for (const { sid } of [field, desk]) {
      await world.owner`update app.auth_session set last_seen_at = now() - interval '2 days', expires_at = now() + interval '1 hour' where token_hash = ${hashOfToken(sid)}`
      expect(await actorBy(world.app, sid)).not.toBeNull()
    }
    const left = async (sid: string) => {
      const [row] =
        await world.owner`select extract(epoch from expires_at - now())::int n from app.auth_session where token_hash = ${hashOfToken(sid)}`
      return row!.n as number
    }
    expect(await left(field.sid)).toBeGreaterThan(29 * 86_400)
    expect(await left(desk.sid)).toBeLessThanOrEqual(3600)
    await world.owner`update app.auth_session set expires_at = now() - interval '1 second' where token_hash = ${hashOfToken(field.sid)}`
    expect(await actorBy(world.app, field.sid)).toBeNull()
  })

  it('answers an unknown name, a wrong password, no password and a disabled account alike', async () => {
    const [active, disabled, invited] = [
      await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA),
      await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA),
      await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA),
    ]
    await world.owner`update app.user_account set status = 'DISABLED' where id = ${disabled.userId}`
    await world.owner`update app.user_account set password_hash = null where id = ${invited.userId}`
    const answers = [
      await codeOf(tryIt('+989359999999', PASSWORD)),
      await codeOf(tryIt('nobody@example.ir', PASSWORD)),
      await codeOf(tryIt('no name at all', PASSWORD)),
      await codeOf(tryIt(active.handle, `${PASSWORD}!`)),
      await codeOf(tryIt(disabled.handle, PASSWORD)),
      await codeOf(tryIt(invited.handle, PASSWORD)),
    ]
    expect(new Set(answers)).toEqual(new Set(['E-ACC-06']))
    const failed = await world.owner`select entity_id from audit.event where action = 'access.sign-in-failed'`
    expect(failed.length).toBeGreaterThanOrEqual(6)
    expect(JSON.stringify(failed)).not.toMatch(/9359999999|nobody/)
  })

  it('does the same work for an unknown name as for a wrong password: one comparison of hashes', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    const comparisons = async (handle: string) => {
      const before = compared.count
      expect(await codeOf(tryIt(handle, 'a wrong password'))).toBe('E-ACC-06')
      return compared.count - before
    }
    expect(await comparisons(who.handle)).toBe(1)
    expect(await comparisons('+989361000001')).toBe(1)
  })
})

describe('the throttle', () => {
  const HOME = '192.0.2.0/24'
  const waitOf = (work: Promise<unknown>) =>
    work.then(
      () => 0,
      (error: { code: string; values?: { seconds: number } }) =>
        error.code === 'E-ACC-03' ? (error.values?.seconds ?? -1) : 0,
    )
  const pass = (name: string, network: string) =>
    world.owner`update app.auth_throttle set next_at = now() - interval '1 second' where key = any(${Object.values(throttleKeys(name, network))})`

  it('grows by doubling, says how long, lets nobody try meanwhile, and is forgotten with time', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    const waits: number[] = []
    for (let i = 0; i < 9; i++) {
      expect(await codeOf(tryIt(who.handle, 'wrong', HOME))).toBe('E-ACC-06')
      waits.push(await waitOf(tryIt(who.handle, PASSWORD, HOME)))
      if (waits[i] === 0)
        await world.owner`update app.auth_session set ended_at = now() where user_id = ${who.userId}`
      if (i < 2)
        await world.owner`update app.auth_throttle set failures = ${i + 1} where key = ${throttleKeys(who.handle, HOME).pair}`
      await restore(who.handle, i + 1)
      await pass(who.handle, HOME)
    }
    expect(waits.slice(3)).toEqual([1, 2, 4, 8, 16, 32])
    // Five hours later (ten half hours) the nine failures are forgiven.
    await world.owner`update app.auth_throttle set next_at = now() - interval '5 hours' where key = ${throttleKeys(who.handle, HOME).pair}`
    await codeOf(tryIt(who.handle, 'wrong', HOME))
    expect(await waitOf(tryIt(who.handle, PASSWORD, HOME))).toBe(0)
  })

  // The right password in between clears the count; the test puts it back to see the whole curve.
  const restore = (name: string, failures: number) =>
    world.owner`insert into app.auth_throttle (key, failures) values (${throttleKeys(name, HOME).pair}, ${failures})
      on conflict (key) do update set failures = ${failures}`

  it('never lasts longer than half an hour, whatever happened before', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    await restore(who.handle, 30_000)
    await pass(who.handle, HOME)
    await codeOf(tryIt(who.handle, 'wrong', HOME))
    expect(await waitOf(tryIt(who.handle, PASSWORD, HOME))).toBeLessThanOrEqual(1800)
    await pass(who.handle, HOME)
    expect((await tryIt(who.handle, PASSWORD, HOME)).userId).toBe(who.userId)
  })

  it('lets her in from a network she has used while strangers are kept waiting', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    await tryIt(who.handle, PASSWORD, HOME)
    for (let i = 0; i < 22; i++) await codeOf(tryIt(who.handle, 'wrong', `198.51.${i}.0/24`))
    const stranger = await waitOf(tryIt(who.handle, 'wrong', '203.0.113.0/24'))
    expect(stranger).toBeGreaterThan(0)
    expect(stranger).toBeLessThanOrEqual(120)
    expect((await tryIt(who.handle, PASSWORD, HOME)).userId).toBe(who.userId)
  })

  it('counts tries made at the same moment one by one', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(tryIt(who.handle, 'wrong', HOME))),
    )
    expect(codes.filter((code) => code === 'E-ACC-06').length).toBeLessThanOrEqual(5)
  })

  it('keeps neither sign-in names nor networks', async () => {
    const rows = JSON.stringify(await world.owner`select key from app.auth_throttle`)
    expect(rows).not.toMatch(/\+?98912|192\.0\.2|198\.51/)
  })

  it('throttles an unknown name as a known one', async () => {
    for (let i = 0; i < 4; i++) expect(await codeOf(tryIt('+989350000001', 'wrong', HOME))).toBe('E-ACC-06')
    expect(await codeOf(tryIt('+989350000001', 'wrong', HOME))).toBe('E-ACC-03')
  })
})
