import { afterAll, beforeAll, expect, it } from 'vitest'
import { enrolPeople } from '@/db/commands/people/enrol-people'
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
