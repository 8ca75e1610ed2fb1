import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordEvent } from '@/db/commands/hamyar/record-event'
import { decideQuarantine } from '@/db/commands/sync/decide-quarantine'
import { takeRescue } from '@/db/commands/sync/take-rescue'
import { eventsOf } from '@/db/queries/hamyar/desk'
import { waitingGroups } from '@/db/queries/sync/office'
import { rescueKeys } from '@/db/rescue-key'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { sealRescue } from '@/lib/sync/rescue'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { makeGroup, NOW, women, workingGroup } from '../hamyar/field'
import { entryOp, eventOp, type Field, openGroups, presence, reverseOp, standsAt } from './hamyar-field'
import { batchOf, newPhone, type Op, push, told } from './phone'

let f: Field
beforeAll(async () => {
  f = await openGroups()
})
afterAll(() => f?.end())

const waiting = (who: Staff) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (db) => waitingGroups(db, scope))
}
const AHEAD = '2999-01-01'

describe('a group session from a phone', () => {
  it('is the office’s as soon as it is received; marks may come before it', async () => {
    const event = randomUUID()
    const [first, second] = f.group.memberIds
    expect(told(await push(f.hers, [presence(f.group, event, first!)]))).toEqual(['applied'])
    expect(await standsAt(f, f.group, event)).toBeUndefined()
    expect(
      told(await push(f.hers, [eventOp(f.group, event), presence(f.group, event, second!, false)])),
    ).toEqual(['applied', 'applied'])
    expect(await standsAt(f, f.group, event)).toEqual({
      kind: 'SESSION',
      minutes: 90,
      topic: 'تقسیم کار',
      gone: false,
      present: [true, false, null, null, null],
    })
  })

  it('two who did not know of each other are both kept; her own word stands until somebody decides', async () => {
    const event = randomUUID()
    const [member] = f.group.memberIds
    await push(f.helper, [eventOp(f.group, event), presence(f.group, event, member!, false)])
    expect(told(await push(f.hers, [presence(f.group, event, member!)]))).toEqual(['conflict+'])
    expect(told(await push(f.helper, [presence(f.group, event, member!, null)]))).toEqual(['conflict-'])
    const scope = { userId: f.here.worker.userId } as Scope
    const line = async () =>
      (await reading(scope, (db) => eventsOf(db, scope, f.group.groupId))).find(
        ({ eventId }) => eventId === event,
      )!
    expect(await line()).toMatchObject({ contested: true, came: [member] })
    // Said anew at the desk, with all of it before one's eyes.
    await recordEvent(await contextOf(f.here.worker, NOW), {
      groupId: f.group.groupId,
      eventId: event,
      kind: 'SESSION',
      day: '2024-05-25',
      minutes: 90,
      came: [],
    })
    expect(await line()).toMatchObject({ contested: false, came: [] })
  })

  it('what breaks a rule waits at the group for who reviews there, and for nobody else', async () => {
    const event = randomUUID()
    const [stranger] = f.twin.memberIds
    const receipt = await push(f.hers, [
      eventOp(f.group, event, { day: AHEAD }),
      presence(f.group, event, stranger!),
    ])
    expect(told(receipt)).toEqual(['E-HG-23', 'E-HG-32'])
    expect((await waiting(f.here.county)).map(({ code, groupFa }) => [code, groupFa !== null])).toEqual([
      ['E-HG-23', true],
      ['E-HG-32', true],
    ])
    for (const who of [f.womensOffice, f.there.county]) expect(await waiting(who)).toEqual([])
    // The other group's social worker may not; and her own phone may not write where she no longer is.
    const far = await newPhone(f.there.worker)
    expect(told(await push(far, [eventOp(f.group, randomUUID())]))).toEqual(['E-GEN-02'])
    // An event is of one group for ever.
    expect(told(await push(f.hers, [eventOp(f.group, event)]))).toEqual(['applied'])
    expect(told(await push(f.hers, [eventOp(f.twin, event)]))).toEqual(['E-GEN-02'])
  })

  it('a supervisor lets stand what waited, with her authority', async () => {
    const event = randomUUID()
    const theirs = await newPhone(f.there.worker)
    const op = eventOp(f.group, event)
    expect(told(await push(theirs, [op]))).toEqual(['E-GEN-02'])
    const [row] = await f.sql`select id from app.quarantine where op_id = ${op.op.id}`
    const ctx = await contextOf(f.here.county)
    await decideQuarantine(ctx, { quarantineIds: [row!.id], decision: 'APPLY' })
    expect(await standsAt(f, f.group, event)).toMatchObject({ kind: 'SESSION', gone: false })
    const [made] = await f.sql`select rank, actor_id from app.hamyar_op where event_id = ${event}`
    expect(made).toEqual({ rank: 3, actor_id: f.here.county.userId })
  })

  it('a thirteenth member and a departure, with the marks of two phones before and after: one end', async () => {
    const ends: unknown[] = []
    for (const order of ['join first', 'leave first']) {
      const group = await workingGroup(f, f.here, 12, 'HG-S1')
      const event = randomUUID()
      const leaving = group.memberIds[5]!
      const join = () => group.add(women(f.here, 1))
      const leave = async () => {
        await group.leave(leaving)
        await push(f.second, [presence(group, event, leaving, false, [came.op.id])])
      }
      const came = presence(group, event, leaving)
      await push(f.hers, [eventOp(group, event), came])
      if (order === 'join first') {
        await join()
        await leave()
      } else {
        await leave()
        await join()
      }
      const { members, breaches, state } = await group.row()
      ends.push({ members, breaches, state, stands: await standsAt(f, group, event) })
    }
    expect(ends[0]).toMatchObject({ members: 12, breaches: 0, state: 'ACTIVE' })
    expect(JSON.stringify((ends[0] as { stands: object }).stands)).toBe(
      JSON.stringify((ends[1] as { stands: object }).stands),
    )
    expect(ends[1]).toMatchObject({ members: 12, breaches: 0, state: 'ACTIVE' })
  })
})

describe('a line of the book from a phone', () => {
  it('is written once under the id it was given there, and taken back once', async () => {
    const line = entryOp(f.group, '12500000')
    expect(told(await push(f.keeper, [line]))).toEqual(['applied'])
    expect(told(await push(f.keeperToo, [line]))).toEqual(['duplicate'])
    const [back, too] = [reverseOp(line), reverseOp(line)]
    expect(told(await push(f.keeper, [back]))).toEqual(['applied'])
    expect(told(await push(f.keeperToo, [too]))).toEqual(['E-HG-24'])
    const rows = await f.sql`select id, amount_rial::text as amount, reverses from app.hamyar_entry
      where id in (${line.op.id}, ${back.op.id}) order by reverses nulls first`
    expect(rows).toEqual([
      { id: line.op.id, amount: '12500000', reverses: null },
      { id: back.op.id, amount: '12500000', reverses: line.op.id },
    ])
  })

  it('of tomorrow, or of a group whose book she does not keep, waits; a fraction has no shape', async () => {
    expect(told(await push(f.keeper, [entryOp(f.group, '5', { day: AHEAD })]))).toEqual(['E-HG-23'])
    for (const amount of ['-5', '12.5', '0', ''])
      expect(told(await push(f.keeper, [entryOp(f.group, amount)])), amount).toEqual(['E-GEN-04'])
    for (const phone of [f.hers, f.helper])
      expect(told(await push(phone, [entryOp(f.group)]))).toEqual(['E-GEN-02'])
  })

  it('is not the office’s to read or to write: E-HG-38', async () => {
    const open = (await waiting(f.here.county)).filter(({ book }) => book)
    expect(open.length).toBeGreaterThan(0)
    for (const { said } of open) expect(said.map(({ kind }) => kind)).toEqual(said.map(() => 'hg-book'))
    const ids = open.find(({ code }) => code === 'E-HG-24')!.ids
    const ctx = await contextOf(f.here.county)
    await expect(decideQuarantine(ctx, { quarantineIds: ids, decision: 'APPLY' })).rejects.toMatchObject({
      code: 'E-HG-38',
    })
    await decideQuarantine(ctx, {
      quarantineIds: ids,
      decision: 'LAY_ASIDE',
      reason: 'سطر پیش‌تر برگردانده شد',
    })
  })

  it('carried in a rescue file by who accompanies the group it is taken once, in its keeper’s name; a stranger carries nothing', async () => {
    const [line, session] = [entryOp(f.group, '910000'), randomUUID()]
    const sealed = async (phone: typeof f.keeper, ops: Op[]) => {
      const { body, signature } = await batchOf(phone, ops)
      return sealRescue(rescueKeys().public, [{ text: body.toString('utf8'), signature }])
    }
    const book = await sealed(f.keeper, [line])
    await makeGroup(f, f.there)
    await expect(takeRescue(f.there.worker.hash, book, 'test')).rejects.toMatchObject({ code: 'E-RSC-03' })
    expect(await takeRescue(f.here.worker.hash, book, 'test')).toMatchObject({ operations: 1, fresh: 1 })
    expect(await takeRescue(f.here.worker.hash, book, 'test')).toMatchObject({ fresh: 0, known: 1 })
    const [row] = await f.sql`select entered_by from app.hamyar_entry where id = ${line.op.id}`
    expect(row!.entered_by).toBe(f.keeper.who.userId)
    const held = await sealed(f.hers, [eventOp(f.group, session)])
    expect(await takeRescue(f.hers.who.hash, held, 'test')).toMatchObject({ fresh: 1 })
    expect(await standsAt(f, f.group, session)).toMatchObject({ kind: 'SESSION' })
  })
})
