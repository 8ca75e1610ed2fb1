import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedReference } from '@/db/seed/reference/load'
import { type Loaded, loadedDatabase, pairs, rows } from './loaded'

let empty: Loaded
beforeAll(async () => {
  empty = await loadedDatabase('none')
})
afterAll(() => empty.end())

const counts = () =>
  pairs(
    empty.sql,
    `select 'provinces' k, count(*)::int from app.place where kind = 'PROVINCE' union all select 'counties', count(*)::int from app.place where kind = 'COUNTY'
     union all select 'nodes', count(*)::int from app.scope union all select 'aims', count(*)::int from app.aim where programme = 'RESILIENCE'
     union all select 'modules', count(*)::int from app.module union all select 'bases', count(*)::int from app.legal_basis
     union all select 'days', count(*)::int from app.calendar_day union all select 'rules', count(distinct key)::int from app.rule
     union all select 'accounts', count(*)::int from app.user_account`,
  )
const EXPECTED = {
  provinces: 31,
  counties: 38,
  nodes: 70,
  aims: 8,
  modules: 10,
  bases: 3,
  days: 11_323,
  rules: 66,
  accounts: 1,
}

it('a migrated database holds what every installation needs', async () => {
  expect(await counts()).toEqual(EXPECTED)
})

it('loading again writes nothing', async () => {
  await seedReference(empty.sql)
  expect(await counts()).toEqual(EXPECTED)
})

it('puts each county under its province in the tree', async () => {
  expect(
    await pairs(
      empty.sql,
      `select p.name_en, count(*)::int from app.place c join app.place p on p.id = c.province_id join app.scope s on s.id = c.scope_id
       where c.kind = 'COUNTY' and s.path = array[1, p.scope_id, s.id] group by 1`,
    ),
  ).toEqual({ 'West Azerbaijan': 20, Zanjan: 8, Kurdistan: 10 })
})

it('knows Jalali months and the ends of leap years', async () => {
  expect(
    await pairs(
      empty.sql,
      `select day::text, month from app.calendar_day where day in ('2024-03-19', '2024-03-20', '2024-07-21', '2025-03-20', '2025-03-21')`,
    ),
  ).toEqual({
    '2024-03-19': 140212,
    '2024-03-20': 140301,
    '2024-07-21': 140304,
    '2025-03-20': 140312,
    '2025-03-21': 140401,
  })
})

it('has the holidays the demonstration walks around', async () => {
  const found = await rows(
    empty.sql,
    `select count(*)::int n from app.holiday h join app.calendar_day d on d.day = h.day where d.month between 140301 and 140306`,
  )
  expect(found).toEqual([{ n: 18 }])
})
