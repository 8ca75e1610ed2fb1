import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { mark, registerOf, type World, world } from '@/tests/support/factories'
import { everything, send } from './register-sent'

let database: FreshDatabase
let owner: Sql
let app: Sql
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 2, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()])
  await database?.drop()
})

const head = (count: number | null) => ({ id: randomUUID(), kind: 'head', count })
const details = (words: object) => ({ id: randomUUID(), kind: 'details', ...words })
const draft = (w: World, ops: object[], more: object = {}) => ({
  ...registerOf(w),
  ops,
  outcome: 'draft',
  ...more,
})
const replaced = async (id: string) =>
  (await owner`select supersedes from app.operation where id = ${id}`)[0]?.supersedes
const acts = (w: World) =>
  owner`select id, body->>'outcome' as outcome, supersedes from app.operation
    where session_id = ${w.sessionIds[0]!} and kind = 'act' order by received_at, id`
const places = async (w: World) =>
  (await owner`select head_op, details_op, act_op from app.session where id = ${w.sessionIds[0]!}`)[0]!

/** What stands in each place by the operations alone: those that no other one names. */
const standing = async (w: World) =>
  (
    await owner`select o.id from app.operation o where o.session_id = ${w.sessionIds[0]!} and not exists (
      select from app.operation z where z.session_id = o.session_id and o.id = any(z.supersedes)) order by o.id`
  ).map(({ id }) => id as string)

describe('an operation says what it replaces', () => {
  it('a tap the mark that stands, a tap taken back too, and several of one save each the one before', async () => {
    const w = await world(owner, { people: 2 })
    const her = w.people[0]!.personId
    const [first, second, third] = [mark(her), mark(her, 'ABSENT'), mark(her, 'EXCUSED')]
    await send(app, w.facilitator, draft(w, [first]))
    expect(await replaced(first.id)).toEqual([])
    await send(app, w.facilitator, draft(w, [second, third], { baseVersion: 2 }))
    expect(await replaced(second.id)).toEqual([first.id])
    expect(await replaced(third.id)).toEqual([second.id])
    const away = { id: randomUUID(), kind: 'unmark', person: her }
    const again = mark(her)
    await send(app, w.facilitator, draft(w, [away], { baseVersion: 3 }))
    await send(app, w.facilitator, draft(w, [again], { baseVersion: 4 }))
    expect(await replaced(away.id)).toEqual([third.id])
    expect(await replaced(again.id)).toEqual([away.id])
    expect(await standing(w)).toEqual([again.id])
  })

  it('head count and words the last of their kind; a guest nothing', async () => {
    const w = await world(owner, { people: 2 })
    const [one, two] = [head(1), head(2)]
    const [a, b] = [details({ topic: 'الف' }), details({ note: 'ب' })]
    const guest = { id: randomUUID(), kind: 'guest', guest: randomUUID(), name: 'مهمان یک' }
    await send(app, w.facilitator, draft(w, [one, a, guest]))
    await send(app, w.facilitator, draft(w, [two, b], { baseVersion: 2 }))
    expect(await replaced(two.id)).toEqual([one.id])
    expect(await replaced(b.id)).toEqual([a.id])
    expect(await replaced(guest.id)).toEqual([])
    expect(await places(w)).toEqual({ head_op: two.id, details_op: b.id, act_op: null })
    expect(await standing(w)).toEqual([two.id, b.id, guest.id].sort())
  })

  it('sending in and cancelling are operations too, once however often they are sent', async () => {
    const w = await world(owner, { people: 2 })
    const payload = registerOf(w)
    await send(app, w.facilitator, payload)
    await send(app, w.facilitator, payload)
    const [sent, ...none] = await acts(w)
    expect(none).toEqual([])
    expect(sent).toMatchObject({ outcome: 'submit', supersedes: [] })
    expect(await places(w)).toMatchObject({ act_op: sent!.id })
    await send(app, w.facilitator, {
      ...payload,
      baseVersion: 2,
      ops: [mark(w.people[0]!.personId, 'ABSENT')],
    })
    const [, second] = await acts(w)
    expect(second).toMatchObject({ outcome: 'submit', supersedes: [sent!.id] })
    const [held, idle] = [await world(owner, { people: 2 }), await world(owner, { people: 2 })]
    await send(app, held.facilitator, draft(held, [mark(held.people[0]!.personId)]))
    expect(await acts(held)).toHaveLength(0)
    const no = { ...registerOf(idle), ops: [], outcome: 'cancel', cancelReason: 'برف' }
    await send(app, idle.facilitator, no)
    await send(app, idle.facilitator, no)
    expect(await acts(idle)).toMatchObject([{ outcome: 'cancel', supersedes: [] }])
  })
})

describe('operations of a phone', () => {
  const device = randomUUID()
  const at = '2024-05-11T08:00:00+03:30'
  const saw = <T extends object>(op: T, supersedes: string[] = []) => ({ ...op, supersedes, at, device })

  it('keep what the phone saw and said, and are not measured by a version', async () => {
    const w = await world(owner, { people: 2 })
    const her = w.people[0]!.personId
    const [here, gone] = [mark(her), mark(her, 'ABSENT')]
    await send(app, w.officer, draft(w, [here]))
    const act = saw({ id: randomUUID(), kind: 'act', outcome: 'submit' })
    const phone = saw(gone, [here.id])
    const ops = [phone, saw(mark(w.people[1]!.personId)), act]
    expect(await send(app, w.facilitator, { ...registerOf(w), ops, sync: true })).toMatchObject({
      status: 'applied',
      sessionStatus: 'SUBMITTED',
    })
    const [kept] =
      await owner`select supersedes, device_id, claimed_at, body from app.operation where id = ${gone.id}`
    expect(kept).toMatchObject({ supersedes: [here.id], device_id: device, claimed_at: new Date(at) })
    expect(kept!.body).toEqual({ code: 'ABSENT', late: 0, early: 0 })
    expect(await acts(w)).toMatchObject([{ id: act.id, outcome: 'submit' }])
    const before = await everything(owner, w)
    expect(await send(app, w.facilitator, { ...registerOf(w), ops, sync: true })).toMatchObject({
      status: 'duplicate',
    })
    expect(await everything(owner, w)).toBe(before)
  })

  it('one received before is applied again where it is said to stand after all', async () => {
    const w = await world(owner, { people: 2 })
    const her = w.people[0]!.personId
    const [one, two] = [mark(her, 'ABSENT'), mark(her)]
    await send(app, w.facilitator, draft(w, [one]))
    await send(app, w.facilitator, draft(w, [two], { baseVersion: 2 }))
    await send(app, w.facilitator, { ...draft(w, [{ ...one, again: true }]), sync: true })
    const [stored] =
      await owner`select code, op_id from app.attendance where session_id = ${w.sessionIds[0]!}`
    expect(stored).toEqual({ code: 4, op_id: one.id })
  })

  it('of a desk say none of it, whatever is sent along', async () => {
    const w = await world(owner, { people: 2 })
    const tap = saw(mark(w.people[0]!.personId), [randomUUID()])
    await send(app, w.facilitator, draft(w, [tap]))
    const [kept] =
      await owner`select supersedes, device_id, claimed_at from app.operation where id = ${tap.id}`
    expect(kept).toEqual({ supersedes: [], device_id: null, claimed_at: null })
  })
})

describe('two devices on one sheet', () => {
  it('are shown both head counts and both words, and nothing is written', async () => {
    const w = await world(owner, { people: 2 })
    await send(app, w.officer, draft(w, [head(20), details({ topic: 'گفت‌وگو', note: 'خوب بود' })]))
    const before = await everything(owner, w)
    const heads = { head: 20, topic: 'گفت‌وگو', note: 'خوب بود', mismatch: null }
    for (const ops of [[head(22)], [head(null)], [details({ topic: 'چیز دیگر' })], [details({ note: null })]])
      expect(await send(app, w.facilitator, draft(w, ops))).toMatchObject({
        status: 'conflict',
        code: 'E-GEN-03',
        version: 2,
        heads,
      })
    expect(await everything(owner, w)).toBe(before)
  })

  it('are one where they agree, or where nobody had said anything', async () => {
    const w = await world(owner, { people: 2 })
    await send(app, w.officer, draft(w, [head(20), details({ topic: 'گفت‌وگو' })]))
    const same = [head(20), details({ topic: ' گفت‌وگو ' })]
    expect(await send(app, w.facilitator, draft(w, same))).toMatchObject({ status: 'applied' })
    const quiet = await world(owner, { people: 2 })
    await send(app, quiet.officer, draft(quiet, [mark(quiet.people[0]!.personId)]))
    const first = [head(20), details({ topic: 'گفت‌وگو' })]
    expect(await send(app, quiet.facilitator, draft(quiet, first))).toMatchObject({ status: 'applied' })
  })

  it('is no conflict with what the same device sent before its answer was lost', async () => {
    const w = await world(owner, { people: 2 })
    const lost = head(20)
    await send(app, w.facilitator, draft(w, [lost]))
    const more = [lost, mark(w.people[0]!.personId)]
    expect(await send(app, w.facilitator, draft(w, more))).toMatchObject({ status: 'applied' })
  })
})
