import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enrolPeople, openCases } from '@/db/commands/people/enrol-people'
import { askedPerson } from '@/db/queries/people/asked-people'
import { inTransaction } from '@/db/transaction'
import { type Field, openField, RUN_START, somebody } from './field'

let field: Field
beforeAll(async () => {
  field = await openField()
})
afterAll(() => field.close())

it('enrols 10,000 people in 400 cohorts in one transaction', async () => {
  const cohorts = await field.owner<{ id: string }[]>`
    with county as (select p.id, p.scope_id, s.path from app.place p join app.scope s on s.id = p.scope_id
        where p.kind = 'COUNTY' and p.province_id = ${field.provinceId} order by p.code limit 1),
      node as (insert into app.scope (parent_id, kind, programme, path, label)
        select c.scope_id, 'UNIT', 'RESILIENCE', '{}', 'many ' || n from county c, generate_series(1, 400) n returning id, label),
      place as (insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
        select 'NEIGHBOURHOOD', c.id, ${field.provinceId}, c.scope_id, 'many-' || n, 'محلهٔ ' || n, 'Place ' || n, 'many' || n
        from county c, generate_series(1, 400) n returning id, code, parent_id)
    insert into app.cohort (scope_id, run_id, place_id, county_id, code, target_size, planned_minutes)
    select n.id, ${field.runId}, p.id, p.parent_id, p.code, 25, 3600
    from node n join place p on p.code = replace(n.label, ' ', '-') returning id`
  await field.owner`update app.scope s set path = (select path from app.scope u where u.id = s.parent_id) || s.id where s.path = '{}'`
  const people = Array.from({ length: 10_000 }, (_, n) => somebody(cohorts[Math.floor(n / 25)]!.id, n))
  const { enrolled } = await enrolPeople(field.officer, {
    runId: field.runId,
    registeredOn: RUN_START,
    people,
  })
  expect(enrolled).toHaveLength(10_000)
  const [row] =
    await field.owner`select count(*)::int n, count(distinct person_id)::int people from app.enrolment`
  expect(row).toEqual({ n: 10_000, people: 10_000 })
})

it('opens cases for the desk by reading those they are about, not everybody of the province', async () => {
  await field.owner`analyze app.person`
  const known = await field.owner<{ id: string; cohort: string }[]>`
    select e.person_id as id, e.cohort_id as cohort from app.enrolment e join app.person p on p.id = e.person_id
    order by p.fold limit 200`
  const asked = known.map(({ id, cohort }, n) => ({
    ...askedPerson(n, somebody(cohort, n), field.provinceId),
    ...(n % 2 === 0 ? {} : { person: id }),
  }))
  const read = await inTransaction(field.officer, async (db) => {
    const counted = async () => {
      const [row] = await db.execute<{ rows: number }>(sql`
        select sum(pg_stat_get_xact_tuples_returned(id) + pg_stat_get_xact_tuples_fetched(id))::int as rows
        from (select 'app.person'::regclass::oid as id union all select indexrelid from pg_index where indrelid = 'app.person'::regclass) x`)
      return row!.rows
    }
    // Joined by their indexes only, what each half of the question cannot narrow down shows as rows read.
    await db.execute(
      sql`select set_config('enable_' || way, 'off', true) from unnest(array['hashjoin', 'mergejoin', 'seqscan']) way`,
    )
    const before = await counted()
    await openCases(db, field.officer, asked)
    const after = await counted()
    return after - before
  })
  const [cases] = await field.owner`select count(*)::int n, count(distinct person_id)::int people,
    (select count(*)::int from audit.event where action = 'duplicate.open') audited from app.duplicate_case`
  expect(cases!.n).toBeGreaterThanOrEqual(100)
  expect(cases!.audited).toBe(cases!.n)
  expect(read).toBeGreaterThan(200)
  expect(read).toBeLessThan(5000)
})

// A trigger for each row that asks tables under row-level security finds the asker's scopes again for each row.
it('has nothing on rows written by the thousand that asks the policies row by row', async () => {
  const rows = await field.owner`
    select c.relname || ': ' || t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.oid = any('{app.person,app.person_key,app.consent,app.enrolment,app.session}'::regclass[]) and not t.tgisinternal
      and (t.tgtype & 1) = 1 and (t.tgtype & 12) > 0 order by 1`
  expect(rows.map(({ name }) => name)).toEqual([
    'enrolment: enrolment_consent',
    // Asks one row under no policy: the name of the index key.
    'person: person_index_key',
    'session: session_first_day',
    'session: sheet_decided',
  ])
})
