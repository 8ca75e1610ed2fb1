import { afterAll, beforeAll, expect, it } from 'vitest'
import { addFacilitator } from '@/db/commands/people/add-facilitator'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { viewPerson } from '@/db/commands/people/view-person'
import { peopleList } from '@/db/queries/people/people-list'
import { cohortPage, cohortsOf } from '@/db/queries/programmes/cohorts'
import { runNamed } from '@/db/queries/programmes/run-line'
import { runSetup } from '@/db/queries/programmes/run-setup'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { staff } from '../../support/factories'
import { counts, type Field, openField, RUN_START, somebody } from './field'

let field: Field
let mine: Context
let personId: string
beforeAll(async () => {
  field = await openField()
  const [one, two] = field.cohorts
  mine = await field.context(await staff(field.owner, 'FACILITATOR', one!.scopeId))
  const parvin = somebody(one!.cohortId, 1, { first: 'پروین', last: 'کاکه‌خانی', father: 'یوسف' })
  const people = [parvin, somebody(two!.cohortId, 2), somebody(two!.cohortId, 3)]
  const { enrolled } = await enrolPeople(field.officer, {
    runId: field.runId,
    registeredOn: RUN_START,
    people,
  })
  personId = enrolled[0]!.personId
})
afterAll(() => field.close())

const list = (ctx: Context, asked: object = {}) => {
  const scope = scopeOf(ctx.actor)
  return reading(scope, (db) => peopleList(db, scope, { runId: field.runId, page: 1, ...asked }))
}

it('finds a name in any spelling and any order, and shows two digits of an id', async () => {
  expect((await list(field.officer)).total).toBe(3)
  for (const search of ['كاكه خاني پروين', 'کاکه‌خانی', 'خانی', 'پروین یوسف']) {
    const { rows } = await list(field.officer, { search })
    expect(
      rows.map((row) => row.name),
      search,
    ).toEqual(['پروین کاکه‌خانی'])
    expect(rows[0]!.idEnd).toBe(somebody('', 1).nationalId.slice(-2))
  }
  expect((await list(field.officer, { search: '%' })).total).toBe(0)
  expect((await list(field.officer, { cohortCode: 'nowhere' })).total).toBe(0)
})

it('leaks nobody of a neighbouring unit, in lists and pages', async () => {
  expect((await list(mine)).rows.map((row) => row.personId)).toEqual([personId])
  const hers = await field.context(await staff(field.owner, 'FACILITATOR', field.cohorts[1]!.scopeId))
  const before = await counts(field.owner)
  expect(await viewPerson(hers, { personId })).toBeNull()
  expect(await counts(field.owner)).toEqual(before)
  const scope = scopeOf(hers.actor)
  const [run, cohorts] = await reading(scope, async (db) => [
    await runNamed(db, scope, 'WA-1405'),
    await cohortsOf(db, scope, field.runId),
  ])
  expect(cohorts.map((cohort) => cohort.cohortId)).toEqual([field.cohorts[1]!.cohortId])
  const [other] = await field.owner`select code from app.cohort where id = ${field.cohorts[0]!.cohortId}`
  const asked = { runId: field.runId, code: other!.code, clock: run!.clock }
  expect(await reading(scope, (db) => cohortPage(db, scope, asked))).toBeNull()
})

it('writes down each time who looked at whom', async () => {
  const seen = await viewPerson(mine, { personId })
  expect(seen).toMatchObject({
    name: 'پروین کاکه‌خانی',
    enrolments: [{ neededMinutes: 2880, plannedMinutes: 3600 }],
  })
  await viewPerson(field.officer, { personId })
  const acts =
    await field.owner`select actor_id from audit.event where action = 'person.view' and entity_id = ${personId} order by seq`
  expect(acts.map((act) => act.actor_id)).toEqual([mine.actor.userId, field.officer.actor.userId])
})

it('sets up facilitators with organisation, once, and shows them on the page of the run', async () => {
  const nominee = {
    runId: field.runId,
    first: 'مینا',
    last: 'آزمونی',
    birth: '1365',
    sex: 'F',
    organisation: 'انجمن نو',
  }
  const before = await counts(field.owner)
  await expect(addFacilitator(mine, nominee)).rejects.toThrow('E-GEN-02')
  await expect(addFacilitator(field.officer, { ...nominee, first: '' })).rejects.toThrow('E-GEN-01')
  const enrolled = { ...nominee, first: 'پروین', last: 'کاکه‌خانی', nationalId: somebody('', 1).nationalId }
  await expect(addFacilitator(field.officer, enrolled)).rejects.toThrow('E-ENR-02')
  expect(await counts(field.owner)).toEqual(before)
  await addFacilitator(field.officer, { ...nominee, nationalId: somebody('', 9).nationalId })
  await expect(
    addFacilitator(field.officer, { ...nominee, nationalId: somebody('', 9).nationalId }),
  ).rejects.toThrow('E-FAC-05')
  const scope = scopeOf(field.officer.actor)
  const setup = await reading(scope, async (db) =>
    runSetup(db, scope, (await runNamed(db, scope, 'WA-1405'))!),
  )
  expect(setup).toMatchObject({
    facilitators: [{ name: 'مینا آزمونی', organisationFa: 'انجمن نو', status: 'NOMINATED' }],
  })
  expect(setup!.warnings.map((warning) => warning.code)).toEqual(['W-RUN-01', 'W-RUN-02', 'W-RUN-03'])
})
