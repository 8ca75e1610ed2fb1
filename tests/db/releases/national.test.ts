import { afterAll, beforeAll, expect, it } from 'vitest'
import { releasedProvinces } from '@/db/queries/releases/national'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let empty: Loaded
let viewer: Staff
const scopes: Record<string, number> = {}
beforeAll(async () => {
  empty = await loadedDatabase('none')
  const { sql } = empty
  const bundle = (enrolled: number, completion: { completed: number; left: number } | null) => ({
    demo: true,
    figures: [
      { code: 'R-07', unit: 'count', value: enrolled, target: null },
      { code: 'R-08', unit: 'minutes', value: enrolled * 10, target: null },
    ],
    completion,
    weave: [{ placeName: { fa: 'محله', en: null } }],
  })
  // What a gate lets out is tested elsewhere; here it is only there.
  await sql`alter table pub.release disable trigger release_safe`
  for (const [name, number, status, figures] of [
    ['Zanjan', 1, 'SUPERSEDED', bundle(10, null)],
    ['Zanjan', 2, 'PUBLISHED', bundle(40, { completed: 30, left: 2 })],
    ['Kurdistan', 1, 'PUBLISHED', bundle(25, null)],
    ['Tehran', 1, 'WITHDRAWN', bundle(99, null)],
  ] as const) {
    const [place] =
      await sql`select code, scope_id from app.place where kind = 'PROVINCE' and name_en = ${name}`
    scopes[name] = place!.scope_id
    await sql`insert into pub.release (id, province, number, as_of, published_at, status, bundle, bundle_hash)
      values (gen_random_uuid(), ${place!.code}, ${number}, '2024-07-18', now(), ${status}, ${sql.json(figures)}, 'x')`
  }
  await sql`alter table pub.release enable trigger release_safe`
  viewer = await staff(sql, 'NATIONAL_VIEWER', 1)
})
afterAll(() => empty.end())

async function seen(provinceScopes: number[] | null) {
  const scope = scopeOf((await contextOf(viewer)).actor)
  return reading(scope, (db) => releasedProvinces(db, scope, { provinceScopes }))
}

it('the newest release of each province, what it tells of the province and nothing else', async () => {
  const all = await seen(null)
  expect(all.map(({ name, number }) => [name.en, number])).toEqual([
    ['Zanjan', 2],
    ['Kurdistan', 1],
  ])
  expect(all[0]).toEqual({
    name: { fa: 'زنجان', en: 'Zanjan' },
    number: 2,
    asOfIso: '2024-07-18',
    demo: true,
    figures: [
      { code: 'R-07', value: 40 },
      { code: 'R-08', value: 400 },
    ],
    completion: { completed: 30, left: 2 },
  })
  expect(all[1]?.completion).toEqual({ completed: null, left: null })
})

it('held for a province it tells that province alone', async () => {
  expect((await seen([scopes.Kurdistan!])).map(({ name }) => name.en)).toEqual(['Kurdistan'])
  expect(await seen([scopes.Tehran!])).toEqual([])
})
