import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFacilitator } from '@/db/commands/people/add-facilitator'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { addCohort } from '@/db/commands/programmes/add-cohort'
import { approveRun } from '@/db/commands/programmes/approve-run'
import { assignFacilitator } from '@/db/commands/programmes/assign-facilitator'
import { certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { leaveCohort } from '@/db/commands/programmes/leave-cohort'
import { moveRun } from '@/db/commands/programmes/move-run'
import { acceptFacilitator, nominateFacilitator } from '@/db/commands/programmes/nominate-facilitator'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { readyCohort } from '@/db/commands/programmes/ready-cohort'
import { replaceSession } from '@/db/commands/programmes/replace-session'
import { waiveHours } from '@/db/commands/programmes/waive-hours'
import { changeRule } from '@/db/commands/rules'
import { reviewSheet } from '@/db/commands/workshops/review-sheets'
import type { Context } from '@/db/transaction'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type World } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { send } from '../workshops/register-sent'
import { closedRun, ofRun } from './closing-world'

type Ids = {
  spareId: string
  traineeId: string
  nomineeId: string
  strangerId: string
  organisationId: string
  cancelledId: string
  enrolmentId: string
  freePlaceId: string
}
let demo: Loaded
let app: Sql
let w: World
let ids: Ids
let officer: Context
let director: Context

/** A closed run in which there is something for every command: a nominee, a lost session, a neighbourhood without a group. */
beforeAll(async () => {
  demo = await loadedDatabase('none')
  app = postgres(demo.database.appUrl, { max: 1, onnotice: () => {} })
  const { sql } = demo
  w = await closedRun(sql, app)
  officer = await contextOf(w.officer)
  director = await contextOf(w.director)
  const id = async (rows: Promise<readonly { id?: string }[]>) => (await rows)[0]!.id!
  const organisationId = await id(sql`select id from app.organisation where scope_id = ${w.provinceScope}`)
  await sql`insert into app.training_class (scope_id, run_id, title_fa, planned_minutes) values (${w.countyScope}, ${w.runId}, 'کارگاه', 3600)`
  const newPerson = () =>
    id(sql`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${w.provinceId}, ${[w.countyScope]}, 'نامزد', 'آزمون', 'نامزدازمون', 'F', 1370) returning id`)
  const facilitator = async (status: string) =>
    id(sql`insert into app.facilitator (scope_id, run_id, person_id, organisation_id, status, training_minutes)
      values (${w.countyScope}, ${w.runId}, ${await newPerson()}, ${organisationId}, ${status}, 3600) returning id`)
  ids = {
    organisationId,
    spareId: await facilitator('CERTIFIED'),
    traineeId: await facilitator('IN_TRAINING'),
    nomineeId: await facilitator('NOMINATED'),
    strangerId: await newPerson(),
    cancelledId:
      await id(sql`insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes, status, cancel_reason)
      values (${w.cohortScope}, ${w.runId}, ${w.cohortId}, 3, 'M01', '2024-05-20', '2024-05-20T06:00:00Z', 120, 120, 'CANCELLED', 'باران') returning id`),
    enrolmentId: await id(sql`select id from app.enrolment where cohort_id = ${w.cohortId} and row_no = 1`),
    freePlaceId:
      await id(sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
      values ('NEIGHBOURHOOD', ${w.countyId}, ${w.provinceId}, ${w.countyScope}, ${randomUUID().slice(0, 8)}, 'محلهٔ خالی', 'Empty', 'خالی') returning id`),
  }
  await sql`update app.cohort set slots = '{"days":[0,2],"time":"09:30"}' where id = ${w.cohortId}`
})
afterAll(async () => {
  await app?.end()
  await demo.end()
})

const person = () => ({
  cohortId: w.cohortId,
  first: 'تازه',
  last: 'آزمون',
  father: null,
  nationalId: null,
  noNationalIdReason: 'NO_ID',
  birthYear: 1370,
  birthIso: null,
  mobile: null,
  education: null,
  isHead: false,
  sex: 'F' as const,
  consent: true as const,
})
const newcomer = {
  first: 'تازه',
  last: 'آزمون',
  father: '',
  nationalId: '',
  birth: '1370/1/1',
  mobile: '',
  sex: 'F',
  organisation: 'انجمن تازه',
  countyId: '',
}

const COMMANDS: [string, string, () => Promise<unknown>][] = [
  ['adds a group', 'E-RUN-07', () => addCohort(officer, { runId: w.runId, placeId: ids.freePlaceId })],
  ['approves it', 'E-RUN-07', () => approveRun(director, { runId: w.runId })],
  ['moves it on', 'E-RUN-07', () => moveRun(director, { runId: w.runId, to: 'STEP2_RUNNING' })],
  ['suspends it', 'E-RUN-07', () => moveRun(director, { runId: w.runId, to: 'SUSPENDED', reason: 'x' })],
  ['closes it again', 'E-RUN-07', () => moveRun(director, { runId: w.runId, to: 'CLOSED' })],
  [
    'gives a group a leader',
    'E-RUN-07',
    () => assignFacilitator(officer, { cohortId: w.cohortId, facilitatorId: ids.spareId, role: 'CO' }),
  ],
  ['accepts a nominee', 'E-RUN-07', () => acceptFacilitator(officer, { facilitatorId: ids.nomineeId })],
  ['certifies one', 'E-RUN-07', () => certifyFacilitator(officer, { facilitatorId: ids.traineeId })],
  [
    'nominates one',
    'E-RUN-07',
    () =>
      nominateFacilitator(officer, {
        runId: w.runId,
        personId: ids.strangerId,
        organisationId: ids.organisationId,
      }),
  ],
  ['adds a nominee', 'E-RUN-07', () => addFacilitator(officer, { runId: w.runId, ...newcomer } as never)],
  [
    'plans sessions',
    'E-RUN-07',
    () =>
      planSessions(officer, { cohortId: w.cohortId, days: [0, 2], time: '09:30', startDay: '2024-06-08' }),
  ],
  ['replaces a lost session', 'E-RUN-07', () => replaceSession(officer, { sessionId: ids.cancelledId })],
  ['declares a group ready', 'E-RUN-07', () => readyCohort(officer, { cohortId: w.cohortId })],
  ['closes a group', 'E-RUN-07', () => closeCohort(officer, { cohortId: w.cohortId })],
  ['waives hours', 'E-RUN-07', () => waiveHours(director, { cohortId: w.cohortId, reason: 'x' })],
  [
    'lets somebody leave',
    'E-RUN-07',
    () =>
      leaveCohort(officer, {
        enrolmentId: ids.enrolmentId,
        status: 'WITHDRAWN',
        reason: 'WORK',
        day: '2024-05-20',
      }),
  ],
  [
    'enrols somebody',
    'E-COH-05',
    () => enrolPeople(officer, { runId: w.runId, registeredOn: '2024-05-20', people: [person()] }),
  ],
  [
    'reopens a sheet',
    'E-SES-08',
    () => reviewSheet(officer, { sessionId: w.sessionIds[0]!, version: 3, decision: 'REOPEN', reason: 'x' }),
  ],
  [
    'changes a rule of it',
    'E-RUL-04',
    () =>
      changeRule(director, {
        key: 'COMPLETION_SHARE_PARTICIPANT',
        value: 0.5,
        level: 'RUN',
        runId: w.runId,
        source: 'x',
        reason: 'x',
        recompute: true,
      }),
  ],
]

describe('a closed run is written by no command', () => {
  it.each(COMMANDS)('that %s', async (_, code, act) => {
    const before = await ofRun(demo.sql, w.runId)
    await expect(act()).rejects.toMatchObject({ code })
    expect(await ofRun(demo.sql, w.runId)).toBe(before)
  })

  it('that saves a register or cancels a session', async () => {
    const before = await ofRun(demo.sql, w.runId)
    for (const who of [w.facilitator, w.officer]) {
      const save = registerOf(w, 0, {}, { baseVersion: 3 })
      expect(await send(app, who, save)).toMatchObject({ status: 'refused', code: 'E-SES-08' })
      expect(await send(app, who, { ...save, ops: [], outcome: 'cancel', cancelReason: 'x' })).toMatchObject({
        status: 'refused',
        code: 'E-SES-08',
      })
    }
    expect(await ofRun(demo.sql, w.runId)).toBe(before)
  })
})
