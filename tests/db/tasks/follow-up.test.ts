import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leaveCohort } from '@/db/commands/programmes/leave-cohort'
import { finishTask } from '@/db/commands/tasks/finish-task'
import { raiseSafeguard } from '@/db/commands/tasks/raise-safeguard'
import { viewTask } from '@/db/commands/tasks/view-task'
import { inbox, openTasks } from '@/db/queries/tasks/inbox'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { staff, type World } from '@/tests/support/factories'
import { as, type Field, openField, sheet, smallWorld, tasksOf } from './field'

let field: Field
beforeAll(async () => {
  field = await openField()
})
afterAll(() => field.close())

const taskOf = async (w: World, kind: string) =>
  (await field.owner`select * from app.task where run_id = ${w.runId} and kind = ${kind}`)[0]!
const trail = async (id: string) =>
  (
    await field.owner`select action, after, reason from audit.event where entity = 'task' and entity_id = ${id} order by at`
  ).map((row) => ({ ...row }))

describe('what a submitted sheet raises', () => {
  it('three absences in a row, once; a corrected sheet drops it, and the same streak opens it again', async () => {
    const w = await smallWorld(field.owner, 10)
    await sheet(field.app, w, 0, 'PAPP')
    await sheet(field.app, w, 1, 'PAPP')
    expect(await tasksOf(field.owner, w)).not.toContain('ABSENCES 2')
    await sheet(field.app, w, 2, 'PAPP')
    expect(await tasksOf(field.owner, w)).toContain('ABSENCES 2')
    expect(await taskOf(w, 'ABSENCES')).toMatchObject({
      about: w.sessionIds[2],
      state: 'OPEN',
      scope_id: w.cohortScope,
    })
    await sheet(field.app, w, 2, 'PPPP')
    expect(await tasksOf(field.owner, w)).not.toContain('ABSENCES 2')
    expect(await tasksOf(field.owner, w, 'DROPPED')).toContain('ABSENCES 2')
    await sheet(field.app, w, 2, 'PAPP')
    const again = await taskOf(w, 'ABSENCES')
    expect([again.state, again.done_at, again.version]).toEqual(['OPEN', null, 3])
  })

  it('counts by the day of the session, not by the order of arrival, and no excused absence', async () => {
    const w = await smallWorld(field.owner, 10)
    await sheet(field.app, w, 0, 'AEPP')
    await sheet(field.app, w, 2, 'AEPP')
    await sheet(field.app, w, 3, 'PEPP')
    await sheet(field.app, w, 1, 'AEPP')
    expect((await tasksOf(field.owner, w)).filter((line) => line.startsWith('ABSENCES'))).toEqual([])
    await sheet(field.app, w, 3, 'AEPP')
    expect((await tasksOf(field.owner, w)).filter((line) => line.startsWith('ABSENCES'))).toEqual([
      'ABSENCES 1',
    ])
  })

  it('asks again when three more have gone by after it was ended', async () => {
    const w = await smallWorld(field.owner, 10)
    for (const at of [0, 1, 2]) await sheet(field.app, w, at, 'APPP')
    const { id, version } = await taskOf(w, 'ABSENCES')
    await finishTask(await contextOf(w.facilitator), { taskId: id, version, result: 'STAYS' })
    const open = async () => (await tasksOf(field.owner, w)).filter((line) => line.startsWith('ABSENCES'))
    await sheet(field.app, w, 3, 'APPP')
    await sheet(field.app, w, 4, 'APPP')
    expect(await open()).toEqual([])
    await sheet(field.app, w, 5, 'APPP')
    expect(await open()).toEqual(['ABSENCES 1'])
  })

  it('proposes a no-show after the sessions of the rule, and only for somebody who never came', async () => {
    const w = await smallWorld(field.owner, 10)
    for (const at of [0, 1, 2]) await sheet(field.app, w, at, 'ASPE')
    expect((await tasksOf(field.owner, w)).filter((line) => line.startsWith('NO_SHOW'))).toEqual([])
    await sheet(field.app, w, 3, 'ASPP')
    expect((await tasksOf(field.owner, w)).filter((line) => line.startsWith('NO_SHOW'))).toEqual([
      'NO_SHOW 1',
      'NO_SHOW 2',
    ])
    await field.owner`insert into app.rule (key, value, level, run_id, valid_from, source) values ('NO_SHOW_AFTER_SESSIONS', '5', 'RUN', ${w.runId}, '-infinity', 'test')`
    await sheet(field.app, w, 3, 'ASPP')
    expect((await tasksOf(field.owner, w)).filter((line) => line.startsWith('NO_SHOW'))).toEqual([])
  })

  it('a guest, once, for the office to match', async () => {
    const w = await smallWorld(field.owner, 10)
    const guest = { id: crypto.randomUUID(), kind: 'guest', guest: crypto.randomUUID(), name: 'مهمان یک' }
    const ops = w.people.map((p) => ({
      id: crypto.randomUUID(),
      kind: 'mark',
      person: p.personId,
      code: 'PRESENT',
      late: 0,
      early: 0,
    }))
    const payload = {
      v: 1,
      sessionId: w.sessionIds[0],
      baseVersion: 1,
      ops: [...ops, guest],
      outcome: 'submit',
      acknowledged: ['W-ATT-05'],
    }
    await field.app`select app.save_register_by_session(${w.facilitator.hash}, ${field.app.json(payload as never)}, 'test')`
    await sheet(field.app, w, 0, 'PPPA')
    expect((await tasksOf(field.owner, w)).filter((line) => line === 'GUEST')).toHaveLength(1)
    expect(await taskOf(w, 'GUEST')).toMatchObject({ about: guest.guest, session_id: w.sessionIds[0] })
  })
})

describe('ending a task', () => {
  it('she stays: with a note, by whoever records there, and an audit row without the words', async () => {
    const w = await smallWorld(field.owner, 10)
    for (const at of [0, 1, 2]) await sheet(field.app, w, at, 'APPP')
    const { id, version } = await taskOf(w, 'ABSENCES')
    await finishTask(await contextOf(w.facilitator), {
      taskId: id,
      version,
      result: 'STAYS',
      note: ' تلفنی ',
    })
    expect(await taskOf(w, 'ABSENCES')).toMatchObject({
      state: 'DONE',
      result: 'STAYS',
      note: 'تلفنی',
      done_by: w.facilitator.userId,
    })
    expect(await trail(id)).toEqual([
      { action: 'task.finish', after: { kind: 'ABSENCES', result: 'STAYS' }, reason: null },
    ])
  })

  it('she withdraws: out of the cohort in the same act; her other tasks go with her, her place is free', async () => {
    const w = await smallWorld(field.owner, 10)
    await sheet(field.app, w, 0, 'PPPP')
    await field.owner`insert into app.rule (key, value, level, run_id, valid_from, source) values ('ABSENCE_ALERT_CONSECUTIVE', '1', 'RUN', ${w.runId}, '-infinity', 'test')`
    await sheet(field.app, w, 1, 'APPP')
    const { id, version, enrolment_id } = await taskOf(w, 'ABSENCES')
    const ctx = await contextOf(w.facilitator)
    await expect(finishTask(ctx, { taskId: id, version, result: 'WITHDRAWN' })).rejects.toMatchObject({
      code: 'E-GEN-01',
    })
    expect(await taskOf(w, 'ABSENCES')).toMatchObject({ state: 'OPEN' })
    await finishTask(ctx, { taskId: id, version, result: 'WITHDRAWN', reason: 'WORK', day: '2024-05-14' })
    const [gone] =
      await field.owner`select status, close_reason, closed_on::text from app.enrolment where id = ${enrolment_id}`
    expect({ ...gone }).toEqual({ status: 'WITHDRAWN', close_reason: 'WORK', closed_on: '2024-05-14' })
    expect(await tasksOf(field.owner, w)).toEqual(['FREE_PLACE 1'])
    expect(await tasksOf(field.owner, w, 'DROPPED')).toEqual(['MAKE_UP 1'])
  })

  it('a place vacated once the session of the rule has been held is not refilled', async () => {
    const w = await smallWorld(field.owner, 10)
    for (const at of [0, 1, 2]) await sheet(field.app, w, at, 'PPPP')
    const [row] =
      await field.owner`select id from app.enrolment where cohort_id = ${w.cohortId} and row_no = 1`
    await leaveCohort(await contextOf(w.officer), {
      enrolmentId: row!.id,
      status: 'WITHDRAWN',
      reason: 'WORK',
      day: '2024-05-16',
    })
    expect(await tasksOf(field.owner, w)).toEqual([])
  })

  it('a no-show is confirmed by a person, or not', async () => {
    const w = await smallWorld(field.owner, 10)
    for (const at of [0, 1, 2, 3]) await sheet(field.app, w, at, 'APPP')
    const { id, version, enrolment_id } = await taskOf(w, 'NO_SHOW')
    await finishTask(await contextOf(w.officer), { taskId: id, version, result: 'NO_SHOW_CONFIRMED' })
    expect({
      ...(await field.owner`select status from app.enrolment where id = ${enrolment_id}`)[0],
    }).toEqual({ status: 'NO_SHOW' })
    expect(await tasksOf(field.owner, w)).toEqual([])
  })

  it('refuses a second officer, a result of another kind, and a stranger', async () => {
    const [w, other] = [await smallWorld(field.owner, 10), await smallWorld(field.owner, 10)]
    for (const at of [0, 1, 2]) await sheet(field.app, w, at, 'APPP')
    const { id, version } = await taskOf(w, 'ABSENCES')
    const ended = { taskId: id, version, result: 'STAYS' as const }
    await expect(finishTask(await contextOf(other.officer), ended)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const looks = await contextOf(await staff(field.owner, 'COUNTY_OFFICER', w.countyScope))
    await expect(finishTask(looks, ended)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(
      finishTask(await contextOf(w.officer), { ...ended, result: 'FILLED' }),
    ).rejects.toMatchObject({ code: 'E-GEN-01' })
    expect(await taskOf(w, 'ABSENCES')).toMatchObject({ state: 'OPEN', version })
    await finishTask(await contextOf(w.officer), ended)
    await expect(
      finishTask(await contextOf(w.director), { ...ended, result: 'UNREACHED' }),
    ).rejects.toMatchObject({ code: 'E-GEN-03' })
    expect(await taskOf(w, 'ABSENCES')).toMatchObject({ result: 'STAYS' })
  })
})

describe('a child in danger', () => {
  it('reaches the office alone, sealed; who told it no longer sees it, and the audit holds no word of it', async () => {
    const [w, other] = [await smallWorld(field.owner, 3), await smallWorld(field.owner, 3)]
    const text = 'کودکی شش‌ساله در خانه تنهاست'
    await raiseSafeguard(await contextOf(w.facilitator), { cohortId: w.cohortId, text })
    const task = await taskOf(w, 'SAFEGUARD')
    expect(task.confidential).toBe(true)
    expect(task.note).not.toContain('کودک')
    expect(await viewTask(await contextOf(w.facilitator), { taskId: task.id })).toBeNull()
    expect(await viewTask(await contextOf(other.officer), { taskId: task.id })).toBeNull()
    expect(await viewTask(await contextOf(w.officer), { taskId: task.id })).toMatchObject({
      note: text,
      kind: 'SAFEGUARD',
    })
    expect((await trail(task.id)).map((row) => row.action)).toEqual(['task.safeguard', 'task.view'])
    expect(JSON.stringify(await trail(task.id))).not.toContain('کودک')
    expect(await as(w.facilitator, (db) => openTasks(db, scopeOfStaff(w.facilitator)))).toEqual({
      MISSING_SHEET: 3,
    })
    expect(await as(w.officer, (db) => openTasks(db, scopeOfStaff(w.officer)))).toEqual({
      SAFEGUARD: 1,
      MISSING_SHEET: 3,
    })
    await expect(
      raiseSafeguard(await contextOf(other.facilitator), { cohortId: w.cohortId, text }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})

describe('the inbox', () => {
  it('is filtered by kind, county and state, shows no neighbour, and counts a missing sheet after its window', async () => {
    const [w, other] = [await smallWorld(field.owner, 10), await smallWorld(field.owner, 10)]
    for (const at of [0, 1, 2]) {
      await sheet(field.app, w, at, 'APPP')
      await sheet(field.app, other, at, 'AAPP')
    }
    const asked = (more: object) => as(w.officer, (db) => inbox(db, scopeOfStaff(w.officer), more))
    const all = await asked({})
    expect(all.open).toMatchObject({ ABSENCES: 1, MISSING_SHEET: 7 })
    expect((await asked({ kind: 'ABSENCES' })).lines).toMatchObject([
      { name: w.people[0]!.name, seq: 3, day: '2024-05-15' },
    ])
    expect((await asked({ kind: 'ABSENCES', countyId: other.countyId })).lines).toEqual([])
    expect((await asked({ kind: 'ABSENCES', countyId: w.countyId })).total).toBe(1)
    expect((await asked({ state: 'DONE' })).lines).toEqual([])
    expect(all.counties).toHaveLength(1)
    await field.owner`update app.run set pinned_now = '2024-05-20T00:00:00Z' where id = ${w.runId}`
    // Sessions of the 17th and 19th have been held, and nobody is late with them yet.
    expect((await asked({})).open.MISSING_SHEET).toBeUndefined()
    const auditor = await staff(field.owner, 'AUDITOR', w.provinceScope)
    const [line] = (await as(auditor, (db) => inbox(db, scopeOfStaff(auditor), { kind: 'ABSENCES' }))).lines
    expect(line).toMatchObject({ name: null, rowNo: 1 })
  })
})
