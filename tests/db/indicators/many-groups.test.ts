import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overview } from '@/db/queries/indicators/overview'
import { sessionSpan, weave } from '@/db/queries/workshops/weave'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type World, world } from '@/tests/support/factories'
import { group } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let db: Loaded
let w: World
beforeAll(async () => {
  db = await loadedDatabase('none')
  w = await world(db.sql, { people: 1, sessions: 2 })
})
afterAll(() => db?.end())

async function seen(countyId?: string) {
  const scope = scopeOf((await contextOf(w.officer)).actor)
  const asked = { runId: w.runId, asOf: '2024-05-31', counting: 'internal' as const }
  return reading(scope, async (tx) => ({
    shown: await overview(tx, scope, { ...asked, countyId }),
    whole: await weave(tx, scope, asked),
    span: await sessionSpan(tx, scope, w.runId),
  }))
}

describe('the weave of the overview', () => {
  it('is whole where there are few groups, and the span is that of its days', async () => {
    const { shown, whole, span } = await seen()
    expect([shown.weaveOf, shown.weave]).toEqual([null, whole])
    const days = whole.flatMap(({ knots }) => knots.map(({ dayIso }) => dayIso)).sort()
    expect(span).toEqual([days[0], days.at(-1)])
  })

  it('is of one county where there are more than sixty: the first, or the one asked for; the figures are of all', async () => {
    for (let n = 0; n < 60; n++) await group(db.sql, w, { people: 0, sessions: n === 0 ? 3 : 0 })
    const [other] =
      await db.sql`insert into app.scope (parent_id, kind, path, label) values (${w.provinceScope}, 'COUNTY', array[1, ${w.provinceScope}::int], 'second county') returning id`
    await db.sql`update app.scope set path = path || id where id = ${other!.id}`
    const [county] =
      await db.sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
      values ('COUNTY', ${w.provinceId}, ${w.provinceId}, ${other!.id}, 'second', 'یاس', 'Yas', 'second') returning id`
    await group(db.sql, { ...w, countyId: county!.id, countyScope: other!.id }, { people: 0, sessions: 1 })
    const places = async (countyId?: string) => {
      const { shown } = await seen(countyId)
      return [shown.weaveOf, new Set(shown.weave.map(({ countyFa }) => countyFa)).size, shown.weave.length]
    }
    const { shown } = await seen()
    const first = shown.counties.places[0]!.place!.placeId
    expect(await places()).toEqual([first, 1, first === w.countyId ? 61 : 1])
    expect(await places(county!.id)).toEqual([county!.id, 1, 1])
    expect(await places(w.countyId)).toEqual([w.countyId, 1, 61])
    expect((await places('00000000-0000-4000-8000-000000000000'))[0]).toBe(first)
    expect(shown.figures.places[0]!.facts.planCohorts).toBe(62)
  })
})
