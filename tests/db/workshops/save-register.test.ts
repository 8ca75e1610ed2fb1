import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { mark, registerOf, staff, type World, world } from '@/tests/support/factories'
import { everything, kept, recounted, review, send } from './register-sent'

let database: FreshDatabase
let owner: Sql
let app: Sql
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 6, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()])
  await database?.drop()
})

const sessionOf = async (w: World, at = 0) =>
  (await owner`select * from app.session where id = ${w.sessionIds[at]!}`)[0]!

describe('a register sent in', () => {
  it('is stored with its marks, hours, counters, month, audit and the state of the cohort', async () => {
    const w = await world(owner)
    const payload = registerOf(w, 0, {
      0: { code: 'ABSENT', reason: 'WORK' },
      1: { code: 'LATE', late: 30 },
      2: { code: 'LATE', late: 10 },
      3: { code: 'LEFT_EARLY', early: 20 },
      4: { code: 'EXCUSED' },
    })
    expect(await send(app, w.facilitator, payload)).toMatchObject({
      status: 'applied',
      version: 2,
      sessionStatus: 'SUBMITTED',
    })
    expect(await sessionOf(w)).toMatchObject({
      status: 'SUBMITTED',
      n_rows: 25,
      n_present: 20,
      n_late: 2,
      n_early: 1,
      n_absent: 1,
      n_excused: 1,
    })
    // 20 present, 90 for the late one, 120 within the grace, 100 for who left 20 minutes early
    expect(await kept(owner, w)).toEqual({
      minutes: 20 * 120 + 90 + 120 + 100,
      rows: 25,
      held: 1,
      net: 120,
      attended: 23,
    })
    expect(await kept(owner, w)).toEqual(await recounted(owner, w))
    const [cohort] = await owner`select status, running_since::text from app.cohort where id = ${w.cohortId}`
    expect(cohort).toEqual({ status: 'RUNNING', running_since: '2024-05-11' })
    const [states] =
      await owner`select count(*) filter (where status = 'ACTIVE')::int active, count(*) filter (where status = 'REGISTERED')::int waiting
      from app.enrolment where run_id = ${w.runId}`
    expect(states).toEqual({ active: 23, waiting: 2 })
    const [trace] =
      await owner`select action, actor_id, actor_role, province_id from audit.event where entity_id = ${w.sessionIds[0]!}`
    expect(trace).toEqual({
      action: 'session.submit',
      actor_id: w.facilitator.userId,
      actor_role: 'FACILITATOR',
      province_id: w.provinceScope,
    })
  })

  it('counts whoever was there for less than the least share among the absent, not among who attended', async () => {
    const w = await world(owner)
    await send(
      app,
      w.facilitator,
      registerOf(w, 0, {
        0: { code: 'LATE', late: 61 },
        1: { code: 'LEFT_EARLY', early: 61 },
        2: { code: 'LATE', late: 60 },
        3: { code: 'ABSENT' },
      }),
    )
    expect(await sessionOf(w)).toMatchObject({
      n_rows: 25,
      n_present: 21,
      n_late: 1,
      n_early: 0,
      n_absent: 3,
    })
    expect(await kept(owner, w)).toMatchObject({ minutes: 21 * 120 + 60, rows: 25, attended: 22 })
    const marks = await owner`select code, late_minutes late, early_minutes early from app.attendance
      where session_id = ${w.sessionIds[0]!} and credited_minutes = 0 order by code`
    expect(marks.map((row) => ({ ...row }))).toEqual([
      { code: 2, late: 61, early: 0 },
      { code: 3, late: 0, early: 61 },
      { code: 4, late: 0, early: 0 },
    ])
  })

  it('changes nothing when it is sent again', async () => {
    const w = await world(owner)
    const payload = registerOf(w)
    await send(app, w.facilitator, payload)
    const before = await everything(owner, w)
    expect(await send(app, w.facilitator, payload)).toMatchObject({ status: 'duplicate', version: 2 })
    expect(await everything(owner, w)).toBe(before)
  })

  it('sent twice at the same instant leaves one register', async () => {
    const w = await world(owner)
    const payload = registerOf(w)
    const answers = await Promise.all([
      send(app, w.facilitator, payload),
      send(app, w.facilitator, payload),
      send(app, w.facilitator, payload),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['applied', 'duplicate', 'duplicate'])
    expect(await kept(owner, w)).toMatchObject({ minutes: 25 * 120, held: 1 })
  })

  it('as a draft keeps the marks and counts nowhere', async () => {
    const w = await world(owner)
    const half = registerOf(w)
    expect(
      await send(app, w.facilitator, { ...half, ops: half.ops.slice(0, 10), outcome: 'draft' }),
    ).toMatchObject({ sessionStatus: 'HELD' })
    expect(await kept(owner, w)).toMatchObject({ minutes: 0, held: 0 })
    expect(await sessionOf(w)).toMatchObject({ n_rows: 10 })
  })

  it('takes the last of several taps on one person, and takes a mark away again', async () => {
    const w = await world(owner)
    const her = w.people[0]!.personId
    const base = registerOf(w)
    await send(app, w.facilitator, { ...base, ops: [...base.ops, mark(her, 'ABSENT'), mark(her, 'EXCUSED')] })
    expect(
      (
        await owner`select code from app.attendance where session_id = ${w.sessionIds[0]!} and person_id = ${her}`
      )[0],
    ).toEqual({ code: 5 })
    const draft = {
      ...registerOf(w, 1),
      outcome: 'draft',
      ops: [mark(her), { ...mark(her), kind: 'unmark' }],
    }
    await send(app, w.facilitator, draft)
    expect(await owner`select 1 from app.attendance where session_id = ${w.sessionIds[1]!}`).toHaveLength(0)
  })

  it('moves hours by the difference when it is changed, and out again when it is returned', async () => {
    const w = await world(owner)
    await send(app, w.facilitator, registerOf(w))
    const her = w.people[3]!.personId
    const change = {
      ...registerOf(w),
      baseVersion: 2,
      ops: [mark(her, 'LATE', { late: 45 })],
      outcome: 'draft',
    }
    expect(await send(app, w.facilitator, change)).toMatchObject({
      status: 'applied',
      version: 3,
      sessionStatus: 'SUBMITTED',
    })
    expect(await kept(owner, w)).toMatchObject({ minutes: 24 * 120 + 75 })
    const [trace] =
      await owner`select after->'changed' as changed from audit.event where action = 'attendance.change' and entity_id = ${w.sessionIds[0]!}`
    expect(trace!.changed).toEqual([{ person: her, from: [1, 120], to: 2 }])
    expect(await review(app, w.officer, w.sessionIds[0]!, 3, 'RETURN', 'بازبینی کنید')).toMatchObject({
      status: 'applied',
      sessionStatus: 'RETURNED',
    })
    expect(await kept(owner, w)).toMatchObject({ minutes: 0, held: 0, rows: 0 })
    expect(
      await send(app, w.facilitator, { ...registerOf(w), baseVersion: 4, ops: [mark(her)] }),
    ).toMatchObject({ sessionStatus: 'SUBMITTED' })
    expect(await kept(owner, w)).toEqual(await recounted(owner, w))
  })

  it('shows both values when somebody else saved in between, and writes nothing', async () => {
    const w = await world(owner)
    const her = w.people[0]!
    await send(app, w.officer, registerOf(w, 0, { 0: { code: 'ABSENT' } }))
    const before = await everything(owner, w)
    const answer = await send(app, w.facilitator, { ...registerOf(w), ops: [mark(her.personId)] })
    expect(answer).toMatchObject({ status: 'conflict', code: 'E-GEN-03', version: 2 })
    const theirs = answer.theirs as { personId: string; mark: { code: string } }[]
    expect(theirs).toHaveLength(25)
    expect(theirs.find((one) => one.personId === her.personId)).toMatchObject({
      name: her.name,
      mark: { code: 'ABSENT' },
    })
    expect(await everything(owner, w)).toBe(before)
  })

  it('is no conflict where the two agree', async () => {
    const w = await world(owner)
    await send(app, w.officer, registerOf(w))
    expect(
      await send(app, w.facilitator, { ...registerOf(w), ops: [mark(w.people[0]!.personId)] }),
    ).toMatchObject({ status: 'applied' })
  })

  it('keeps head count, topic, note and a guest, who earns nothing and belongs to nobody', async () => {
    const w = await world(owner)
    const base = registerOf(w, 0, { 0: { code: 'ABSENT' } })
    const more = [
      { id: crypto.randomUUID(), kind: 'head', count: 25 },
      { id: crypto.randomUUID(), kind: 'details', topic: ' گفت‌وگو ', note: 'خوب بود' },
      { id: crypto.randomUUID(), kind: 'guest', guest: crypto.randomUUID(), name: 'مهمان یک' },
    ]
    expect(await send(app, w.facilitator, { ...base, ops: [...base.ops, ...more] })).toMatchObject({
      status: 'applied',
    })
    expect(await sessionOf(w)).toMatchObject({
      head_count: 25,
      topic: 'گفت‌وگو',
      note: 'خوب بود',
      flags: ['GUESTS'],
    })
    expect(
      await owner`select name, person_id from app.session_guest where session_id = ${w.sessionIds[0]!}`,
    ).toEqual([{ name: 'مهمان یک', person_id: null }])
    expect(
      (
        await owner`select count(*)::int n from app.operation where body::text like '%مهمان%' or body::text like '%خوب%'`
      )[0],
    ).toEqual({ n: 0 })
  })

  it('that did not happen is cancelled with its reason', async () => {
    const w = await world(owner)
    expect(
      await send(app, w.facilitator, { ...registerOf(w), ops: [], outcome: 'cancel', cancelReason: 'برف' }),
    ).toMatchObject({ sessionStatus: 'CANCELLED' })
    expect(await sessionOf(w)).toMatchObject({ status: 'CANCELLED', cancel_reason: 'برف' })
  })
})

describe('what is refused writes nothing', () => {
  const cases: [string, (w: World) => object | Promise<object>, object, object?][] = [
    ['E-ATT-03', (w) => ({ ...registerOf(w), ops: registerOf(w).ops.slice(3) }), { n: 3 }],
    ['E-ATT-02', (w) => registerOf(w, 0, { 0: { code: 'LATE', late: 80, early: 40 } }), {}],
    [
      'E-ATT-07',
      (w) => ({
        ...registerOf(w),
        ops: [...registerOf(w).ops, { id: crypto.randomUUID(), kind: 'head', count: 22 }],
      }),
      { n: 25, head: 22 },
    ],
    ['W-ATT-05', (w) => ({ ...registerOf(w), acknowledged: [] }), { status: 'PRESENT' }],
    [
      'W-ATT-05',
      (w) => ({ ...registerOf(w), ops: w.people.map((p) => mark(p.personId, 'ABSENT')), acknowledged: [] }),
      { status: 'ABSENT' },
    ],
    ['E-SES-07', (w) => ({ ...registerOf(w), ops: [], outcome: 'cancel', cancelReason: '  ' }), {}],
    ['E-SES-05', (w) => registerOf(w), {}, { now: '2024-05-10T00:00:00Z' }],
    ['E-SES-06', (w) => registerOf(w), { d: 30 }, { now: '2024-06-20T00:00:00Z' }],
    [
      'E-FAC-01',
      async (w) => {
        await owner`update app.facilitator set status = 'IN_TRAINING' where run_id = ${w.runId}`
        return registerOf(w)
      },
      {},
    ],
    [
      'E-SES-08',
      async (w) => {
        await owner`update app.run set status = 'CLOSED' where id = ${w.runId}`
        return registerOf(w)
      },
      {},
    ],
    [
      'E-ATT-01',
      async (w) => {
        await owner`update app.enrolment set registered_on = '2024-05-12' where run_id = ${w.runId} and row_no = 1`
        return registerOf(w)
      },
      {},
    ],
    [
      'E-ATT-01',
      async (w) => {
        await owner`update app.enrolment set status = 'WITHDRAWN', closed_on = '2024-05-10' where run_id = ${w.runId} and row_no = 25`
        return registerOf(w)
      },
      {},
    ],
  ]
  it.each(cases)('%s', async (code, payload, values, options = {}) => {
    const w = await world(owner, options)
    const sent = await payload(w)
    const before = await everything(owner, w)
    expect(await send(app, w.facilitator, sent)).toMatchObject({ status: 'refused', code, values })
    expect(await everything(owner, w)).toBe(before)
  })

  it('E-ATT-04 after the window, and once approved; the office still may before approval', async () => {
    const w = await world(owner)
    await send(app, w.facilitator, registerOf(w))
    await owner`update app.session set recorded_at = recorded_at - interval '73 hours' where id = ${w.sessionIds[0]!}`
    const change = (version: number) => ({
      ...registerOf(w),
      baseVersion: version,
      ops: [mark(w.people[0]!.personId, 'ABSENT')],
    })
    expect(await send(app, w.facilitator, change(2))).toMatchObject({ code: 'E-ATT-04', values: { h: 72 } })
    expect(await send(app, w.officer, change(2))).toMatchObject({ status: 'applied' })
    await review(app, w.officer, w.sessionIds[0]!, 3, 'APPROVE')
    expect(await send(app, w.officer, change(4))).toMatchObject({ code: 'E-ATT-04' })
  })

  it('E-GEN-02 for a stranger, whose own database login sees nothing either', async () => {
    const [mine, theirs] = [await world(owner), await world(owner)]
    expect(await send(app, theirs.facilitator, registerOf(mine))).toMatchObject({ code: 'E-GEN-02' })
    const counted = await app.begin(async (sql) => {
      await sql`select set_config('app.user_id', ${theirs.facilitator.userId}, true)`
      return sql`select (select count(*)::int from app.session where run_id = ${mine.runId}) sessions,
        (select count(*)::int from app.person where scopes && array[${mine.cohortScope}::int]) people`
    })
    expect(counted[0]).toEqual({ sessions: 0, people: 0 })
  })

  it('E-GEN-02 for roles that may look but not record', async () => {
    const w = await world(owner)
    for (const role of ['AUDITOR', 'COUNTY_OFFICER', 'ADMIN', 'NATIONAL_VIEWER']) {
      const who = await staff(owner, role, w.provinceScope)
      expect(await send(app, who, registerOf(w)), role).toMatchObject({ code: 'E-GEN-02' })
    }
  })

  it('signed out: an unknown, ended or expired session is nobody', async () => {
    const w = await world(owner)
    const nobody = { userId: '', token: '', hash: Buffer.alloc(32) }
    expect(await send(app, nobody, registerOf(w))).toEqual({ status: 'signed-out' })
    await owner`update app.auth_session set ended_at = now() where user_id = ${w.facilitator.userId}`
    expect(await send(app, w.facilitator, registerOf(w))).toEqual({ status: 'signed-out' })
  })
})
