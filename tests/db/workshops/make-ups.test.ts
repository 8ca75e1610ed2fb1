import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishTask } from '@/db/commands/tasks/finish-task'
import { planMakeUp } from '@/db/commands/workshops/plan-make-up'
import { resolveGuest } from '@/db/commands/workshops/resolve-guest'
import { evidence } from '@/db/queries/indicators/evidence'
import { figures } from '@/db/queries/indicators/figures'
import { monthPanel, monthPanelAsOf } from '@/db/queries/indicators/month-panel'
import { guestCandidates } from '@/db/queries/workshops/guests'
import { cohortLedger } from '@/db/queries/workshops/ledger'
import { registerView } from '@/db/queries/workshops/register'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { type World, world } from '@/tests/support/factories'
import { as, type Field, openField, sheet, smallWorld } from '../tasks/field'
import { review } from './register-sent'

let field: Field
beforeAll(async () => {
  field = await openField()
})
afterAll(() => field.close())

const DAY = '2024-05-25'
const plan = async (w: World, at = 0, more: object = {}) =>
  planMakeUp(await contextOf(w.officer), { sessionId: w.sessionIds[at]!, day: DAY, time: '17:00', ...more })
const hours = async (w: World) =>
  (
    await field.owner`select credited_minutes from app.enrolment where cohort_id = ${w.cohortId} order by row_no`
  ).map((row) => row.credited_minutes)
/** What the cohort's months add up to. */
const month = async (w: World) => ({
  ...(
    await field.owner`select sum(held)::int held, sum(net_minutes)::int net_minutes, sum(rows)::int as rows, sum(attended)::int attended,
    sum(credited_minutes)::int credited_minutes from app.cohort_month where cohort_id = ${w.cohortId}`
  )[0],
})
const everything = async (w: World) =>
  JSON.stringify(
    await field.owner`select (select jsonb_agg(s order by s.id) from app.session s where s.run_id = ${w.runId}) a,
      (select jsonb_agg(x order by x.session_id, x.person_id) from app.attendance x where x.scope_id = ${w.cohortScope}) b`,
  )

describe('a make-up', () => {
  it('is planned for those who missed, credits their enrolment, and is delivered to nobody', async () => {
    const w = await smallWorld(field.owner, 6)
    await sheet(field.app, w, 0, 'PASP')
    const before = await month(w)
    const { sessionId, people } = await plan(w)
    expect(people).toBe(2)
    const view = await as(w.facilitator, (db) =>
      registerView(db, scopeOfStaff(w.facilitator), { sessionId, locale: 'fa' }),
    )
    expect(view?.people.map((p) => p.row)).toEqual([2, 3])
    expect(view).toMatchObject({ makesUp: true, seq: 1, netMinutes: 120 })
    expect(await sheet(field.app, w, sessionId, '-PA-')).toMatchObject({ status: 'applied' })
    expect(await hours(w)).toEqual([120, 120, 0, 120])
    expect(await month(w)).toEqual({ ...before, credited_minutes: 360 })
    expect(
      await field.owner`select person_id, is_make_up, makes_up_id from app.attendance where session_id = ${sessionId} order by credited_minutes desc`,
    ).toEqual([
      { person_id: w.people[1]!.personId, is_make_up: true, makes_up_id: w.sessionIds[0] },
      { person_id: w.people[2]!.personId, is_make_up: false, makes_up_id: null },
    ])
    await sheet(field.app, w, sessionId, '-A--')
    expect(await hours(w)).toEqual([120, 0, 0, 120])
    await sheet(field.app, w, sessionId, '-P--')
    await review(field.app, w.officer, sessionId, 4, 'RETURN', 'بازبینی')
    expect([await hours(w), await month(w)]).toEqual([[120, 0, 0, 120], before])
  })

  it('leaves delivered hours, rates and their evidence as they were; person-hours and their month move', async () => {
    const w = await smallWorld(field.owner, 6)
    await sheet(field.app, w, 0, 'PAAP')
    const { sessionId } = await plan(w)
    await sheet(field.app, w, sessionId, '-PA-')
    const scope = scopeOfStaff(w.officer)
    await as(w.officer, async (db) => {
      const asked = { runId: w.runId, asOf: '2024-06-01', counting: 'internal' as const }
      const { places } = await figures(db, scope, { ...asked, level: 'run' })
      const figure = (code: string) => {
        const { numerator, denominator } = places[0]!.figures.find((one) => one.code === code)!
        return [numerator, denominator]
      }
      expect([figure('R-08')[0], figure('R-10'), figure('R-09')[0], figure('R-14')]).toEqual([
        120,
        [2, 4],
        360,
        [360, 4],
      ])
      for (const code of ['R-01', 'R-02', 'R-08', 'R-09', 'R-10', 'R-12', 'R-14'] as const) {
        const rows = await evidence(db, scope, { ...asked, code })
        expect([code, rows.numerator, rows.denominator]).toEqual([code, ...figure(code)])
      }
      expect(await monthPanelAsOf(db, scope, asked)).toEqual(await monthPanel(db, scope, { runId: w.runId }))
    })
  })

  it('counts in the ledger: ahead for those it is for, earned when they came', async () => {
    const w = await smallWorld(field.owner, 6)
    await sheet(field.app, w, 0, 'PAAP')
    const ledger = async () =>
      (await as(w.officer, (db) => cohortLedger(db, scopeOfStaff(w.officer), { cohortId: w.cohortId }))).map(
        ({ ledger: one }) => [one!.earned, one!.ahead, one!.mayMiss, one!.state],
      )
    expect(await ledger()).toEqual([
      [120, 600, 144, 'AT_RISK'],
      [0, 600, 24, 'AT_RISK'],
      [0, 600, 24, 'AT_RISK'],
      [120, 600, 144, 'AT_RISK'],
    ])
    const { sessionId } = await plan(w)
    expect((await ledger())[1]).toEqual([0, 720, 144, 'AT_RISK'])
    await sheet(field.app, w, sessionId, '-PA-')
    expect((await ledger()).slice(1, 3)).toEqual([
      [120, 600, 144, 'AT_RISK'],
      [0, 600, 24, 'AT_RISK'],
    ])
  })

  it('credits an hour once: E-ATT-06 there, here, and in a second make-up', async () => {
    const w = await smallWorld(field.owner, 6)
    await sheet(field.app, w, 0, 'PAAP')
    const first = await plan(w)
    await sheet(field.app, w, first.sessionId, '-PA-')
    const second = await plan(w, 0, { time: '19:30' })
    const before = await everything(w)
    expect(await sheet(field.app, w, second.sessionId, '-PP-')).toMatchObject({
      status: 'refused',
      code: 'E-ATT-06',
    })
    expect(await sheet(field.app, w, 0, '-P--')).toMatchObject({ status: 'refused', code: 'E-ATT-06' })
    expect(await sheet(field.app, w, first.sessionId, 'P---')).toMatchObject({
      status: 'refused',
      code: 'E-ATT-06',
    })
    expect(await everything(w)).toBe(before)
    expect(await sheet(field.app, w, second.sessionId, '--P-')).toMatchObject({ status: 'applied' })
    expect(await hours(w)).toEqual([120, 120, 120, 120])
  })

  it('is refused where it cannot be, and nothing is written', async () => {
    const [w, other] = [await smallWorld(field.owner, 6), await smallWorld(field.owner, 6)]
    await sheet(field.app, w, 0, 'PAPP')
    await sheet(field.app, w, 1, 'PPPP')
    const before = await everything(w)
    await expect(plan(w, 2)).rejects.toMatchObject({ code: 'E-SES-09' })
    await expect(plan(w, 1)).rejects.toMatchObject({ code: 'E-MUP-01' })
    await expect(plan(w, 0, { minutes: 150 })).rejects.toMatchObject({
      code: 'E-SES-01',
      values: { max: 120 },
    })
    await expect(plan(w, 0, { day: '2024-05-17' })).rejects.toMatchObject({ code: 'E-SES-03' })
    await expect(plan(w, 0, { day: '2024-05-23' })).rejects.toMatchObject({ code: 'W-SES-04' })
    await expect(plan(w, 0, { day: '2024-05-15', time: '10:00' })).rejects.toMatchObject({ code: 'E-SES-02' })
    const planned = { sessionId: w.sessionIds[0]!, day: DAY, time: '17:00' }
    for (const who of [other.officer, w.facilitator])
      await expect(planMakeUp(await contextOf(who), planned)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await everything(w)).toBe(before)
    const { sessionId } = await plan(w)
    await expect(plan(w, 0, { time: '20:00' })).rejects.toMatchObject({ code: 'E-MUP-03' })
    const [trace] = await field.owner`select action, after from audit.event where entity_id = ${sessionId}`
    expect(trace).toMatchObject({ action: 'session.create', after: { makesUp: w.sessionIds[0], people: 1 } })
  })
})

describe('changing a rule afterwards', () => {
  it('credits an hour once, wherever it now counts', async () => {
    const w = await smallWorld(field.owner, 6)
    await sheet(field.app, w, 0, 'PSSP')
    const { sessionId } = await plan(w)
    await sheet(field.app, w, sessionId, '-PA-')
    expect(await hours(w)).toEqual([120, 120, 0, 120])
    await field.owner`update app.rule set value = '0' where run_id = ${w.runId} and key = 'MIN_PRESENCE_SHARE'`
    await field.app.begin(async (sql) => {
      await sql`select set_config('app.user_id', ${w.director.userId}, true)`
      await sql`select app.recredit_run(${w.runId}, 'test')`
    })
    // Twenty minutes of the missed session are hers who did not make it up, and not once more hers who did.
    expect(await hours(w)).toEqual([120, 120, 20, 120])
  })
})

describe('a guest', () => {
  /** Two cohorts of one run; a woman of the first visits the second. */
  async function neighbours() {
    const w = await smallWorld(field.owner, 6)
    const v = await world(field.owner, { people: 3, sessions: 6 })
    await field.owner`update app.scope set parent_id = ${w.countyScope}, path = array[1, ${w.provinceScope}, ${w.countyScope}, ${v.cohortScope}]::int[] where id = ${v.cohortScope}`
    for (const table of ['session', 'enrolment', 'cohort', 'facilitator'])
      await field.owner`update app.${field.owner(table)} set run_id = ${w.runId} where run_id = ${v.runId}`
    const guest = crypto.randomUUID()
    const ops = v.people.map((p) => ({
      id: crypto.randomUUID(),
      kind: 'mark',
      person: p.personId,
      code: 'PRESENT',
      late: 0,
      early: 0,
    }))
    const named = { id: crypto.randomUUID(), kind: 'guest', guest, name: 'زن ۲ آزمون' }
    const payload = {
      v: 1,
      sessionId: v.sessionIds[1],
      baseVersion: 1,
      ops: [...ops, named],
      outcome: 'submit',
      acknowledged: ['W-ATT-05'],
    }
    await field.app`select app.save_register_by_session(${v.facilitator.hash}, ${field.app.json(payload as never)}, 'test')`
    const [task] =
      await field.owner`select id, version from app.task where kind = 'GUEST' and about = ${guest}`
    const [her] =
      await field.owner`select id from app.enrolment where cohort_id = ${w.cohortId} and row_no = 2`
    const finish = async (more: object, who = w.officer) =>
      finishTask(await contextOf(who), { taskId: task!.id, version: task!.version, ...more } as never)
    return { w, v, guest, her: her!.id as string, finish }
  }

  it('of another cohort is credited once, in a session of her own that stands as the visited one', async () => {
    const { w, v, guest, her, finish } = await neighbours()
    await expect(finish({ result: 'MADE_UP', enrolmentId: her })).rejects.toMatchObject({ code: 'E-MUP-02' })
    await sheet(field.app, w, 0, 'PAPP')
    const found = await as(w.officer, (db) =>
      guestCandidates(db, scopeOfStaff(w.officer), { guestId: guest, search: 'زن آزمون' }),
    )
    expect(found.find((one) => one.enrolmentId === her)).toMatchObject({ missedSeq: 1, here: false })
    const before = [await month(w), await month(v)]
    await finish({ result: 'MADE_UP', enrolmentId: her })
    expect(await hours(w)).toEqual([120, 120, 120, 120])
    expect([await month(w), await month(v)]).toEqual([{ ...before[0], credited_minutes: 480 }, before[1]])
    const [row] = await field.owner`
      select g.resolution, g.person_id, s.cohort_id, s.makes_up_id, s.status, s.day::text, s.n_rows, s.credited_minutes
      from app.session_guest g join app.session s on s.id = g.credited_in where g.id = ${guest}`
    expect({ ...row }).toEqual({
      resolution: 'MADE_UP',
      person_id: w.people[1]!.personId,
      cohort_id: w.cohortId,
      makes_up_id: w.sessionIds[0],
      status: 'SUBMITTED',
      day: '2024-05-13',
      n_rows: 1,
      credited_minutes: 120,
    })
    await expect(finish({ result: 'MADE_UP', enrolmentId: her })).rejects.toMatchObject({ code: 'E-GEN-03' })
    // The visit is hers alone: reopened, it asks for nobody else, and can be taken back.
    await sheet(field.app, w, 1, 'PPAP')
    const visit = (await field.owner`select credited_in as id from app.session_guest where id = ${guest}`)[0]!
      .id
    const view = await as(w.officer, (db) =>
      registerView(db, scopeOfStaff(w.officer), { sessionId: visit, locale: 'fa' }),
    )
    expect(view?.people.map((p) => p.row)).toEqual([2])
    expect(await sheet(field.app, w, visit, '-A--', w.officer)).toMatchObject({ status: 'applied' })
    expect(await hours(w)).toEqual([240, 120, 120, 240])
    expect(await sheet(field.app, w, visit, '--P-', w.officer)).toMatchObject({ status: 'refused' })
    await sheet(field.app, w, visit, '-P--', w.officer)
    expect(await sheet(field.app, w, 0, '-P--')).toMatchObject({ code: 'E-ATT-06' })
  })

  it('is a visitor, or somebody of this cohort; the facilitator does not decide', async () => {
    const { w, v, guest, her, finish } = await neighbours()
    await expect(finish({ result: 'VISITOR' }, v.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(finish({ result: 'ENROLLED', enrolmentId: her })).rejects.toMatchObject({ code: 'E-GEN-01' })
    await finish({ result: 'VISITOR' })
    const [row] =
      await field.owner`select resolution, person_id, resolved_by, credited_in from app.session_guest where id = ${guest}`
    expect({ ...row }).toEqual({
      resolution: 'VISITOR',
      person_id: null,
      resolved_by: w.officer.userId,
      credited_in: null,
    })
    const [trace] = await field.owner`select action, after from audit.event where entity_id = ${guest}`
    expect(trace).toMatchObject({ action: 'guest.resolve', after: { resolution: 'VISITOR' } })
  })

  it('is named without a task too, by the office, once', async () => {
    const { w, v, guest } = await neighbours()
    const name = async (who = w.officer) =>
      resolveGuest(await contextOf(who), { guestId: guest, resolution: 'VISITOR' })
    await expect(name(v.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await name()).toEqual({ guestId: guest, creditedIn: null })
    await expect(name()).rejects.toMatchObject({ code: 'E-GEN-03' })
  })
})
