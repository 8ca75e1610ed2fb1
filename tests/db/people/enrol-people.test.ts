import { sql as raw } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { registerPerson } from '@/db/commands/people/register-person'
import { type Context, inTransaction } from '@/db/transaction'
import { AppError } from '@/lib/shared/result'
import { staff } from '../../support/factories'
import { type Cohort, counts, type Field, openField, RUN_START, somebody } from './field'

let field: Field
let [one, two]: Cohort[] = []
let mine: Context
let hers: Context
const said: string[] = []

beforeAll(async () => {
  for (const to of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, to).mockImplementation((...words) => void said.push(words.map(String).join(' ')))
  field = await openField()
  ;[one, two] = field.cohorts
  mine = await field.context(await staff(field.owner, 'FACILITATOR', one!.scopeId))
  hers = await field.context(await staff(field.owner, 'FACILITATOR', two!.scopeId))
})
afterAll(() => field.close())

const enrol = (ctx: Context, ...people: ReturnType<typeof somebody>[]) =>
  enrolPeople(ctx, { runId: field.runId, registeredOn: RUN_START, people })
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw error ?? new Error('it was not refused')
  return { code: error.code, values: error.values }
}

it('enrols a woman with consent, sealed identifiers and a row number, and says so in the audit', async () => {
  const { enrolled } = await enrol(mine, somebody(one!.cohortId, 1))
  const [row] = await field.owner`
    select p.first_name, p.scopes, p.national_id_sealed, p.national_id_hash, p.mobile_sealed, e.row_no, e.status, e.age_at_start,
      c.state, c.purpose, c.taken_by, k.sealed
    from app.enrolment e join app.person p on p.id = e.person_id join app.consent c on c.id = e.consent_id
    join app.person_key k on k.person_id = p.id where e.id = ${enrolled[0]!.enrolmentId}`
  expect(row).toMatchObject({
    first_name: 'زهرا',
    scopes: [one!.scopeId],
    row_no: 1,
    status: 'REGISTERED',
    age_at_start: 35,
    state: 'DECLARED',
    purpose: 'REGISTER',
    taken_by: mine.actor.userId,
  })
  expect(row!.national_id_sealed).toMatch(/^v1\./)
  expect(row!.national_id_hash).toHaveLength(32)
  const [act] =
    await field.owner`select action, entity_id, after, actor_id from audit.event order by seq desc limit 1`
  expect(act).toMatchObject({
    action: 'enrolment.create',
    entity_id: one!.cohortId,
    actor_id: mine.actor.userId,
  })
  expect(act!.after).toMatchObject({ count: 1, enrolments: [enrolled[0]!.enrolmentId] })
})

it('registers from a form, in any digits, and refuses in the words of the catalogue', async () => {
  const form = {
    runId: field.runId,
    cohortId: one!.cohortId,
    first: 'كبري',
    last: 'نوری',
    birth: '۱۳۷۰/۲/۵',
    nationalId: somebody('', 2).nationalId.replace(/\d/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[Number(d)]!),
    mobile: '۰۹۹۹ ۰۱۰ ۳۱۶۲',
    sex: 'F',
    consent: true,
  }
  expect(await registerPerson(mine, form)).toMatchObject({ cohortId: one!.cohortId, warnings: [] })
  const before = await counts(field.owner)
  expect(await refusal(registerPerson(mine, { ...form, birth: '1400/1/1' }))).toEqual({
    code: 'E-PER-05',
    values: { min: 15 },
  })
  expect(await refusal(registerPerson(hers, form))).toEqual({ code: 'E-GEN-02', values: undefined })
  await expect(registerPerson(mine, { ...form, consent: false })).rejects.toThrow('E-PER-06')
  await expect(registerPerson(mine, { ...form, nationalId: '1234567890' })).rejects.toThrow('E-PER-02')
  expect(await counts(field.owner)).toEqual(before)
})

it('is refused to a facilitator in another cohort, by the command and by the database', async () => {
  const before = await counts(field.owner)
  expect(await refusal(enrol(hers, somebody(one!.cohortId, 3)))).toEqual({
    code: 'E-GEN-02',
    values: undefined,
  })
  const behind = (statement: ReturnType<typeof raw>) => inTransaction(hers, (db) => db.execute(statement))
  const [consent] = await field.owner`select id, person_id from app.consent limit 1`
  expect(
    await refusal(
      behind(raw`insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on)
        values (${one!.scopeId}, ${field.runId}, ${one!.cohortId}, ${consent!.person_id}, ${consent!.id}, 99, ${RUN_START})`),
    ),
  ).toMatchObject({ code: 'E-GEN-02' })
  expect(
    await refusal(
      behind(raw`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
        values (${field.provinceId}, array[${one!.scopeId}::int], 'x', 'y', 'xy', 'F', 1370)`),
    ),
  ).toMatchObject({ code: 'E-GEN-02' })
  for (const ask of ['people_check', 'hold_people'])
    expect(
      await refusal(
        behind(
          raw`select * from ${raw.raw(`app.${ask}`)}(${JSON.stringify([{ n: 0, cohort: one!.cohortId }])}::jsonb)`,
        ),
      ),
    ).toMatchObject({ code: 'E-GEN-02' })
  expect(await counts(field.owner)).toEqual(before)
})

it('tells the office where a woman is, and a stranger only that the office must look', async () => {
  await enrol(mine, somebody(one!.cohortId, 10))
  const elsewhere = somebody(two!.cohortId, 10)
  expect(await refusal(enrol(field.officer, elsewhere))).toEqual({
    code: 'E-ENR-01',
    values: { cohort: one!.placeFa },
  })
  const before = await counts(field.owner)
  const told = await refusal(enrol(hers, elsewhere))
  expect(told).toEqual({ code: 'E-ENR-00', values: undefined })
  // The same answer for a woman who facilitates here and for one whose id bears another name.
  expect(await refusal(enrol(hers, { ...elsewhere, last: 'کسی دیگر' }))).toEqual(told)
  const after = await counts(field.owner)
  expect(after).toEqual({ ...before, duplicate_case: before.duplicate_case! + 1, audit: before.audit! + 1 })
  // Neither the case nor the audit nor the woman can be read by who was refused.
  const visible = await inTransaction(hers, (db) =>
    db.execute(raw`select (select count(*)::int from app.duplicate_case) cases, (select count(*)::int from audit.event) acts,
      (select count(*)::int from app.person) people, (select count(*)::int from app.enrolment) enrolments`),
  )
  expect(visible[0]).toEqual({ cases: 0, acts: 0, people: 0, enrolments: 0 })
})

it('refuses a facilitator of the run: E-ENR-02 to the office, the office alone', async () => {
  const [organisation] = await field.owner`insert into app.organisation (scope_id, name_fa, fold, kind)
    values (${field.provinceScope}, 'انجمن', 'انجمن', 'SOCIAL_ORG') returning id`
  const { enrolled } = await enrol(mine, somebody(one!.cohortId, 20))
  await field.owner`update app.enrolment set status = 'CANCELLED' where id = ${enrolled[0]!.enrolmentId}`
  await field.owner`insert into app.facilitator (scope_id, run_id, person_id, organisation_id)
    values (${field.provinceScope}, ${field.runId}, ${enrolled[0]!.personId}, ${organisation!.id})`
  expect((await refusal(enrol(field.officer, somebody(two!.cohortId, 20)))).code).toBe('E-ENR-02')
  expect((await refusal(enrol(hers, somebody(two!.cohortId, 20)))).code).toBe('E-ENR-00')
})

it('holds one woman once: a new cohort adds its unit to her and writes no second person', async () => {
  const { enrolled } = await enrol(mine, somebody(one!.cohortId, 30))
  await field.owner`update app.enrolment set status = 'WITHDRAWN' where id = ${enrolled[0]!.enrolmentId}`
  const before = await counts(field.owner)
  const again = await enrol(hers, somebody(two!.cohortId, 30))
  expect(again.enrolled[0]!.personId).toBe(enrolled[0]!.personId)
  expect((await counts(field.owner)).person).toBe(before.person)
  const [row] = await field.owner`select scopes from app.person where id = ${enrolled[0]!.personId}`
  expect(row!.scopes).toEqual([one!.scopeId, two!.scopeId])
})

it('warns of a namesake and leaves a case; a stranger reads only that the office must look', async () => {
  await enrol(mine, somebody(one!.cohortId, 40))
  const namesake = { ...somebody(two!.cohortId, 40), nationalId: somebody('', 41).nationalId }
  const byHer = await enrol(hers, namesake)
  expect(byHer.warnings.map(({ code }) => code)).toEqual(['E-ENR-00'])
  const byOffice = await enrol(field.officer, { ...namesake, nationalId: somebody('', 42).nationalId })
  expect(byOffice.warnings.map(({ code }) => code)).toEqual(['W-PER-07'])
  const [cases] =
    await field.owner`select count(*)::int n from app.duplicate_case where person_id = ${byHer.enrolled[0]!.personId}`
  expect(cases!.n).toBe(1)
})

it('takes nobody real for the double of somebody in a demonstration', async () => {
  const { enrolled } = await enrol(mine, somebody(one!.cohortId, 50))
  const again = (n: number) => ({ ...somebody(one!.cohortId, 50), nationalId: somebody('', n).nationalId })
  await field.owner`update app.run set is_demo = true where id = ${field.runId}`
  expect((await enrol(mine, again(51))).warnings.map(({ code }) => code)).toEqual(['W-PER-07'])
  await field.owner`update app.run set is_demo = false where id = ${field.runId}`
  const [row] = await field.owner`select app.is_fictional(${enrolled[0]!.personId}) as fictional`
  expect(row!.fictional).toBe(false)
})

it('stops at the largest size a rule allows, all or none', async () => {
  const [{ n: held }] = await field.owner<[{ n: number }]>`
    select count(*)::int n from app.enrolment where cohort_id = ${two!.cohortId} and status = 'REGISTERED'`
  const before = await counts(field.owner)
  const many = Array.from({ length: 31 - held }, (_, n) => somebody(two!.cohortId, 100 + n))
  expect(await refusal(enrol(hers, ...many))).toEqual({ code: 'E-COH-02', values: { max: 30 } })
  expect(await counts(field.owner)).toEqual(before)
  await enrol(hers, ...many.slice(1))
})

it('meets two people typing the same new woman at once without telling either where', async () => {
  const results = await Promise.allSettled([
    enrol(mine, somebody(one!.cohortId, 200)),
    enrol(field.officer, somebody(field.cohorts[2]!.cohortId, 200)),
  ])
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(['E-ENR-00', 'E-ENR-01']).toContain(refused[0]!.reason.code)
  if (refused[0]!.reason.code === 'E-ENR-01') expect(refused[0]!.reason.values).toBeTruthy()
})

it('leaves no national id and no telephone number in the clear in any table or line of the log', async () => {
  const canaries = [
    ...Array.from({ length: 300 }, (_, n) => somebody('', n).nationalId),
    '9990000000',
    '9990103162',
  ]
  const tables = await field.owner`select format('%I.%I', schemaname, tablename) name from pg_tables
    where schemaname in ('app', 'audit', 'pub', 'public')`
  for (const { name } of tables) {
    const rows = await field.owner.unsafe(`select t::text as line from ${name} t`)
    const text = rows.map(({ line }) => line).join('\n')
    expect(
      canaries.filter((canary) => text.includes(canary)),
      name,
    ).toEqual([])
  }
  expect(canaries.filter((canary) => said.join('\n').includes(canary))).toEqual([])
})
