import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideQuarantine } from '@/db/commands/sync/decide-quarantine'
import { recoverySecret } from '@/db/commands/sync/recovery-secret'
import { withdrawDevice } from '@/db/commands/sync/withdraw-device'
import { contextOf } from '@/tests/support/actors'
import { staff, world } from '@/tests/support/factories'
import { everything, kept, recounted } from '../workshops/register-sent'
import { count, type Field, helper, openField, sheet } from './field'
import { actOp, batchOf, deliver, markOp, newPhone, push, received, signed, told, wholeSheet } from './phone'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 4, sessions: 4 })
})
afterAll(() => f?.close())

const open = async () =>
  f.owner<{ id: string; code: string; sealed: string; session_id: string | null; scope_id: number }[]>`
    select id, code, sealed, session_id, scope_id from app.quarantine where state = 'OPEN' order by received_at, op_id`

describe('S30: forged attendance is quarantined and counts nowhere', () => {
  it('signed by another phone, changed after signing, of somebody else’s phone, of a withdrawn one', async () => {
    const w = await world(f.owner, { people: 3, sessions: 2 })
    const [mine, other] = [await newPhone(w.facilitator), await newPhone(w.facilitator)]
    const theirs = await newPhone(await helper(f.owner, w))
    const before = await everything(f.owner, w)
    const ops = wholeSheet(w)
    const sent = await batchOf(mine, ops)
    const wrongKey = { ...sent, signature: signed(other, sent.body) }
    const changed = Buffer.from(sent.body.toString().replace('PRESENT', 'EXCUSED'))
    for (const [who, one, code] of [
      [mine.who, wrongKey, 'E-SYN-03'],
      [mine.who, { ...sent, body: changed }, 'E-SYN-03'],
      [mine.who, { ...sent, signature: '' }, 'E-SYN-03'],
      [theirs.who, sent, 'E-SYN-01'],
      [mine.who, await batchOf(mine, ops, { device: randomUUID() }), 'E-SYN-01'],
    ] as const) {
      const answer = await deliver(who, one)
      expect(answer.status === 'received' && new Set(told(answer.receipt))).toEqual(new Set([code]))
    }
    expect(await everything(f.owner, w)).toBe(before)
    // None of it stands in the way of what she really recorded.
    expect(new Set(told(await received(mine, sent)))).toEqual(new Set(['applied']))
    await withdrawDevice(await contextOf(w.officer), { device: mine.device })
    expect(told(await push(mine, [markOp(w, 0, 'PRESENT', { session: 1 })]))).toEqual(['E-SYN-02'])
    expect((await sheet(f.owner, w, 1)).marks[0]).toBe('NONE')
    await expect(withdrawDevice(await contextOf(w.officer), { device: mine.device })).rejects.toMatchObject({
      code: 'E-GEN-03',
    })
    await expect(recoverySecret(await contextOf(mine.who), { device: mine.device })).rejects.toMatchObject({
      code: 'E-SYN-02',
    })
    expect(await kept(f.owner, w)).toEqual(await recounted(f.owner, w))
  })

  it('of somebody not on the roster, of a session that is not hers, of one that does not exist', async () => {
    const [w, elsewhere] = [
      await world(f.owner, { people: 3, sessions: 1 }),
      await world(f.owner, { people: 2, sessions: 1 }),
    ]
    const phone = await newPhone(w.facilitator)
    const stranger = {
      ...markOp(w, 0),
      op: { ...markOp(w, 0).op, id: randomUUID(), person: elsewhere.people[0]!.personId },
    }
    const nowhere = { ...markOp(w, 1), session: randomUUID() }
    const receipt = await push(phone, [markOp(w, 0), stranger, markOp(elsewhere, 0), nowhere])
    expect(told(receipt)).toEqual(['applied', 'E-ATT-01', 'E-GEN-02', 'E-GEN-02'])
    const rows = (await open()).filter((row) =>
      [w.provinceScope, w.cohortScope, elsewhere.cohortScope].includes(row.scope_id),
    )
    expect(rows.map((row) => [row.code, row.scope_id, row.session_id]).sort()).toEqual(
      [
        ['E-ATT-01', w.cohortScope, w.sessionIds[0]],
        ['E-GEN-02', elsewhere.cohortScope, elsewhere.sessionIds[0]],
        ['E-GEN-02', w.provinceScope, null],
      ].sort(),
    )
    expect((await sheet(f.owner, w)).marks).toEqual(['PRESENT', 'NONE', 'NONE'])
    expect((await sheet(f.owner, elsewhere)).marks).toEqual(['NONE', 'NONE'])
  })
})

describe('S31: a batch replayed', () => {
  it('a hundred times at once is applied once and gets the same receipt; from another account 409', async () => {
    const w = await world(f.owner, { people: 3, sessions: 1 })
    const phone = await newPhone(w.facilitator)
    const other = await newPhone(await helper(f.owner, w))
    const sent = await batchOf(phone, wholeSheet(w))
    const receipts = await Promise.all(Array.from({ length: 100 }, () => received(phone, sent)))
    expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await count(f.owner, 'operation', `scope_id = ${w.cohortScope}`)).toBe(4)
    expect(await count(f.owner, 'quarantine', `scope_id = ${w.cohortScope}`)).toBe(0)
    expect(await deliver(other.who, sent)).toEqual({ status: 'other-account' })
    // A year later.
    await f.owner`update app.sync_batch set received_at = received_at - interval '1 year' where batch = ${sent.batch}`
    expect(JSON.stringify(await received(phone, sent))).toBe(JSON.stringify(receipts[0]))
    // The same envelope with other content is not taken; her operations under another phone of hers are known.
    const body = await batchOf(phone, [markOp(w, 0)], { batch: sent.batch })
    expect(await deliver(phone.who, body)).toEqual({ status: 'other-bytes' })
    const second = await newPhone(w.facilitator)
    expect(new Set(told(await push(second, JSON.parse(sent.body.toString()).ops)))).toEqual(
      new Set(['duplicate']),
    )
    // Another account that copies the operations into a batch of its own changes nothing.
    const copied = await push(other, JSON.parse(sent.body.toString()).ops)
    expect(new Set(told(copied))).toEqual(new Set(['E-SYN-04']))
  })
})

describe('S32: too late, too early, closed', () => {
  it('waits for a supervisor, with both clocks kept; her word applies it and is audited', async () => {
    const w = await world(f.owner, { people: 2, sessions: 1, firstDay: '2024-04-01' })
    const phone = await newPhone(w.facilitator)
    const ops = wholeSheet(w, 0, '2024-04-01T08:00:00Z')
    const receipt = await push(phone, ops)
    expect(new Set(told(receipt))).toEqual(new Set(['E-SES-06']))
    expect(await count(f.owner, 'attendance', `scope_id = ${w.cohortScope}`)).toBe(0)
    const rows =
      await f.owner`select id, claimed_at, received_at from app.quarantine where scope_id = ${w.cohortScope} order by kind = 'act'`
    expect(rows[0]!.claimed_at.toISOString()).toBe('2024-04-01T08:00:00.000Z')
    expect(rows[0]!.received_at.getTime()).toBeGreaterThan(Date.now() - 60_000)
    const ctx = await contextOf(w.officer)
    await expect(
      decideQuarantine(await contextOf(w.facilitator), { quarantineIds: [rows[0]!.id], decision: 'APPLY' }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
    for (const row of rows) await decideQuarantine(ctx, { quarantineIds: [row.id], decision: 'APPLY' })
    expect(await sheet(f.owner, w)).toMatchObject({ status: 'SUBMITTED', marks: ['ABSENT', 'PRESENT'] })
    await expect(
      decideQuarantine(ctx, { quarantineIds: [rows[0]!.id], decision: 'APPLY' }),
    ).rejects.toMatchObject({ code: 'E-GEN-03' })
    const [audited] =
      await f.owner`select count(*)::int n from audit.event where action = 'sync.apply' and actor_id = ${w.officer.userId}`
    expect(audited!.n).toBe(3)
    const [by] = await f.owner`select distinct actor_id from app.operation where scope_id = ${w.cohortScope}`
    expect(by!.actor_id).toBe(w.officer.userId)
    // The phone sends the same once more: known.
    expect(new Set(told(await push(phone, ops)))).toEqual(new Set(['duplicate']))
  })

  it('a session of the future is held; one of a closed run changes nothing, whoever decides', async () => {
    const w = await world(f.owner, { people: 2, sessions: 1, firstDay: '2024-06-20' })
    const phone = await newPhone(w.facilitator)
    expect(new Set(told(await push(phone, wholeSheet(w))))).toEqual(new Set(['E-SES-05']))
    await f.owner`update app.run set status = 'CLOSED', closed_at = now() where id = ${w.runId}`.catch(
      () => null,
    )
    const closed = await world(f.owner, { people: 2, sessions: 1 })
    const late = await newPhone(closed.facilitator)
    const before = await everything(f.owner, closed)
    await f.owner`update app.run set status = 'CLOSED' where id = ${closed.runId}`
    expect(new Set(told(await push(late, wholeSheet(closed))))).toEqual(new Set(['E-SES-08']))
    const [row] = await f.owner`select id from app.quarantine where scope_id = ${closed.cohortScope} limit 1`
    const ctx = await contextOf(closed.officer)
    await expect(
      decideQuarantine(ctx, { quarantineIds: [row!.id], decision: 'APPLY' }),
    ).rejects.toMatchObject({
      code: 'E-SES-08',
    })
    await expect(
      decideQuarantine(ctx, { quarantineIds: [row!.id], decision: 'LAY_ASIDE' }),
    ).rejects.toMatchObject({ code: 'E-GEN-01' })
    await decideQuarantine(ctx, {
      quarantineIds: [row!.id],
      decision: 'LAY_ASIDE',
      reason: 'دوره بسته شده است',
    })
    expect(await everything(f.owner, closed)).toBe(before)
  })

  it('F09: no clock however wrong decides anything: the session is the one that is named, both times are kept', async () => {
    for (const at of [
      '2024-05-02T00:00:00+03:30',
      '2024-07-01T23:59:59Z',
      '2025-03-20T20:29:59Z',
      '2030-03-20T21:00:00+04:30',
    ]) {
      const w = await world(f.owner, { people: 2, sessions: 1 })
      const phone = await newPhone(w.facilitator)
      const receipt = await push(phone, wholeSheet(w, 0, at), { sent: at })
      expect(new Set(told(receipt))).toEqual(new Set(['applied']))
      const [op] =
        await f.owner`select claimed_at, received_at from app.operation where scope_id = ${w.cohortScope} limit 1`
      expect(op!.claimed_at.getTime()).toBe(Date.parse(at))
      expect(Math.abs(op!.received_at.getTime() - Date.now())).toBeLessThan(60_000)
      const [s] = await f.owner`select recorded_at from app.session where id = ${w.sessionIds[0]!}`
      expect(s!.recorded_at.toISOString()).toBe('2024-06-01T15:00:00.000Z')
    }
  })
})

describe('S33: sheets that look made up', () => {
  it('forty of them in three minutes are flagged and not held up; a month sent at once is not', async () => {
    const w = await world(f.owner, {
      people: 2,
      sessions: 40,
      firstDay: '2024-05-03',
      now: '2024-08-01T15:00:00Z',
    })
    await f.owner`insert into app.rule (key, value, level, run_id, valid_from, source) values ('SESSION_BACKDATE_MAX_DAYS', '200', 'RUN', ${w.runId}, now() - interval '1500 days', 'test')`
    const honest = await newPhone(w.facilitator)
    const dayOf = (i: number) => new Date(Date.UTC(2024, 4, 3 + 2 * i, 8)).toISOString()
    const first = w.sessionIds.slice(0, 15).flatMap((_, i) => wholeSheet(w, i, dayOf(i), 'PRESENT'))
    expect(new Set(told(await push(honest, first)))).toEqual(new Set(['applied']))
    expect(await count(f.owner, 'sync_flag')).toBe(0)
    const quick = await newPhone(w.facilitator)
    const at = (i: number) => new Date(Date.UTC(2024, 6, 20, 8, 0, i * 4)).toISOString()
    const made = w.sessionIds
      .slice(15)
      .flatMap((_, i) => wholeSheet(w, 15 + i, at(i), 'EXCUSED').map((op) => ({ ...op })))
    const alike = made.map((op) =>
      op.op.kind === 'mark' ? { ...op, op: { ...op.op, code: 'PRESENT', reason: null } } : op,
    )
    expect(new Set(told(await push(quick, alike)))).toEqual(new Set(['applied']))
    const flags = await f.owner`select device_id, kind, sheets, seconds from app.sync_flag`
    expect([...flags]).toEqual([{ device_id: quick.device, kind: 'ALIKE', sheets: 25, seconds: 96 }])
    expect((await sheet(f.owner, w, 39)).status).toBe('SUBMITTED')
  })

  it('how many within how long is a rule of the province', async () => {
    const w = await world(f.owner, { people: 2, sessions: 6, firstDay: '2024-05-03' })
    const phone = await newPhone(w.facilitator)
    const at = (i: number) => new Date(Date.UTC(2024, 4, 30, 8, i)).toISOString()
    const ops = w.sessionIds.flatMap((_, i) =>
      wholeSheet(w, i, at(i)).map((op) =>
        op.op.kind === 'mark' ? { ...op, op: { ...op.op, code: 'PRESENT', reason: null } } : op,
      ),
    )
    // One a minute: at most four within three minutes, and six within five.
    const rule = async (key: string, value: number) =>
      f.owner`insert into app.rule (key, value, level, province_id, valid_from, source)
        values (${key}, ${String(value)}::text::jsonb, 'PROVINCE', ${w.provinceId}, '-infinity', 'test')`
    await rule('ALIKE_SHEETS', 4)
    await push(phone, ops.slice(0, 12))
    expect(await count(f.owner, 'sync_flag', `device_id = '${phone.device}'`)).toBe(0)
    await rule('ALIKE_WINDOW_MINUTES', 5)
    await push(phone, ops.slice(12))
    const flags = await f.owner`select sheets, seconds from app.sync_flag where device_id = ${phone.device}`
    expect([...flags]).toEqual([{ sheets: 6, seconds: 300 }])
  })
})

describe('F11: rights taken away while the phone was away', () => {
  it('everything waits at the office, the count is seen by who decides there, and by nobody of another province', async () => {
    const w = await world(f.owner, { people: 3, sessions: 1 })
    const phone = await newPhone(w.facilitator)
    const ops = wholeSheet(w)
    await f.owner`update app.user_grant set ended_at = now() where user_id = ${w.facilitator.userId}`
    expect(await deliver(phone.who, await batchOf(phone, ops))).toEqual({ status: 'signed-out' })
    await f.owner`update app.auth_session set ended_at = null, end_reason = null where token_hash = ${w.facilitator.hash}`
    expect(new Set(told(await push(phone, ops)))).toEqual(new Set(['E-GEN-02']))
    const seen = async (who: { userId: string }) =>
      f.app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${who.userId}, true)`
        const [row] =
          await sql`select count(*)::int n from app.quarantine where state = 'OPEN' and scope_id = ${w.cohortScope}`
        return row!.n
      })
    const stranger = await world(f.owner, { people: 1, sessions: 1 })
    expect([await seen(w.officer), await seen(stranger.officer), await seen(w.facilitator)]).toEqual([
      4, 0, 4,
    ])
    expect(await seen(await staff(f.owner, 'FACILITATOR', w.cohortScope))).toBe(0)
  })

  it('what waits lies sealed: no guest’s name and no word of a note is readable in the table', async () => {
    const w = await world(f.owner, { people: 1, sessions: 1, firstDay: '2024-07-20' })
    const phone = await newPhone(w.facilitator)
    const guest = {
      session: w.sessionIds[0]!,
      op: { id: randomUUID(), kind: 'guest', guest: randomUUID(), name: 'مهمان ناشناس' },
    }
    expect(told(await push(phone, [guest, actOp(w, 'cancel', { cancelReason: 'باران سیل‌آسا' })]))).toEqual([
      'E-SES-05',
      'applied',
    ])
    const [row] =
      await f.owner`select to_jsonb(q)::text as text from app.quarantine q where op_id = ${guest.op.id}`
    expect(row!.text).not.toContain('مهمان')
  })
})
