import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterSms } from '@/db/commands/sync/enter-sms'
import { type DigestAsked, digestOf } from '@/db/queries/reports/digest'
import { inbox } from '@/db/queries/tasks/inbox'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { composeSms } from '@/lib/sync/sms-code'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, world } from '@/tests/support/factories'
import { type Field, openField } from '../sync/field'
import { newPhone, push, wholeSheet } from '../sync/phone'

let f: Field
beforeAll(async () => {
  // Saturdays from 11 May; the run's clock stands on Saturday 1 June, 18:30 in Tehran.
  f = await openField({ people: 6, sessions: 6 })
})
afterAll(() => f?.close())

async function digest(who: Staff, asked: DigestAsked) {
  const { actor } = await contextOf(who)
  const scope = scopeOf(actor)
  return reading(scope, (db) => digestOf(db, scope, asked))
}

describe('the digest', () => {
  it('counts what is missing and what comes, by the run’s clock and the reader’s reach', async () => {
    const sessions = await f.owner<{ day: string; status: string }[]>`
      select day::text, status from app.session where run_id = ${f.w.runId} order by day`
    const mine = await digest(f.w.facilitator, { mine: true })
    expect(mine.week).toBe('2024-06-01')
    const past = sessions.filter(({ day }) => day < '2024-06-01').length
    const coming = sessions.filter(({ day }) => day > '2024-06-01' && day <= '2024-06-07').length
    expect(mine.counts.due).toBeGreaterThanOrEqual(past)
    expect(mine.counts.ahead).toBe(coming)
    expect(mine.due).toHaveLength(mine.counts.due)
    expect(mine.counts.submitted).toBe(0)
    const office = await digest(f.w.officer, { mine: false })
    expect(office.counts.due).toBeLessThanOrEqual(mine.counts.due)
    expect(office.counts.due).toBeGreaterThan(0)
  })

  it('moves with what happens: sent, returned, by SMS, a silent phone, what waits', async () => {
    const before = await digest(f.w.officer, { mine: false })
    const phone = await newPhone(f.w.facilitator)
    await push(phone, wholeSheet(f.w, 0))
    await f.owner`update app.session set status = 'RETURNED' where id = ${f.w.sessionIds[1]!}`
    const [row] = await f.owner`select sms_code from app.session where id = ${f.w.sessionIds[2]!}`
    await enterSms(await contextOf(f.w.officer), {
      text: composeSms({ code: String(row!.sms_code), head: 5, absent: [1] }),
    })
    await f.owner`update app.device set last_seen_at = now() - interval '8 days' where id = ${phone.device}`
    const after = await digest(f.w.officer, { mine: false })
    expect(after.counts).toMatchObject({
      submitted: before.counts.submitted + 1,
      returned: 1,
      smsDrafts: 1,
      silent: 1,
      quarantined: 0,
    })
    expect(after.due[0]).toMatchObject({ status: 'RETURNED', sessionId: f.w.sessionIds[1] })
    await f.owner`update app.device set last_seen_at = now() - interval '6 days' where id = ${phone.device}`
    expect((await digest(f.w.officer, { mine: false })).counts.silent).toBe(0)
    await f.owner`insert into app.rule (key, value, level, run_id, valid_from, source) values ('DEVICE_SILENT_DAYS', '5', 'RUN', ${f.w.runId}, '-infinity', 'test')`
    expect((await digest(f.w.officer, { mine: false })).counts.silent).toBe(1)
    expect((await digest(f.w.facilitator, { mine: true })).counts.silent).toBe(1)
  })

  it('names nobody to a stranger, counts nothing of a neighbour’s, and hides names from who may see marks only', async () => {
    await f.owner`update app.cohort set planned_minutes = 100000 where id = ${f.w.cohortId}`
    const mine = await digest(f.w.facilitator, { mine: true })
    expect(mine.counts.outOfReach + mine.counts.atRisk).toBe(6)
    expect(mine.people.every(({ name }) => name !== null)).toBe(true)
    const auditor = await staff(f.owner, 'AUDITOR', f.w.provinceScope)
    const marksOnly = await digest(auditor, { mine: false })
    expect(marksOnly.people.map(({ name }) => name)).toEqual(mine.people.map(() => null))
    const other = await world(f.owner, { people: 2, sessions: 1, firstDay: '2024-07-01' })
    for (const [who, own] of [
      [other.officer, false],
      [other.facilitator, true],
    ] as const) {
      const theirs = await digest(who, { mine: own })
      expect(theirs.counts).toMatchObject({ due: 0, returned: 0, silent: 0, quarantined: 0, smsDrafts: 0 })
      expect(JSON.stringify(theirs)).not.toContain(f.w.people[0]!.personId)
    }
  })

  it('counts sheets of a class that were not sent for its trainer and for the office, and for nobody else', async () => {
    const [node] = await f.owner`insert into app.scope (parent_id, kind, programme, path, label)
      values (${f.w.provinceScope}, 'UNIT', 'RESILIENCE', '{}', 'class') returning id`
    await f.owner`update app.scope set path = array[1, ${f.w.provinceScope}, id]::int[] where id = ${node!.id}`
    const [made] = await f.owner`insert into app.training_class (scope_id, run_id, title_fa, planned_minutes)
      values (${node!.id}, ${f.w.runId}, 'کارگاه تسهیلگران', 3600) returning id`
    const trainer = await staff(f.owner, 'TRAINER', node!.id)
    const before = await digest(f.w.officer, { mine: false })
    const [held] =
      await f.owner`insert into app.session (scope_id, run_id, class_id, seq, module_code, day, starts_at, planned_minutes, net_minutes)
      values (${node!.id}, ${f.w.runId}, ${made!.id}, 1, 'M01', '2024-05-20', '2024-05-20T06:00Z', 120, 120) returning id`
    const hers = await digest(trainer, { mine: true })
    expect(hers.counts).toMatchObject({ due: 1, ahead: 0 })
    expect(hers.due).toMatchObject([
      { sessionId: held!.id, placeFa: 'کارگاه تسهیلگران', dayIso: '2024-05-20' },
    ])
    const office = await digest(f.w.officer, { mine: false })
    expect(office.counts.due).toBe(before.counts.due + 1)
    const { actor } = await contextOf(f.w.officer)
    const scope = scopeOf(actor)
    const listed = await reading(scope, (db) => inbox(db, scope, { kind: 'MISSING_SHEET' }))
    expect(listed.total).toBe(office.counts.due)
    expect(listed.lines.map(({ placeFa }) => placeFa)).toContain('کارگاه تسهیلگران')
    expect(JSON.stringify(await digest(f.w.facilitator, { mine: true }))).not.toContain(held!.id)
  })
})
