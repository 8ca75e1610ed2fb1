import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signIn } from '@/db/commands/access/sign-in'
import { gauges } from '@/db/queries/gauges'
import { actorBy, codeOf, type Member, type Open, openAccounts, PASSWORD } from './accounts-world'

// One password at many names: the limit over all accounts and addresses, at instants of the test's own.
let world: Open
let known: Member
const HOME = '192.0.2.0/24'
const START = Date.parse('2026-11-27T06:00:00Z')
let now = START
const later = (seconds: number) => {
  now += seconds * 1000
}

const tryIt = (handle: string, password: string, network: string = `${randomUUID()}/24`) =>
  signIn({ now: new Date(now), requestId: randomUUID(), network, device: null }, { handle, password })
const waitOf = (work: Promise<unknown>): Promise<number> =>
  work.then(
    () => 0,
    (error: { code: string; values?: { seconds: number } }) =>
      error.code === 'E-ACC-03' ? (error.values?.seconds ?? -1) : 0,
  )
/** As if so many wrong tries of strangers had been counted just now. */
const counted = (tries: number, key = 'strangers', each = 2) =>
  world.owner`insert into app.auth_throttle (key, next_at) values (${key}, ${new Date(now + tries * each * 1000)})
    on conflict (key) do update set next_at = excluded.next_at`
const standing = async () => {
  const [row] = await world.owner`select next_at from app.auth_throttle where key = 'strangers'`
  return Math.round(((row!.next_at as Date).getTime() - now) / 2000)
}
let names = 0
const someone = () => `+98936${String(2_000_000 + ++names)}`

beforeAll(async () => {
  world = await openAccounts()
  known = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
  await tryIt(known.handle, PASSWORD, HOME)
})
afterAll(() => world.close())
beforeEach(async () => {
  later(3600)
  await world.owner`delete from app.auth_throttle where key = 'strangers'`
})

describe('one password tried at many names', () => {
  it('from one network waits after sixty, a little, and the network of somebody else does not', async () => {
    const network = `${randomUUID()}/24`
    for (let i = 0; i < 60; i++)
      expect(await codeOf(tryIt(someone(), 'one password', network))).toBe('E-ACC-06')
    expect(await waitOf(tryIt(someone(), 'one password', network))).toBeGreaterThan(0)
    expect(await waitOf(tryIt(someone(), 'one password', network))).toBeLessThanOrEqual(60)
    expect(await codeOf(tryIt(someone(), 'one password'))).toBe('E-ACC-06')
    later(20)
    expect(await codeOf(tryIt(someone(), 'one password', network))).toBe('E-ACC-06')
  })

  it('from many networks is asked for again half a minute later, each time, and never locks anybody out', async () => {
    const new1 = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    await counted(400)
    const name = someone()
    const network = `${randomUUID()}/24`
    expect(await waitOf(tryIt(name, 'one password', network))).toBe(30)
    later(10)
    expect(await waitOf(tryIt(name, 'one password', network))).toBe(20)
    later(20)
    await counted(400)
    expect(await codeOf(tryIt(name, 'one password', network))).toBe('E-ACC-06')
    expect(await waitOf(tryIt(name, 'one password', network))).toBe(30)
    // With the right password from a place nobody knows: half a minute, then she is in, and known from then on.
    const place = `${randomUUID()}/24`
    expect(await waitOf(tryIt(new1.handle, PASSWORD, place))).toBe(30)
    later(30)
    await counted(10_000)
    expect((await tryIt(new1.handle, PASSWORD, place)).userId).toBe(new1.userId)
    expect((await tryIt(new1.handle, PASSWORD, place)).userId).toBe(new1.userId)
  })

  it('keeps nobody waiting who is known where she is, nor who is signed in', async () => {
    const { sid } = await tryIt(known.handle, PASSWORD, HOME)
    await counted(10_000)
    expect((await tryIt(known.handle, PASSWORD, HOME)).userId).toBe(known.userId)
    expect((await actorBy(world.app, sid))?.userId).toBe(known.userId)
  })

  it('counts what was wrong, once, and not what was right or held back', async () => {
    await counted(100)
    await codeOf(tryIt(someone(), 'one password'))
    expect(await standing()).toBe(101)
    const right = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    await tryIt(right.handle, PASSWORD)
    expect(await standing()).toBe(101)
    // Her own slips where she is known belong to her own throttle.
    await codeOf(tryIt(known.handle, 'a slip', HOME))
    expect(await standing()).toBe(101)
    await counted(400)
    await waitOf(tryIt(someone(), 'one password'))
    expect(await standing()).toBe(400)
  })

  it('is written down when it begins, once, with nobody in it, and is a measure', async () => {
    const written = () =>
      world.owner`select e::text as row, actor_id, province_id, entity_id from audit.event e where action = 'access.many-failed'`
    const before = (await written()).length
    await counted(299)
    await codeOf(tryIt(someone(), 'one password'))
    expect(await written()).toHaveLength(before)
    await codeOf(tryIt(someone(), 'one password'))
    await codeOf(tryIt(someone(), 'one password'))
    const rows = await written()
    expect(rows).toHaveLength(before + 1)
    expect(rows.at(-1)).toMatchObject({ actor_id: null, province_id: null, entity_id: 'all' })
    await world.owner`update app.auth_throttle set next_at = clock_timestamp() + interval '400 seconds' where key = 'strangers'`
    const value = (await gauges()).find(({ name }) => name === 'strangers_failed')!.value
    expect(Math.round(value)).toBe(200)
  })

  it('is over ten minutes after it ends, however long it lasted', async () => {
    await counted(10_000)
    const [name, network] = [someone(), `${randomUUID()}/24`]
    await waitOf(tryIt(name, 'one password', network))
    later(31)
    await codeOf(tryIt(name, 'one password', network))
    expect(await standing()).toBeLessThanOrEqual(600)
    later(601)
    expect(await codeOf(tryIt(someone(), 'one password'))).toBe('E-ACC-06')
  })
})
