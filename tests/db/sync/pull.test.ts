import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { erasePerson } from '@/db/commands/people/erase-person'
import { pullPack } from '@/db/commands/sync/pull-pack'
import { recoverySecret } from '@/db/commands/sync/recovery-secret'
import { withdrawDevice } from '@/db/commands/sync/withdraw-device'
import { contextOf } from '@/tests/support/actors'
import { registerOf, world } from '@/tests/support/factories'
import { send } from '../workshops/register-sent'
import { type Field, helper, openField } from './field'
import { markOp, newPhone, type Phone, push } from './phone'

let f: Field
let phone: Phone
beforeAll(async () => {
  f = await openField({ people: 3, sessions: 3 })
  phone = await newPhone(f.w.facilitator)
})
afterAll(() => f?.close())

const pull = async (of: Phone, since?: string | null) =>
  pullPack(await contextOf(of.who), { device: of.device, since })

/**
 * Waits until every transaction that is open now has ended, also those of other tests on this server: while one is open a
 * group is rather sent twice than missed.
 */
async function settled() {
  const [now] = await f.owner`select pg_current_xact_id()::text as id`
  for (;;) {
    const [row] =
      await f.owner`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > ${now!.id}::bigint as past`
    if (row!.past) return
    await new Promise((done) => setTimeout(done, 50))
  }
}

describe('a pull', () => {
  it('answers the groups of today with people, sheets, marks and what stands, and no identifier', async () => {
    await f.owner`update app.person set mobile_sealed = 'v1.sealed', national_id_sealed = 'v1.sealed' where ${f.w.cohortScope} = any(scopes)`
    await f.owner`update app.enrolment set symbol = 'FISH', colour = 'RED' where cohort_id = ${f.w.cohortId} and row_no = 2`
    const tap = markOp(f.w, 0, 'ABSENT', { reason: 'WORK' })
    const undone = markOp(f.w, 1)
    await push(phone, [
      tap,
      undone,
      { session: f.w.sessionIds[0]!, op: { id: randomUUID(), kind: 'head', count: 2 } },
    ])
    const gone = markOp(f.w, 1, 'NONE', { supersedes: [undone.op.id] })
    await push(phone, [gone])
    const pack = await pull(phone)
    expect(pack.assigned).toEqual([f.w.cohortId])
    expect(pack.clock).toEqual({ nowIso: '2024-06-01T15:00:00Z', dayIso: '2024-06-01' })
    expect(pack.account).toMatchObject({ id: f.w.facilitator.userId, programmeFa: 'دورهٔ آزمون' })
    const [group] = pack.groups
    expect(group!.people.map(({ row, name, symbol, colour }) => [row, name, symbol, colour])).toEqual([
      [1, 'زن 1 آزمون', null, null],
      [2, 'زن 2 آزمون', 'FISH', 'RED'],
      [3, 'زن 3 آزمون', null, null],
    ])
    const first = group!.sessions[0]!
    const [one, two] = f.w.people.map((person) => person.personId)
    expect(first.marks[one!]).toEqual({ code: 'ABSENT', late: 0, early: 0, reason: 'WORK', op: tap.op.id })
    expect(first.marks[two!]).toBeNull()
    expect(first.taken).toEqual({ [two!]: gone.op.id })
    expect(first.heads.head).toMatch(/^[0-9a-f-]{36}$/)
    expect(first).toMatchObject({
      status: 'HELD',
      headCount: 2,
      lockedCode: null,
      dayIso: '2024-05-11',
      startTime: '09:30',
    })
    expect(JSON.stringify(pack)).not.toMatch(/sealed|national|mobile/)
    const [audited] =
      await f.owner`select count(*)::int n from audit.event where action = 'sync.pull' and entity_id = ${f.w.cohortId}`
    expect(audited!.n).toBe(1)
  })

  it('sends nothing where nothing was written since, and the whole group where something was', async () => {
    await settled()
    const first = await pull(phone)
    const second = await pull(phone, first.horizon)
    expect([second.groups.length, second.assigned.length]).toEqual([0, 1])
    const changes: (() => Promise<unknown>)[] = [
      () => push(phone, [markOp(f.w, 2, 'PRESENT', { session: 1 })]),
      () => send(f.app, f.w.officer, registerOf(f.w, 2)),
      () => f.owner`update app.person set last_name = last_name where id = ${f.w.people[0]!.personId}`,
      () => f.owner`update app.enrolment set row_no = row_no where person_id = ${f.w.people[0]!.personId}`,
      () =>
        f.owner`insert into app.session_guest (scope_id, session_id, name) values (${f.w.cohortScope}, ${f.w.sessionIds[0]!}, 'مهمان')`,
      async () => {
        const [extra] =
          await f.owner`insert into app.session (scope_id, run_id, cohort_id, seq, day, starts_at, planned_minutes, net_minutes)
          values (${f.w.cohortScope}, ${f.w.runId}, ${f.w.cohortId}, 9, '2024-06-20', '2024-06-20T06:00Z', 60, 60) returning id`
        await settled()
        const since = (await pull(phone)).horizon
        expect((await pull(phone, since)).groups).toHaveLength(0)
        await f.owner`delete from app.session where id = ${extra!.id}`
        expect((await pull(phone, since)).groups).toHaveLength(1)
      },
    ]
    for (const change of changes) {
      await settled()
      const { horizon } = await pull(phone)
      await change()
      expect((await pull(phone, horizon)).groups, String(change)).toHaveLength(1)
    }
  })

  it('misses nothing of a transaction that was still open when it was asked', async () => {
    await settled()
    const { horizon } = await pull(phone)
    const slow = postgres(f.ownerUrl, { max: 1, onnotice: () => {} })
    let finish = () => {}
    const waiting = new Promise<void>((done) => {
      finish = done
    })
    const begun = new Promise<void>((started, failed) => {
      slow
        .begin(async (sql) => {
          await sql`update app.session set topic = 'دیر' where id = ${f.w.sessionIds[1]!}`
          started()
          await waiting
        })
        .catch(failed)
    })
    await begun
    // Another group member's row is written and committed after it, and a pull comes between.
    await f.owner`update app.person set last_name = last_name where id = ${f.w.people[0]!.personId}`
    const between = await pull(phone, horizon)
    expect(between.groups[0]!.sessions[1]!.topic).not.toBe('دیر')
    finish()
    await slow.end()
    const after = await pull(phone, between.horizon)
    expect(after.groups[0]!.sessions[1]!.topic).toBe('دیر')
  })

  it('of another history, or of the future, is whole; nonsense as well', async () => {
    const { horizon } = await pull(phone)
    const [history, at] = [
      horizon.slice(0, horizon.lastIndexOf('-')),
      horizon.slice(horizon.lastIndexOf('-') + 1),
    ]
    for (const since of [`1.0000-${at}`, `${history}-${BigInt(at) + 1000n}`, 'x', `${history}-`, null])
      expect((await pull(phone, since)).groups, String(since)).toHaveLength(1)
  })

  it('forgets a group that is no longer hers, and answers nobody else’s phone', async () => {
    const who = await helper(f.owner, f.w, 'رفتنی')
    const hers = await newPhone(who)
    const first = await pull(hers)
    expect(first.assigned).toEqual([f.w.cohortId])
    await f.owner`update app.cohort_facilitator set to_day = '2024-05-31' where facilitator_id in (select id from app.facilitator where user_id = ${who.userId})`
    expect(await pull(hers, first.horizon)).toMatchObject({ assigned: [], groups: [] })
    await expect(pull({ ...hers, who: f.w.facilitator })).rejects.toMatchObject({ code: 'E-SYN-01' })
    const elsewhere = await world(f.owner, { people: 1, sessions: 1 })
    await expect(pull({ ...phone, who: elsewhere.facilitator })).rejects.toMatchObject({ code: 'E-SYN-01' })
    await withdrawDevice(await contextOf(who), { device: hers.device })
    await expect(pull(hers)).rejects.toMatchObject({ code: 'E-SYN-02' })
  })

  it('takes somebody erased from the list that lies on a phone, and leaves her mark where it was', async () => {
    const { personId } = f.w.people[2]!
    await f.owner`update app.enrolment set status = 'WITHDRAWN', closed_on = '2024-06-01' where person_id = ${personId}`
    await settled()
    const before = await pull(phone)
    expect(JSON.stringify(before)).toContain('زن 3 آزمون')
    await erasePerson(await contextOf(f.w.officer), {
      personId,
      how: 'SAID',
      name: 'زن 3 آزمون',
      sure: 'on',
    })
    const after = await pull(phone, before.horizon)
    expect(JSON.stringify(after)).not.toContain('زن 3')
    expect(after.groups[0]!.people[2]).toMatchObject({ personId, row: 3, name: '— —' })
    expect(after.groups[0]!.sessions.map(({ marks }) => marks[personId]?.code)).toEqual(
      before.groups[0]!.sessions.map(({ marks }) => marks[personId]?.code),
    )
  })

  it('the secret goes to the signed-in owner of the phone alone, and leaves a trace', async () => {
    const own = await recoverySecret(await contextOf(phone.who), { device: phone.device })
    expect(own.secret).toBe(phone.secret)
    expect(phone.secret).toHaveLength(43)
    for (const who of [f.w.officer, await helper(f.owner, f.w, 'دیگر')])
      await expect(recoverySecret(await contextOf(who), { device: phone.device })).rejects.toMatchObject({
        code: 'E-SYN-01',
      })
    const [row] = await f.owner`select sealed from app.device_secret where device_id = ${phone.device}`
    expect(row!.sealed).not.toContain(phone.secret)
    const seen = await f.app.begin(async (sql) => {
      await sql`select set_config('app.user_id', ${f.w.officer.userId}, true)`
      return sql`select * from app.device_secret`
    })
    expect(seen).toHaveLength(0)
    const [audited] = await f.owner`select count(*)::int n from audit.event where action = 'device.secret'`
    expect(audited!.n).toBe(1)
  })
})
