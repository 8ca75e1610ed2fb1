import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCohort } from '@/db/commands/programmes/add-cohort'
import { approveRun } from '@/db/commands/programmes/approve-run'
import { assignFacilitator } from '@/db/commands/programmes/assign-facilitator'
import { certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { createRun } from '@/db/commands/programmes/create-run'
import { moveRun } from '@/db/commands/programmes/move-run'
import { acceptFacilitator, nominateFacilitator } from '@/db/commands/programmes/nominate-facilitator'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { replaceSession } from '@/db/commands/programmes/replace-session'
import { actorOfAccount, systemActor } from '@/db/seed/system-actor'
import type { Context } from '@/db/transaction'
import type { Actor } from '@/lib/access/actor'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'

let demo: Loaded
let officer: Context
let facilitator: Context
let provinceId: string
const one = async (statement: string) => (await rows(demo.sql, statement))[0] as Record<string, string>
const idOf = async (statement: string) => (await one(statement)).id as string
const context = (actor: Actor): Context => ({
  actor,
  now: new Date('2026-11-01T08:00:00Z'),
  requestId: 'test',
})

beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  const as = async (name: string) =>
    context(
      await actorOfAccount(
        demo.sql,
        await idOf(`select user_id id from app.user_login where handle = '${name}@demo.tabavar.local'`),
      ),
    )
  officer = await as('officer1')
  facilitator = await as('facilitator01')
  provinceId = await idOf(`select id from app.place where kind = 'PROVINCE' and code = '04'`)
})
afterAll(() => demo.end())

const asked = {
  code: 'WA-1405',
  nameFa: 'دورهٔ ۱۴۰۵',
  nameEn: 'Run of 1405',
  startDate: '2026-04-01',
  endDate: '2026-09-22',
}
const newRun = (code: string) => createRun(officer, { ...asked, code, provinceId })
const basis = (code: string) => idOf(`select id from app.legal_basis where code = '${code}'`)

describe('a run', () => {
  it('has a clock of its own only where it is a demonstration', async () => {
    const pinned = { ...asked, provinceId, demo: { pinnedNow: '2024-05-01T10:00:00Z' } }
    const real = context({ ...officer.actor, isDemo: false })
    await expect(createRun(real, pinned)).rejects.toMatchObject({ code: 'E-GEN-02' })
    const made = await createRun(context(await systemActor(demo.sql)), { ...pinned, code: 'WA-SYSTEM' })
    expect(await one(`select is_demo from app.run where id = '${made.runId}'`)).toEqual({ is_demo: true })
  })

  it('is not a facilitator’s to make, nor another province’s office’s', async () => {
    await expect(createRun(facilitator, { ...asked, provinceId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    const zanjan = await idOf(`select id from app.place where kind = 'PROVINCE' and code = '19'`)
    await expect(createRun(officer, { ...asked, provinceId: zanjan })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
  })

  it('needs a legal basis to be approved', async () => {
    const { runId } = await newRun('WA-NOBASIS')
    await expect(approveRun(officer, { runId })).rejects.toMatchObject({ code: 'E-RUN-04' })
  })

  it('shows what differs from the plan and is approved when all of it is acknowledged', async () => {
    const legalBasisIds = [await basis('SIXTH_PLAN_101')]
    const { runId } = await createRun(officer, { ...asked, code: 'WA-WARN', provinceId, legalBasisIds })
    const first = await approveRun(officer, { runId })
    expect(first).toMatchObject({ approved: false, version: 1 })
    expect(first.warnings.map(({ code }) => code)).toEqual(['W-RUN-01', 'W-RUN-02', 'W-RUN-03', 'W-RUN-05'])
    const second = await approveRun(officer, {
      runId,
      acknowledged: ['W-RUN-01', 'W-RUN-02', 'W-RUN-03', 'W-RUN-05'],
    })
    expect(second).toMatchObject({ approved: true, version: 2 })
    await expect(approveRun(officer, { runId })).rejects.toMatchObject({ code: 'E-RUN-07' })
    await expect(moveRun(officer, { runId, to: 'STEP1_RUNNING', version: 1 })).rejects.toMatchObject({
      code: 'E-GEN-03',
    })
    await expect(moveRun(officer, { runId, to: 'CLOSED' })).rejects.toMatchObject({ code: 'E-RUN-07' })
  })

  it('has a code nobody else has, and ends after it starts', async () => {
    await expect(newRun('WA-1403-DEMO')).rejects.toMatchObject({ code: 'E-RUN-06' })
    await expect(createRun(officer, { ...asked, provinceId, endDate: '2026-04-01' })).rejects.toMatchObject({
      code: 'E-RUN-08',
    })
  })
})

describe('cohorts and facilitators', () => {
  const demoRun = () => idOf(`select id from app.run where code = 'WA-1403-DEMO'`)
  const place = (n: number) =>
    idOf(`select id from app.place where code = 'WA-${String(n).padStart(2, '0')}'`)

  it('a neighbourhood has one cohort in a run', async () => {
    await expect(
      addCohort(officer, { runId: await demoRun(), placeId: await place(1) }),
    ).rejects.toMatchObject({ code: 'E-COH-01' })
  })

  it('takes a nominee through the class to a cohort, and refuses every shortcut', async () => {
    const { runId } = await newRun('WA-CLASS')
    const cohort = await addCohort(officer, { runId, placeId: await place(3) })
    expect(cohort.code).toBe('WA-03')
    const personId = await idOf(
      `select person_id id from app.facilitator where certificate_no = 'WA-1403-DEMO-F-003'`,
    )
    const organisationId = await idOf('select id from app.organisation limit 1')
    const userId = await idOf(
      `select user_id id from app.user_login where handle = 'facilitator03@demo.tabavar.local'`,
    )
    const { facilitatorId } = await nominateFacilitator(officer, { runId, personId, organisationId, userId })
    await expect(nominateFacilitator(officer, { runId, personId, organisationId })).rejects.toMatchObject({
      code: 'E-FAC-05',
    })
    await expect(certifyFacilitator(officer, { facilitatorId })).rejects.toMatchObject({ code: 'E-FAC-04' })
    await acceptFacilitator(officer, { facilitatorId })
    await expect(certifyFacilitator(officer, { facilitatorId })).rejects.toMatchObject({
      code: 'E-FAC-02',
      values: { h: 0, min: 54 },
    })
    await expect(
      assignFacilitator(officer, { cohortId: cohort.cohortId, facilitatorId }),
    ).rejects.toMatchObject({ code: 'E-FAC-01' })
    await demo.sql`update app.facilitator set training_minutes = 3240 where id = ${facilitatorId}`
    const { certificateNo } = await certifyFacilitator(officer, { facilitatorId })
    expect(certificateNo).toBe('WA-CLASS-F-001')
    expect(await assignFacilitator(officer, { cohortId: cohort.cohortId, facilitatorId })).toMatchObject({
      hasAccount: true,
    })
    expect(
      await one(
        `select count(*)::int n from app.user_grant where user_id = '${userId}' and scope_id = ${cohort.scopeId} and role = 'FACILITATOR'`,
      ),
    ).toEqual({ n: 1 })
    const other = await addCohort(officer, { runId, placeId: await place(4) })
    await expect(
      assignFacilitator(officer, { cohortId: other.cohortId, facilitatorId }),
    ).rejects.toMatchObject({
      code: 'E-FAC-03',
      values: { max: 1 },
    })
  })

  it('a participant does not become a facilitator of the same run', async () => {
    const personId = await idOf('select person_id id from app.enrolment limit 1')
    const organisationId = await idOf('select id from app.organisation limit 1')
    await expect(
      nominateFacilitator(officer, { runId: await demoRun(), personId, organisationId }),
    ).rejects.toMatchObject({ code: 'E-ENR-02' })
  })
})

describe('plans', () => {
  const start = '2026-04-25'
  const fresh = async (code: string, n: number) => {
    const { runId } = await newRun(code)
    return addCohort(officer, {
      runId,
      placeId: await idOf(`select id from app.place where code = 'WA-${n}'`),
    })
  }

  it('are sixty hours on free days, and written again while nothing has been held', async () => {
    const { cohortId } = await fresh('WA-PLAN', 10)
    const plan = { cohortId, days: [0, 2], time: '09:30', startDay: start }
    expect(await planSessions(officer, plan)).toMatchObject({ sessions: 30, minutes: 3600, firstDay: start })
    expect(await planSessions(officer, { ...plan, minutes: 180 })).toMatchObject({ sessions: 20 })
    expect(
      await one(
        `select count(*)::int n, sum(planned_minutes)::int m from app.session where cohort_id = '${cohortId}'`,
      ),
    ).toEqual({ n: 20, m: 3600 })
    await expect(planSessions(officer, { ...plan, minutes: 20 })).rejects.toMatchObject({ code: 'E-SES-01' })
    await expect(planSessions(officer, { ...plan, minutes: 130 })).rejects.toMatchObject({ code: 'E-COH-04' })
    await expect(planSessions(officer, { ...plan, days: [5] })).rejects.toMatchObject({ code: 'W-SES-04' })
    expect(await planSessions(officer, { ...plan, days: [5], acknowledged: ['W-SES-04'] })).toMatchObject({
      sessions: 30,
    })
  })

  it('of the class are of the hours in force, also where the run’s own came after the class', async () => {
    const { runId, classId } = await newRun('WA-CLASS-HOURS')
    await demo.sql`insert into app.rule (key, value, level, run_id, valid_from, source)
      values ('FAC_TRAINING_MINUTES', '720', 'RUN', ${runId}, '-infinity', 'test')`
    const plan = { classId, days: [0, 1], time: '09:30', startDay: start, minutes: 360 }
    expect(await planSessions(officer, plan)).toMatchObject({ sessions: 2, minutes: 720 })
    expect(await one(`select planned_minutes m from app.training_class where id = '${classId}'`)).toEqual({
      m: 720,
    })
  })

  it('do not put two groups into one room at once', async () => {
    const one1 = await fresh('WA-ROOM', 11)
    const { cohortId } = await fresh('WA-ROOM-2', 12)
    const { placeFa } = await one(
      `select p.name_fa as "placeFa" from app.cohort c join app.place p on p.id = c.place_id where c.id = '${one1.cohortId}'`,
    )
    const plan = { days: [1, 3], time: '10:00', startDay: start, venue: 'خانهٔ محله' }
    await planSessions(officer, { ...plan, cohortId: one1.cohortId })
    await expect(planSessions(officer, { ...plan, cohortId, time: '11:00' })).rejects.toMatchObject({
      code: 'E-SES-02',
      values: { other: placeFa },
    })
    await planSessions(officer, { ...plan, cohortId, time: '12:00' })
  })

  it('of a cohort that has met are not written again, and only a cancelled session is replaced', async () => {
    const held =
      await one(`select cohort_id id, (select id from app.session x where x.cohort_id = s.cohort_id and x.status = 'CANCELLED') lost
      from app.session s where status = 'APPROVED' and cohort_id is not null and exists (select from app.session x where x.cohort_id = s.cohort_id and x.status = 'CANCELLED') limit 1`)
    await expect(
      planSessions(officer, { cohortId: held.id!, days: [0], time: '09:30', startDay: start }),
    ).rejects.toMatchObject({ code: 'E-SES-10' })
    await expect(replaceSession(officer, { sessionId: held.lost! })).rejects.toMatchObject({
      code: 'E-SES-09',
    })
    await expect(closeCohort(officer, { cohortId: held.id! })).rejects.toMatchObject({ code: 'E-COH-06' })
  })
})
