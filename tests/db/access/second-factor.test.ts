import { randomUUID } from 'node:crypto'
import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation } from '@/db/commands/access/accept-invitation'
import { changePassword } from '@/db/commands/access/change-password'
import { invite } from '@/db/commands/access/invite'
import { resetFactor } from '@/db/commands/access/reset-factor'
import { browserOf, leaveBrowser, showFactor } from '@/db/commands/access/second-factor'
import { confirmFactor, dropFactor, proposeFactor } from '@/db/commands/access/set-factor'
import { signIn } from '@/db/commands/access/sign-in'
import { hashOfToken } from '@/db/commands/access/token'
import { monthPanelBySession } from '@/db/queries/workshops/month-panel'
import { asActor } from '@/lib/access/actor'
import { FACTOR_ROLES, STEP_UP_MINUTES } from '@/lib/access/factor'
import { ROLES } from '@/lib/access/policy'
import {
  actorBy,
  attempt,
  codeOf,
  type Member,
  type Open,
  openAccounts,
  PASSWORD,
  reading,
  signedIn,
} from './accounts-world'

let world: Open
beforeAll(async () => {
  world = await openAccounts()
})
afterAll(() => world.close())

const officer = () => world.member('PROVINCE_OFFICER', world.nodes.a)
/** The moment is the test's: codes are computed for it and read at it. */
const at = (ms: number) => ({ ...attempt(), now: new Date(ms) })
const START = Date.parse('2026-11-26T10:00:05Z')
const STEP = 30_000
const codeAt = (secret: string, ms: number) => generate({ secret, epoch: Math.floor(ms / 1000) })
const enter = async (who: Member) => {
  const { sid } = await signIn(attempt(), { handle: who.handle, password: PASSWORD })
  return { sid, hash: hashOfToken(sid) }
}
const browserAt = async (hash: Buffer) => {
  const browser = await browserOf(hash)
  if (!browser) throw new Error('nobody is signed in')
  return browser
}
/** Sets a factor up in a browser, with a code of START. */
async function setUp(hash: Buffer): Promise<{ secret: string; codes: string[] }> {
  const { secret } = proposeFactor(await browserAt(hash), 'test')
  const { codes } = await confirmFactor(at(START), hash, { code: await codeAt(secret, START) })
  return { secret, codes }
}
const audited = async (action: string, userId: string) =>
  (
    await world.owner`select after from audit.event where action = ${action} and (actor_id = ${userId} or entity_id = ${userId}) order by seq`
  ).map((row) => row.after)

describe('a browser that owes its second factor', () => {
  it('is nobody: to pages, to commands and to the hot doors', async () => {
    const { sid, hash } = await enter(await officer())
    expect(await actorBy(world.app, sid)).toBeNull()
    expect((await browserAt(hash)).due).toBe('SET_UP')
    const [saved] = await world.app`select app.save_register_by_session(${hash}, '{}', 'test') as answer`
    expect(saved!.answer).toEqual({ status: 'signed-out' })
    expect(await monthPanelBySession(hash, randomUUID())).toEqual({ status: 'signed-out' })
  })

  it('is of every role of the list, and of no other; the database keeps the same list', async () => {
    const [{ roles }] = (await world.owner`select app.factor_roles() as roles`) as unknown as [
      { roles: string[] },
    ]
    expect([...roles].sort()).toEqual([...FACTOR_ROLES].sort())
    for (const role of ROLES.filter((one) => one !== 'SYSTEM')) {
      const { hash } = await enter(await world.member(role, world.nodes.a))
      expect((await browserAt(hash)).due, role).toBe(FACTOR_ROLES.includes(role) ? 'SET_UP' : null)
    }
  })

  it('is not of a demonstration account, whose password everybody knows, even with a factor set up', async () => {
    const who = await officer()
    await world.owner`update app.user_account set is_demo = true where id = ${who.userId}`
    const first = await enter(who)
    await setUp(first.hash)
    const { sid } = await enter(who)
    expect((await actorBy(world.app, sid))?.grants).toHaveLength(1)
    expect(await actorBy(world.app, first.sid)).not.toBeNull()
  })

  it('comes of an invitation as well, and can leave', async () => {
    const admin = (await signedIn(world.app, await world.member('ADMIN', world.nodes.a))).ctx
    const who = await officer()
    const { token } = await invite(admin, { userId: who.userId })
    const chosen = 'سه پرندهٔ کنار رود'
    const { sid } = await acceptInvitation(attempt(), { token, password: chosen, again: chosen })
    expect(await actorBy(world.app, sid)).toBeNull()
    await leaveBrowser(attempt(), hashOfToken(sid))
    expect(await browserOf(hashOfToken(sid))).toBeNull()
  })
})

describe('setting it up', () => {
  it('gives the browser its powers, ends the others, and leaves an audit row without the secret', async () => {
    const who = await officer()
    const [here, elsewhere] = [await enter(who), await enter(who)]
    const { secret, codes } = await setUp(here.hash)
    expect((await actorBy(world.app, here.sid))?.factorKept).toBe(true)
    expect(await browserOf(elsewhere.hash)).toBeNull()
    expect(new Set(codes).size).toBe(10)
    expect(await audited('access.set-second-factor', who.userId)).toEqual([{ replaced: false }])
    const [row] =
      await world.owner`select f::text as stored from app.second_factor f where user_id = ${who.userId}`
    for (const plain of [secret, ...codes]) expect(row!.stored).not.toContain(plain)
  })

  it('needs a right code: a wrong one writes nothing', async () => {
    const who = await officer()
    const { sid, hash } = await enter(who)
    const { secret } = proposeFactor(await browserAt(hash), 'test')
    const wrong = await codeAt(secret, START + 10 * STEP)
    expect(await codeOf(confirmFactor(at(START), hash, { code: wrong }))).toBe('E-ACC-17')
    expect(await world.owner`select from app.second_factor where user_id = ${who.userId}`).toHaveLength(0)
    expect(await actorBy(world.app, sid)).toBeNull()
  })

  it('proposes the same secret to the same browser until it is confirmed, and another to another', async () => {
    const who = await officer()
    const [one, two] = [await enter(who), await enter(who)]
    const secretOf = async (hash: Buffer) => proposeFactor(await browserAt(hash), 'test').secret
    const proposed = await secretOf(one.hash)
    expect(proposed).toMatch(/^[A-Z2-7]{32}$/)
    expect([await secretOf(one.hash), await secretOf(two.hash)].map((s) => s === proposed)).toEqual([
      true,
      false,
    ])
    await setUp(one.hash)
    expect(await secretOf(one.hash)).not.toBe(proposed)
  })

  it('replaces one that was shown lately: the old app and the other browsers are out', async () => {
    const who = await officer()
    const [here, elsewhere] = [await enter(who), await enter(who)]
    const { secret: old } = await setUp(here.hash)
    await showFactor(at(START + STEP), (await enter(who)).hash, { code: await codeAt(old, START + STEP) })
    const { secret } = await setUp(here.hash)
    expect(secret).not.toBe(old)
    expect(await browserOf(elsewhere.hash)).toBeNull()
    const open =
      await world.owner`select id from app.auth_session where user_id = ${who.userId} and ended_at is null`
    expect(open).toHaveLength(1)
    const { hash } = await enter(who)
    const now = START + 2 * STEP
    expect(await codeOf(showFactor(at(now), hash, { code: await codeAt(old, now) }))).toBe('E-ACC-17')
    await showFactor(at(now), hash, { code: await codeAt(secret, now) })
    expect(await audited('access.set-second-factor', who.userId)).toEqual([
      { replaced: false },
      { replaced: true },
    ])
  })

  it('cannot replace a factor that is still owed, nor one shown too long ago', async () => {
    const who = await officer()
    const { hash } = await enter(who)
    await setUp(hash)
    const thief = await enter(who)
    expect(await codeOf(setUp(thief.hash))).toBe('E-ACC-18')
    await world.owner`update app.auth_session set factor_at = now() - interval '11 minutes' where token_hash = ${hash}`
    expect(await codeOf(setUp(hash))).toBe('E-ACC-18')
    const [kept] = await world.owner`select last_step from app.second_factor where user_id = ${who.userId}`
    expect(kept!.last_step).toBe(Math.floor(START / STEP))
  })
})

describe('showing it', () => {
  it('takes a code once, one step to either side, in any digits', async () => {
    const who = await officer()
    const { secret } = await setUp((await enter(who)).hash)
    const { sid, hash } = await enter(who)
    const now = START + 10 * STEP
    expect(await codeOf(showFactor(at(now), hash, { code: await codeAt(secret, now - 2 * STEP) }))).toBe(
      'E-ACC-17',
    )
    expect(await codeOf(showFactor(at(now), hash, { code: await codeAt(secret, now + 2 * STEP) }))).toBe(
      'E-ACC-17',
    )
    expect(await actorBy(world.app, sid)).toBeNull()
    const persian = (await codeAt(secret, now - STEP)).replace(/\d/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[Number(d)]!)
    await showFactor(at(now), hash, { code: ` ${persian.slice(0, 3)} ${persian.slice(3)}` })
    expect((await actorBy(world.app, sid))?.userId).toBe(who.userId)
    const replay = await enter(who)
    expect(await codeOf(showFactor(at(now), replay.hash, { code: persian }))).toBe('E-ACC-17')
    expect(await actorBy(world.app, replay.sid)).toBeNull()
    await showFactor(at(now), replay.hash, { code: await codeAt(secret, now + STEP) })
    expect(await codeOf(showFactor(at(now), hash, { code: await codeAt(secret, now) }))).toBe('E-ACC-17')
    expect(await audited('access.second-factor', who.userId)).toEqual([
      { how: 'code', stepUp: false },
      { how: 'code', stepUp: false },
    ])
    expect((await audited('access.second-factor-failed', who.userId)).length).toBe(4)
  })

  it('takes the same code from two browsers at one moment only once', async () => {
    const who = await officer()
    const { secret } = await setUp((await enter(who)).hash)
    const two = [await enter(who), await enter(who)]
    const code = await codeAt(secret, START + STEP)
    const answers = await Promise.all(
      two.map(({ hash }) => codeOf(showFactor(at(START + STEP), hash, { code }))),
    )
    expect(answers.sort()).toEqual(['E-ACC-17', 'not refused'])
  })

  it('takes each recovery code once', async () => {
    const who = await officer()
    const { codes } = await setUp((await enter(who)).hash)
    const { sid, hash } = await enter(who)
    const typed = codes[3]!.toUpperCase().replace(/(.{4})(?=.)/g, '$1-')
    expect(await showFactor(attempt(), hash, { code: typed })).toMatchObject({ how: 'RECOVERY' })
    expect(await actorBy(world.app, sid)).not.toBeNull()
    expect((await browserAt(hash)).recoveryLeft).toBe(9)
    const again = await enter(who)
    expect(await codeOf(showFactor(attempt(), again.hash, { code: typed }))).toBe('E-ACC-17')
    expect(await audited('access.second-factor', who.userId)).toEqual([{ how: 'recovery', stepUp: false }])
  })

  it('makes guessing wait, and never locks for good', async () => {
    const who = await officer()
    const { secret } = await setUp((await enter(who)).hash)
    const { hash } = await enter(who)
    const from = attempt('203.0.113.0/24')
    const guess = () => codeOf(showFactor(from, hash, { code: 'nonsense' }))
    const answers: string[] = []
    // The delay doubles with each, so that a slow machine meets it as well.
    while (!answers.includes('E-ACC-03') && answers.length < 20) answers.push(await guess())
    expect(answers.slice(0, 4)).toEqual(['E-ACC-17', 'E-ACC-17', 'E-ACC-17', 'E-ACC-17'])
    expect(answers.at(-1)).toBe('E-ACC-03')
    const now = START + 5 * STEP
    await showFactor(at(now), hash, { code: await codeAt(secret, now) })
    await world.owner`update app.auth_throttle set next_at = now() - interval '1 second'`
    const later = now + 5 * STEP
    await showFactor({ ...from, now: new Date(later) }, hash, { code: await codeAt(secret, later) })
  })

  it('goes with a new password, but not with the sign-in after it', async () => {
    const who = await officer()
    const { ctx } = await signedIn(world.app, who)
    const password = 'دو کوزهٔ آب خنک'
    const fresh = await changePassword(ctx, { old: PASSWORD, password, again: password })
    expect((await actorBy(world.app, fresh.sid))?.factorMs).toBe(ctx.actor.factorMs)
    const { sid } = await signIn(attempt(), { handle: who.handle, password })
    expect(await actorBy(world.app, sid)).toBeNull()
  })
})

describe('taking it off', () => {
  it('is not for an account whose role asks for it', async () => {
    const who = await officer()
    const { hash } = await enter(who)
    await setUp(hash)
    expect(await codeOf(dropFactor(attempt(), hash))).toBe('E-ACC-19')
    const rows = await world.app`select app.drop_factor(${hash}, 'test') as done`
    expect(rows[0]!.done).toBe(false)
  })

  it('is for somebody who set it up of her own will, once she has shown it lately', async () => {
    const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
    const { hash } = await enter(who)
    await setUp(hash)
    expect((await browserAt((await enter(who)).hash)).due).toBe('SHOW')
    await world.owner`update app.auth_session set factor_at = now() - ${STEP_UP_MINUTES + 1} * interval '1 minute' where token_hash = ${hash}`
    expect(await codeOf(dropFactor(attempt(), hash))).toBe('E-ACC-18')
    await world.owner`update app.auth_session set factor_at = now() where token_hash = ${hash}`
    await dropFactor(attempt(), hash)
    expect((await browserAt((await enter(who)).hash)).due).toBeNull()
    expect(await audited('access.drop-second-factor', who.userId)).toHaveLength(1)
  })

  it('is done for somebody else by an administrator of her place, who ends her sessions by it', async () => {
    const who = await officer()
    const { sid, hash } = await enter(who)
    await setUp(hash)
    const admin = (await signedIn(world.app, await world.member('ADMIN', world.nodes.a))).ctx
    const elsewhere = (await signedIn(world.app, await world.member('ADMIN', world.nodes.b))).ctx
    const colleague = (await signedIn(world.app, await officer())).ctx
    for (const ctx of [elsewhere, colleague])
      expect(await codeOf(resetFactor(ctx, { userId: who.userId }))).toBe('E-GEN-02')
    const aged = { ...admin, actor: asActor({ ...admin.actor, factorMs: 0 }) }
    expect(await codeOf(resetFactor(aged, { userId: who.userId }))).toBe('E-ACC-18')
    expect(await actorBy(world.app, sid)).not.toBeNull()
    expect(await resetFactor(admin, { userId: who.userId })).toMatchObject({ ended: 1 })
    expect(await browserOf(hash)).toBeNull()
    expect((await browserAt((await enter(who)).hash)).due).toBe('SET_UP')
    expect(await audited('access.reset-second-factor', who.userId)).toEqual([{ ended: 1 }])
    expect(await codeOf(resetFactor(admin, { userId: who.userId }))).toBe('E-GEN-02')
  })
})

it('nobody reads another’s factor, sealed as it is, and nobody writes one but through the functions', async () => {
  const who = await officer()
  await setUp((await enter(who)).hash)
  const admin = await world.member('ADMIN', world.nodes.a)
  expect(
    await reading(world.app, admin.userId, (sql) => sql`select sealed from app.second_factor`),
  ).toHaveLength(0)
  for (const statement of [
    'update app.second_factor set last_step = 0',
    'delete from app.second_factor',
    'update app.auth_session set factor_at = now()',
  ]) {
    await expect(
      reading(world.app, who.userId, (sql) => sql.unsafe(statement)),
      statement,
    ).rejects.toMatchObject({ code: '42501' })
  }
})
