import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settleFlag } from '@/db/commands/quality/settle-flag'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { group } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { everything, review, send } from '../workshops/register-sent'
import { flagsOf, hold, said, turnTo } from './field'

let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = postgres(db.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await db.end()
})
const made = (sessions = 8, people = 8) => world(db.sql, { people, sessions })
/** A clean beginning: two sheets that differ, sent in time. */
const begun = async () => {
  const w = await made()
  await hold(db, app, w, 0, [0, 1, 2])
  await hold(db, app, w, 1, [1, 2, 3])
  return w
}
const officerSees = async (w: World) => said(await flagsOf(w, w.officer))

describe('the flags of sheets as they are saved', () => {
  it('are none on clean sheets', async () => {
    expect(await officerSees(await begun())).toEqual([])
  })

  it('SAME_MARKS: the marks of last time', async () => {
    const w = await begun()
    await hold(db, app, w, 2, [1, 2, 3])
    expect(await officerSees(w)).toEqual(['SAME_MARKS 3'])
  })

  it('SENT_EARLY: handed in before the session was over; a draft is none', async () => {
    const w = await begun()
    await hold(db, app, w, 2, [4], { minutes: 30, more: { outcome: 'draft' } })
    expect(await officerSees(w)).toEqual([])
    await hold(db, app, w, 3, [5], { minutes: 90 })
    expect(await officerSees(w)).toEqual(['SENT_EARLY 4'])
  })

  it('ALL_PRESENT: everybody there five times running, and the five are a rule', async () => {
    const w = await made()
    for (const n of [0, 1, 2, 3]) await hold(db, app, w, n, [])
    expect(await officerSees(w)).toEqual([])
    await hold(db, app, w, 4, [])
    expect(await officerSees(w)).toEqual(['ALL_PRESENT 5'])
    await db.sql`insert into app.rule (key, value, level, run_id, valid_from, source) values ('INTEGRITY_ALL_PRESENT_RUN', '6', 'RUN', ${w.runId}, '-infinity', 'test')`
    expect(await officerSees(w)).toEqual([])
  })

  it('TWO_AT_ONCE: one facilitator in two places', async () => {
    const w = await begun()
    const other = await group(db.sql, w, { people: 2, sessions: 1, firstDay: '2024-05-13', time: '10:30' })
    await db.sql`update app.cohort_facilitator set facilitator_id = (select id from app.facilitator where user_id = ${w.facilitator.userId}) where cohort_id = ${other.cohortId}`
    const there = {
      ...w,
      sessionIds: other.sessionIds,
      people: other.people.map(({ personId }) => ({ personId, name: '' })),
    }
    // The office typed it from paper: whoever leads the group held it.
    await hold(db, app, there, 0, [0], { who: w.officer })
    expect(await officerSees(w)).toEqual(['TWO_AT_ONCE 1'])
  })

  it('HEAD_COUNT: the room and the marks differ, explained or not', async () => {
    const w = await begun()
    await hold(db, app, w, 2, [4], { head: { count: 7 } })
    expect(await officerSees(w)).toEqual([])
    await hold(db, app, w, 3, [5], { head: { count: 4, mismatch: 'سه نفر زودتر رفتند' } })
    expect(await officerSees(w)).toEqual(['HEAD_COUNT 4'])
  })

  it('LATE, REOPENED_SHEET and ALIKE stand beside them', async () => {
    const w = await begun()
    await hold(db, app, w, 2, [4], { minutes: 120 + 80 * 60 })
    await review(app, w.officer, w.sessionIds[0]!, 2, 'APPROVE')
    await review(app, w.officer, w.sessionIds[0]!, 3, 'REOPEN', 'اصلاح')
    const [device] =
      await db.sql`insert into app.device (scope_id, user_id, public_key) values (${w.cohortScope}, ${w.facilitator.userId}, '{}') returning id`
    await db.sql`insert into app.sync_flag (scope_id, device_id, kind, about, sheets, seconds) values (${w.cohortScope}, ${device!.id}, 'ALIKE', '2024-05-15', 24, 90)`
    expect(await officerSees(w)).toEqual(['ALIKE 24', 'LATE 3', 'REOPENED_SHEET 1'])
  })
})

describe('who sees flags', () => {
  it('is whoever reaches the county: the office, its county officer, the auditor; never the facilitator or a stranger', async () => {
    const w = await begun()
    await hold(db, app, w, 2, [1, 2, 3])
    const other = await made(0)
    const inCounty = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    const elsewhere = await staff(db.sql, 'COUNTY_OFFICER', other.countyScope)
    const auditor = await staff(db.sql, 'AUDITOR', w.provinceScope)
    for (const who of [w.officer, w.director, inCounty, auditor])
      expect(said(await flagsOf(w, who))).toEqual(['SAME_MARKS 3'])
    for (const who of [w.facilitator, other.officer, elsewhere]) expect(await flagsOf(w, who)).toEqual([])
    expect(await flagsOf(w, w.officer, { countyId: other.countyId })).toEqual([])
  })
})

describe('a flag that was looked into', () => {
  const settle = async (w: World, who: Staff = w.officer, more: object = {}) => {
    const [flag] = await flagsOf(w, w.officer, { open: true })
    const { kind, subject, facts } = flag!
    return settleFlag(await contextOf(who), {
      runId: w.runId,
      kind,
      subject,
      facts,
      finding: 'IN_ORDER',
      note: 'با تسهیلگر صحبت شد؛ همان سه نفر بیمار بودند',
      ...more,
    })
  }
  const flagged = async () => {
    const w = await begun()
    await hold(db, app, w, 2, [1, 2, 3])
    return w
  }

  it('keeps who, when and why, changes nothing else, and leaves an audit row without the note', async () => {
    const w = await flagged()
    await turnTo(db.sql, w, '2024-06-01T15:00:00Z')
    const before = await everything(db.sql, w)
    await settle(w)
    expect(await everything(db.sql, w)).toBe(before)
    expect(await flagsOf(w, w.officer, { open: true })).toEqual([])
    expect(await flagsOf(w, w.officer)).toMatchObject([
      {
        kind: 'SAME_MARKS',
        settled: { finding: 'IN_ORDER', who: 'کارشناس', note: expect.stringContaining('تسهیلگر') },
      },
    ])
    const [row] =
      await db.sql`select action, actor_id, after from audit.event where entity = 'quality_flag' and entity_id = ${w.sessionIds[2]!}`
    expect(row).toEqual({
      action: 'quality.settle',
      actor_id: w.officer.userId,
      after: { kind: 'SAME_MARKS', finding: 'IN_ORDER' },
    })
  })

  it('comes back for other facts only', async () => {
    const w = await flagged()
    await turnTo(db.sql, w, '2024-05-16T08:00:00Z')
    await settle(w)
    // Somebody else's mark is corrected: the two sheets are not alike any more.
    await send(app, w.facilitator, { ...(await asCorrection(w, 2, { 4: 'ABSENT' })) })
    expect(await flagsOf(w, w.officer)).toEqual([])
    // And then the session before is made like it: these are new facts.
    await send(app, w.facilitator, { ...(await asCorrection(w, 1, { 4: 'ABSENT' })) })
    expect(said(await flagsOf(w, w.officer, { open: true }))).toEqual(['SAME_MARKS 3'])
  })

  it('is settled once, by the office alone, while it stands, and with a note that names nobody', async () => {
    const w = await flagged()
    await turnTo(db.sql, w, '2024-06-01T15:00:00Z')
    const inCounty = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    for (const who of [w.facilitator, inCounty, (await made(0)).officer])
      await expect(settle(w, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(settle(w, w.officer, { facts: 'چیز دیگر' })).rejects.toMatchObject({ code: 'E-QLT-01' })
    await expect(settle(w, w.officer, { note: ' ' })).rejects.toThrow('E-GEN-01')
    await expect(settle(w, w.officer, { note: 'خانم کریمی گفت درست است' })).rejects.toThrow('E-CMN-04')
    const [flag] = await flagsOf(w, w.officer)
    await settle(w)
    const { kind, subject, facts } = flag!
    await expect(
      settleFlag(await contextOf(w.officer), {
        runId: w.runId,
        kind,
        subject,
        facts,
        finding: 'DOUBTFUL',
        note: 'بار دوم',
      }),
    ).rejects.toMatchObject({ code: 'E-QLT-01' })
  })
})

async function asCorrection(w: World, n: number, marks: Record<number, string>) {
  const [row] = await db.sql`select version from app.session where id = ${w.sessionIds[n]!}`
  return {
    v: 1,
    sessionId: w.sessionIds[n],
    baseVersion: row!.version,
    outcome: 'submit',
    acknowledged: ['W-ATT-05'],
    ops: Object.entries(marks).map(([at, code]) => ({
      id: crypto.randomUUID(),
      kind: 'mark',
      person: w.people[Number(at)]!.personId,
      code,
      late: 0,
      early: 0,
    })),
  }
}
