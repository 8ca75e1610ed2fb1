import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pools } from '@/db/client'
import { staff, world } from '@/tests/support/factories'
import { kept, recounted, send } from '../workshops/register-sent'
import { count, type Field, helper, openField, sheet } from './field'
import { actOp, batchOf, deliver, markOp, newPhone, push, received, told, wholeSheet } from './phone'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 6, sessions: 6 })
})
afterAll(() => f?.close())

describe('a batch', () => {
  it('writes what the desk would have written, and both sides agree on what was received', async () => {
    const phone = await newPhone(f.w.facilitator)
    const ops = wholeSheet(f.w, 0)
    const first = await push(phone, ops)
    expect(told(first)).toEqual(ops.map(() => 'applied'))
    expect(first.agreed).toBeNull()
    expect(first.sheets).toEqual([{ session: f.w.sessionIds[0], version: 2, status: 'SUBMITTED' }])
    expect(await sheet(f.owner, f.w, 0)).toMatchObject({
      status: 'SUBMITTED',
      marks: ['ABSENT', 'PRESENT', 'PRESENT', 'PRESENT', 'PRESENT', 'PRESENT'],
    })
    expect(await kept(f.owner, f.w)).toEqual(await recounted(f.owner, f.w))
    const [op] =
      await f.owner`select device_id, claimed_at, received_at, actor_id from app.operation where id = ${ops[0]!.op.id}`
    expect(op).toMatchObject({ device_id: phone.device, actor_id: f.w.facilitator.userId })
    expect(op!.claimed_at.toISOString()).toBe('2024-06-01T14:00:00.000Z')
    const acked = ops.map((one) => one.op.id)
    const second = await push(phone, [], { acked })
    expect(second.agreed).toBe(true)
    expect((await push(phone, [], { acked: [randomUUID()] })).agreed).toBe(false)
    const [device] = await f.owner`select mismatches from app.device where id = ${phone.device}`
    expect(device!.mismatches).toBe(1)
  })

  it('keeps its words where another’s stand, and brings them back when the other is replaced by a lesser one', async () => {
    const session = 1
    const lead = await newPhone(f.w.facilitator)
    const other = await newPhone(await helper(f.owner, f.w))
    const words = (topic: string, supersedes: string[] = []) => ({
      session: f.w.sessionIds[session]!,
      supersedes,
      op: { id: randomUUID(), kind: 'details', topic },
    })
    const [a, b] = [
      words('یک'),
      { ...words('دو'), op: { id: 'ffffffff-0000-4000-8000-000000000001', kind: 'details', topic: 'دو' } },
    ]
    expect(told(await push(lead, [a]))).toEqual(['applied'])
    expect(told(await push(other, [b]))).toEqual(['conflict-'])
    expect((await sheet(f.owner, f.w, session)).topic).toBe('یک')
    const c = {
      ...words('سه', [a.op.id]),
      op: { id: '00000000-0000-4000-8000-000000000001', kind: 'details', topic: 'سه' },
    }
    expect(told(await push(other, [c]))).toEqual(['conflict-'])
    expect((await sheet(f.owner, f.w, session)).topic).toBe('دو')
    const last = words('چهار', [b.op.id, c.op.id])
    expect(told(await push(lead, [last]))).toEqual(['applied'])
    expect((await sheet(f.owner, f.w, session)).topic).toBe('چهار')
    expect(await count(f.owner, 'sync_conflict', `state = 'OPEN'`)).toBe(0)
  })

  it('whose act comes before its marks is held, and done when they come', async () => {
    const phone = await newPhone(f.w.facilitator)
    const [act, ...marks] = [
      actOp(f.w, 'submit', { session: 2 }),
      ...f.w.people.map((_, i) => markOp(f.w, i, 'PRESENT', { session: 2 })),
    ]
    expect(told(await push(phone, [act!, ...marks.slice(0, 3)]))).toEqual([
      'E-ATT-03',
      'applied',
      'applied',
      'applied',
    ])
    expect((await sheet(f.owner, f.w, 2)).status).toBe('HELD')
    await push(phone, marks.slice(3))
    expect((await sheet(f.owner, f.w, 2)).status).toBe('SUBMITTED')
    expect(await count(f.owner, 'quarantine', `state = 'OPEN'`)).toBe(0)
  })

  it('with one operation nobody understands keeps that one for people and applies the rest', async () => {
    const phone = await newPhone(f.w.facilitator)
    const strange = { session: f.w.sessionIds[3]!, op: { id: randomUUID(), kind: 'sing', song: 'x' } }
    expect(told(await push(phone, [strange, markOp(f.w, 0, 'PRESENT', { session: 3 })]))).toEqual([
      'E-GEN-04',
      'applied',
    ])
  })

  it('F06 F12: sent ten times at once gets ten equal receipts and is applied once', async () => {
    const phone = await newPhone(f.w.facilitator)
    const sent = await batchOf(phone, wholeSheet(f.w, 4))
    const before = await count(f.owner, 'operation')
    const receipts = await Promise.all(Array.from({ length: 10 }, () => received(phone, sent)))
    expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await count(f.owner, 'operation')).toBe(before + f.w.people.length + 1)
    expect(await count(f.owner, 'sync_batch', `batch = '${sent.batch}'`)).toBe(1)
    expect(await kept(f.owner, f.w)).toEqual(await recounted(f.owner, f.w))
    // The same operations in another envelope: known, and nothing changes.
    const again = JSON.parse(sent.body.toString()).ops
    const other = await push(phone, again)
    expect(new Set(told(other))).toEqual(new Set(['duplicate']))
  })

  it('F13: of an old version is told to renew, and nothing is written', async () => {
    const phone = await newPhone(f.w.facilitator)
    const before = await count(f.owner, 'sync_batch')
    expect(await deliver(phone.who, await batchOf(phone, [markOp(f.w, 0)], { v: 0 }))).toEqual({
      status: 'renew',
    })
    expect(await count(f.owner, 'sync_batch')).toBe(before)
  })

  it('F10: a session that has run out loses nothing; after a new sign-in the same bytes are taken in', async () => {
    const w = await world(f.owner, { people: 2, sessions: 1 })
    const phone = await newPhone(w.facilitator)
    const sent = await batchOf(phone, wholeSheet(w))
    await f.owner`update app.auth_session set expires_at = now() - interval '30 days' where token_hash = ${phone.who.hash}`
    expect(await deliver(phone.who, sent)).toEqual({ status: 'signed-out' })
    expect(await count(f.owner, 'sync_batch', `batch = '${sent.batch}'`)).toBe(0)
    // Nobody else sends it in her place: it is quarantined under who tried.
    const thief = await newPhone(await helper(f.owner, w))
    const tried = await deliver(thief.who, sent)
    expect(tried.status === 'received' && new Set(told(tried.receipt))).toEqual(new Set(['E-SYN-01']))
    await f.owner`update app.auth_session set expires_at = now() + interval '1 day' where token_hash = ${phone.who.hash}`
    expect(new Set(told(await received(phone, sent)))).toEqual(new Set(['applied']))
    expect((await sheet(f.owner, w)).status).toBe('SUBMITTED')
  })

  it('F05: cut after the commit and before the answer, sent again, is one', async () => {
    const w = await world(f.owner, { people: 3, sessions: 1 })
    const phone = await newPhone(w.facilitator)
    const sent = await batchOf(phone, wholeSheet(w))
    await deliver(phone.who, sent)
    const again = await received(phone, sent)
    expect(new Set(told(again))).toEqual(new Set(['applied']))
    // A cut in the middle of the body is no batch.
    await expect(deliver(phone.who, { ...sent, body: sent.body.subarray(0, 80) })).rejects.toMatchObject({
      code: 'E-GEN-04',
    })
    expect(await count(f.owner, 'operation', `scope_id = ${w.cohortScope}`)).toBe(4)
    expect(pools()).toBeDefined()
  })
})

it('E-FAC-01 asks whether the group had a certified lead, not whether she who records is one', async () => {
  const w = await world(f.owner, { people: 2, sessions: 4 })
  const granted = await staff(f.owner, 'FACILITATOR', w.cohortScope, 'جانشین')
  const phone = await newPhone(granted)
  expect(new Set(told(await push(phone, wholeSheet(w, 0))))).toEqual(new Set(['applied']))
  const sheetOf = (session: number) => ({
    v: 1,
    sessionId: w.sessionIds[session],
    baseVersion: 1,
    ops: wholeSheet(w, session)
      .slice(0, -1)
      .map((op) => op.op),
    outcome: 'submit',
    acknowledged: [],
  })
  expect(await send(f.app, granted, sheetOf(1))).toMatchObject({ status: 'applied' })
  await f.owner`update app.facilitator set status = 'IN_TRAINING' where run_id = ${w.runId}`
  expect(await send(f.app, granted, sheetOf(2))).toMatchObject({ code: 'E-FAC-01' })
  expect(new Set(told(await push(phone, wholeSheet(w, 3))))).toEqual(new Set(['E-FAC-01']))
})
