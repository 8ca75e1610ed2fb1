import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideQuarantine } from '@/db/commands/sync/decide-quarantine'
import { resolveConflict } from '@/db/commands/sync/resolve-conflict'
import { contradictions, devices, syncCounts, waitingGroups } from '@/db/queries/sync/office'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, world } from '@/tests/support/factories'
import { send } from '../workshops/register-sent'
import { type Field, helper, openField, sheet } from './field'
import { actOp, markOp, newPhone, type Phone, push } from './phone'

let f: Field
let lead: Phone
let other: Phone
beforeAll(async () => {
  f = await openField({ people: 3, sessions: 3, firstDay: '2024-05-20' })
  lead = await newPhone(f.w.facilitator, 'گوشی نخست')
  other = await newPhone(await helper(f.owner, f.w))
})
afterAll(() => f?.close())

async function desk(who: Staff) {
  const { actor } = await contextOf(who)
  const scope = scopeOf(actor)
  return reading(scope, async (db) => ({
    counts: await syncCounts(db, scope),
    waiting: await waitingGroups(db, scope),
    differing: await contradictions(db, scope),
    phones: await devices(db, scope),
  }))
}

describe('the office’s desk of the sync', () => {
  it('shows what waits by sheet and reason, opened; to nobody who may not decide there', async () => {
    const w = await world(f.owner, { people: 3, sessions: 1, firstDay: '2024-04-01' })
    const phone = await newPhone(w.facilitator, 'گوشی او')
    const guest = {
      session: w.sessionIds[0]!,
      op: { id: crypto.randomUUID(), kind: 'guest', guest: crypto.randomUUID(), name: 'مهمان ما' },
    }
    await push(phone, [
      ...w.people.map((_, i) => markOp(w, i, i ? 'PRESENT' : 'ABSENT')),
      guest,
      actOp(w, 'submit'),
    ])
    const seen = await desk(w.officer)
    expect(seen.counts).toEqual({ waiting: 5, conflicts: 0 })
    expect(seen.waiting).toHaveLength(1)
    const [group] = seen.waiting
    expect(group).toMatchObject({
      code: 'E-SES-06',
      values: { d: 30 },
      by: 'تسهیلگر',
      device: 'گوشی او',
      seq: 1,
      day: '2024-04-01',
    })
    expect(group!.said.map((op) => [op.kind, op.name])).toEqual(
      expect.arrayContaining([
        ['mark', 'زن 1 آزمون'],
        ['guest', 'مهمان ما'],
        ['act', null],
      ]),
    )
    expect(group!.said.at(-1)!.kind).toBe('act')
    expect(seen.phones.map((one) => [one.name, one.waiting])).toEqual([['گوشی او', 5]])
    for (const who of [f.w.officer, w.facilitator]) expect((await desk(who)).waiting).toEqual([])
    await decideQuarantine(await contextOf(w.officer), { quarantineIds: group!.ids, decision: 'APPLY' })
    expect(await sheet(f.owner, w)).toMatchObject({
      status: 'SUBMITTED',
      marks: ['ABSENT', 'PRESENT', 'PRESENT'],
    })
    expect((await desk(w.officer)).counts.waiting).toBe(0)
  })

  it('all of them or none: where one may not be applied, none is', async () => {
    const w = await world(f.owner, { people: 2, sessions: 1, firstDay: '2024-04-01' })
    const phone = await newPhone(w.facilitator)
    await push(phone, [markOp(w, 0), actOp(w, 'submit')])
    const [group] = (await desk(w.officer)).waiting
    await expect(
      decideQuarantine(await contextOf(w.officer), { quarantineIds: group!.ids, decision: 'APPLY' }),
    ).rejects.toMatchObject({ code: 'E-ATT-03' })
    expect((await sheet(f.owner, w)).marks).toEqual(['NONE', 'NONE'])
    expect((await desk(w.officer)).counts.waiting).toBe(2)
  })

  it('what belongs to no session can only be laid aside', async () => {
    const w = await world(f.owner, { people: 1, sessions: 1 })
    await push(await newPhone(w.facilitator), [{ ...markOp(w, 0), session: crypto.randomUUID() }])
    const [group] = (await desk(w.officer)).waiting
    expect(group).toMatchObject({ sessionId: null, code: 'E-GEN-02' })
    const decide = async (decision: 'APPLY' | 'LAY_ASIDE') =>
      decideQuarantine(await contextOf(w.officer), {
        quarantineIds: group!.ids,
        decision,
        reason: 'نشستی نیست',
      })
    await expect(decide('APPLY')).rejects.toMatchObject({ code: 'E-SYN-09' })
    expect((await desk(w.officer)).counts.waiting).toBe(1)
    await decide('LAY_ASIDE')
    expect((await desk(w.officer)).counts.waiting).toBe(0)
  })

  it('shows both words of a contradiction, follows the desk, and settles by one choice', async () => {
    const [w, words] = [
      f.w,
      (topic: string) => ({
        session: f.w.sessionIds[0]!,
        op: { id: crypto.randomUUID(), kind: 'details', topic },
      }),
    ]
    await push(lead, [markOp(w, 0, 'PRESENT'), words('یک')])
    await push(other, [markOp(w, 0, 'ABSENT'), words('دو')])
    const seen = (await desk(w.officer)).differing
    expect(seen.map((one) => one.place).sort()).toEqual([w.people[0]!.personId, 'details:topic'].sort())
    const topic = seen.find((one) => one.place === 'details:topic')!
    expect(topic.words.map((word) => [word.by, word.stands, word.said.body.topic])).toEqual([
      ['تسهیلگر', true, 'یک'],
      ['همکار', false, 'دو'],
    ])
    const ctx = await contextOf(w.officer)
    await resolveConflict(ctx, {
      sessionId: topic.sessionId!,
      place: topic.place,
      opId: topic.words[1]!.opId,
    })
    expect((await sheet(f.owner, w)).topic).toBe('دو')
    // The desk writes what the helper had said: nothing contradicts any more.
    const [s] = await f.owner`select version from app.session where id = ${w.sessionIds[0]!}`
    const op = {
      id: crypto.randomUUID(),
      kind: 'mark',
      person: w.people[0]!.personId,
      code: 'ABSENT',
      late: 0,
      early: 0,
    }
    await send(f.app, w.officer, {
      v: 1,
      sessionId: w.sessionIds[0],
      baseVersion: s!.version,
      ops: [op],
      outcome: 'draft',
      acknowledged: [],
    })
    const after = await desk(w.officer)
    expect([after.differing, after.counts.conflicts]).toEqual([[], 0])
  })
})
