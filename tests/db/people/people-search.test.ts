import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { findByNationalId } from '@/db/commands/people/find-by-national-id'
import { peopleList } from '@/db/queries/people/people-list'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { foldText } from '@/lib/shared/persian-text'
import { staff } from '../../support/factories'
import { counts, type Field, openField, RUN_START, somebody } from './field'

let field: Field
let names: Record<'joined' | 'half' | 'spaced' | 'other', string>
beforeAll(async () => {
  field = await openField()
  const cohortId = field.cohorts[0]!.cohortId
  const { enrolled } = await enrolPeople(field.officer, {
    runId: field.runId,
    registeredOn: RUN_START,
    people: [
      somebody(cohortId, 1, { first: 'علیرضا', last: 'محمدی', father: 'یوسف' }),
      somebody(cohortId, 2, { first: 'علی‌رضا', last: 'کاظمی', father: 'یوسف' }),
      somebody(cohortId, 3, { first: 'علی رضا', last: 'رؤیایی', father: 'یوسف' }),
      somebody(cohortId, 4, { first: 'زهرا', last: 'محمدی', father: 'یوسف' }),
    ],
  })
  const [joined, half, spaced, other] = enrolled.map(({ personId }) => personId)
  names = { joined: joined!, half: half!, spaced: spaced!, other: other! }
})
afterAll(() => field.close())

const found = async (search: string, ctx: Context = field.officer) => {
  const scope = scopeOf(ctx.actor)
  const list = await reading(scope, (db) => peopleList(db, scope, { runId: field.runId, page: 1, search }))
  return list.rows.map(({ personId }) => personId).sort()
}

it.each(['علیرضا', 'علي‌رضا', 'علی‌رضا', 'علی رضا', 'علي رضا', 'عَلی‌رِضا', 'علـیرضا', 'لیرض'])(
  'finds the three spellings by «%s»',
  async (search) => {
    expect(await found(search)).toEqual([names.joined, names.half, names.spaced].sort())
  },
)

it('finds first and last name in either order, and parts of them', async () => {
  for (const search of ['علیرضا محمدی', 'محمدي علی‌رضا', 'محمد علی رضا'])
    expect(await found(search), search).toEqual([names.joined])
  expect(await found('كاظمى')).toEqual([names.half])
  expect(await found('رویایی')).toEqual([names.spaced])
  expect(await found('%')).toEqual([])
})

it('finds nobody of another unit by name', async () => {
  const hers = await field.context(await staff(field.owner, 'FACILITATOR', field.cohorts[1]!.scopeId))
  expect(await found('علیرضا', hers)).toEqual([])
})

it('finds exactly one by her ten digits in any digits, and writes down that it was asked, not what', async () => {
  const { nationalId } = somebody('', 4)
  const persian = nationalId.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))
  const ask = (typed: string, ctx = field.officer) =>
    findByNationalId(ctx, { runId: field.runId, nationalId: typed })
  const before = await counts(field.owner)
  expect(await ask(persian)).toEqual({ personId: names.other })
  expect(await ask(` ${nationalId.slice(0, 3)}-${nationalId.slice(3)} `)).toEqual({ personId: names.other })
  expect(await ask(somebody('', 99).nationalId)).toEqual({ personId: null })
  const rows = await field.owner`select * from audit.event where action = 'person.search' order by seq`
  expect(rows.map((row) => [row.entity, row.entity_id, row.after])).toEqual([
    ['person', names.other, { by: 'NATIONAL_ID', found: 1 }],
    ['person', names.other, { by: 'NATIONAL_ID', found: 1 }],
    ['run', field.runId, { by: 'NATIONAL_ID', found: 0 }],
  ])
  expect(JSON.stringify(rows)).not.toContain(nationalId)
  expect(await counts(field.owner)).toEqual({ ...before, audit: before.audit! + 3 })
})

it('finds no part of an id and nobody out of reach, and refuses a stranger', async () => {
  const { nationalId } = somebody('', 4)
  await expect(
    findByNationalId(field.officer, { runId: field.runId, nationalId: nationalId.slice(2) }),
  ).rejects.toThrow('E-PER-01')
  const hers = await field.context(await staff(field.owner, 'FACILITATOR', field.cohorts[1]!.scopeId))
  expect(await findByNationalId(hers, { runId: field.runId, nationalId })).toEqual({ personId: null })
  const [tehran] = await field.owner`select scope_id from app.place where kind = 'PROVINCE' and code = '23'`
  const before = await counts(field.owner)
  for (const stranger of [
    await staff(field.owner, 'PROVINCE_OFFICER', tehran!.scope_id),
    await staff(field.owner, 'AUDITOR', field.provinceScope),
  ])
    await expect(
      findByNationalId(await field.context(stranger), { runId: field.runId, nationalId }),
    ).rejects.toThrow('E-GEN-02')
  expect(await counts(field.owner)).toEqual({ ...before })
})

it('searches 20,000 people by the index of names, not by reading all of them', async () => {
  const scopeId = field.cohorts[0]!.scopeId
  await field.owner`
    with made as (
      insert into app.person (id, province_id, scopes, first_name, last_name, fold, sex, birth_year)
      select app.uuid_v7(), ${field.provinceId}, array[${scopeId}::int], 'نام', 'فامیل', 'فرد' || md5(n::text), 'F', 1360
      from generate_series(1, 20000) n returning id),
    agreed as (
      insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at)
      select ${scopeId}::int, id, 'REGISTER', 'DECLARED', '1', now() from made returning id, person_id)
    insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on)
    select ${scopeId}::int, ${field.runId}, ${field.cohorts[0]!.cohortId}, person_id, id, 100 + row_number() over (), ${RUN_START}
    from agreed`
  await field.owner`vacuum analyze app.person`
  await field.owner`vacuum analyze app.enrolment`
  const scope = scopeOf(field.officer.actor)
  const read = await reading(scope, async (db) => {
    const scans = async () => {
      const [row] = await db.execute<{ names: number; whole: number }>(sql`
        select pg_stat_get_xact_numscans('app.person_fold'::regclass)::int as names,
          pg_stat_get_xact_numscans('app.person'::regclass)::int as whole`)
      return row!
    }
    const before = await scans()
    const { total } = await peopleList(db, scope, { runId: field.runId, page: 1, search: 'علی‌رضا' })
    const after = await scans()
    return { total, names: after.names - before.names, whole: after.whole - before.whole }
  })
  expect(read).toEqual({ total: 3, names: 1, whole: 0 })
  const plan = await field.owner`explain select id from app.person where fold like '%علیرضا%'`
  expect(JSON.stringify(plan)).toContain('Bitmap Index Scan on person_fold')
})

it('folds in the database as it does in the program', async () => {
  const spellings = [
    'علي‌رضا',
    'عَلی رضا',
    'رؤیا آذر',
    'مسئول ٤۵6',
    'فاطمة الزهراء',
    'ﻋﻠﯽ',
    'ABC‌ديـن',
    'هٔ ۀ ة ىے',
  ]
  const rows =
    await field.owner`select app.fold(t) as key from unnest(${spellings}::text[]) with ordinality x(t, n) order by n`
  expect(rows.map((row) => row.key)).toEqual(spellings.map(foldText))
})
