import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverageMatrix, peopleCounts } from '@/db/queries/picture/coverage'
import { searched } from '@/db/queries/picture/search'
import { waitingFor } from '@/db/queries/picture/waiting'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { staff } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let demo: Loaded
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
})
afterAll(() => demo?.end())

const now = new Date('2026-01-01T12:00:00Z')
const HERE = { plan: 'West Azerbaijan', companions: 'Zanjan', associations: 'Kurdistan' }
async function seen(province: string, role: string, programme: string | null) {
  const [home] =
    await demo.sql`select id, scope_id from app.place where kind = 'PROVINCE' and name_en = ${province}`
  const who = await staff(demo.sql, role, home!.scope_id)
  await demo.sql`update app.user_grant set programme = ${programme} where user_id = ${who.userId}`
  const scope = scopeOf((await contextOf(who)).actor)
  const provinceId = home!.id as string
  return reading(scope, async (db) => ({
    counts: (await peopleCounts(db, scope, { provinceId, until: '2025-12-20' })).map((one) => [
      one.programme,
      one.people,
      one.participations,
    ]),
    matrix: await coverageMatrix(db, scope, { provinceId, now }),
    waits: await waitingFor(db, scope, { now }),
    found: await searched(db, scope, { text: 'سرو' }),
  }))
}

describe('the demonstration', () => {
  it('has its 625 participants as people and as participations, and its 25 neighbourhoods', async () => {
    const { counts, matrix } = await seen(HERE.plan, 'PROVINCE_OFFICER', 'RESILIENCE')
    expect(counts).toEqual([
      ['RESILIENCE', 625, 625],
      ['ALL', 625, 625],
    ])
    const places = matrix.counties.flatMap(({ neighbourhoods }) => neighbourhoods)
    expect(places).toHaveLength(25)
    expect(places.every(({ cells }) => cells[0]!.there === 1)).toBe(true)
    // Twelve of the twenty counties are the plan's.
    expect(matrix.counties.filter(({ cells }) => cells[0]!.missing.length === 0)).toHaveLength(12)
  })

  it('has one county of Kurdistan without an association, the one its own pages warn of', async () => {
    const { matrix } = await seen(HERE.associations, 'ASSOCIATION_OFFICER', 'ASSOCIATION')
    expect(matrix.programmes).toEqual(['ASSOCIATION'])
    const gaps = matrix.counties.filter(({ cells }) =>
      cells[0]!.missing.some(({ code }) => code === 'noAssociation'),
    )
    expect(gaps.map(({ nameFa }) => nameFa)).toEqual(['سروآباد'])
    expect(matrix.counties).toHaveLength(10)
  })

  it('has in Zanjan the groups and providers each office sees, and nothing of the other', async () => {
    const hamyar = await seen(HERE.companions, 'WELFARE_OFFICER', 'HAMYAR')
    const [members] =
      await demo.sql`select count(*)::int as n, count(distinct person_id)::int as people from app.hamyar_member where left_on is null`
    expect(hamyar.counts).toEqual([
      ['HAMYAR', members!.people, members!.n],
      ['ALL', members!.people, members!.n],
    ])
    expect(hamyar.matrix.counties.reduce((sum, { cells }) => sum + cells[0]!.there, 0)).toBe(23)
    expect(hamyar.found.map(({ kind }) => kind)).not.toContain('PROVIDER')
    const charity = await seen(HERE.companions, 'CHARITY_OFFICER', 'CHARITY')
    expect(charity.counts).toEqual([])
    expect(charity.matrix.programmes).toEqual(['CHARITY'])
    expect(charity.waits.map(({ kind }) => kind)).toContain('NEEDS')
    expect(charity.found.map(({ kind }) => kind)).not.toContain('HAMYAR')
    expect(charity.found.map(({ kind }) => kind)).not.toContain('PERSON')
  })
})
