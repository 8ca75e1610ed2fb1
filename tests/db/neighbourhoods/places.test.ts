import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPlace } from '@/db/commands/neighbourhoods/add-place'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const add = async (w: World, who: Staff, nameFa: string) =>
  addPlace(await contextOf(who), { countyId: w.countyId, nameFa, setting: 'URBAN' })

describe('a neighbourhood', () => {
  it('is added by the office of its province, once in whatever spelling, and leaves an audit row', async () => {
    const w = await world(db.sql, { people: 1, sessions: 1 })
    const first = await add(w, w.officer, 'محلهٔ کوی یاس')
    expect(first.made).toBe(true)
    expect(await add(w, w.director, 'محلهٔ كوي ياس')).toEqual({ ...first, made: false })
    const [row] = await db.sql`select scope_id, name_fa, kind from app.place where id = ${first.placeId}`
    expect(row).toEqual({ scope_id: w.countyScope, name_fa: 'محلهٔ کوی یاس', kind: 'NEIGHBOURHOOD' })
    const [trace] =
      await db.sql`select actor_id, action from audit.event where entity = 'place' and entity_id = ${first.placeId}`
    expect(trace).toEqual({ actor_id: w.officer.userId, action: 'place.create' })
  })

  it('is not a county’s, a facilitator’s or another province’s to add', async () => {
    const [w, other] = [await world(db.sql), await world(db.sql)]
    const county = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    for (const who of [county, w.facilitator, other.officer])
      await expect(add(w, who, 'محلهٔ تازه')).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})
