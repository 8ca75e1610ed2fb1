import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dissolveAssociation } from '@/db/commands/associations/form-association'
import { exportPicture } from '@/db/commands/picture/export-picture'
import { coverageMatrix, pictureProvinces } from '@/db/queries/picture/coverage'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { NOW } from '../associations/field'
import { openPicture, type PictureField, threefold } from './field'

let f: PictureField
beforeAll(async () => {
  f = await openPicture()
  await threefold(f)
})
afterAll(() => f?.end())

async function matrix(who: Staff) {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (db) => coverageMatrix(db, scope, { provinceId: f.provinceId, now: NOW }))
}
const shape = async (who: Staff) => {
  const { programmes, counties } = await matrix(who)
  return [programmes.join(' '), counties.map(({ nameFa, cells }) => `${nameFa}: ${cells.length}`).join(' · ')]
}

describe('the coverage of a province', () => {
  it('has each reader’s own columns; the director’s and the auditor’s have all', async () => {
    const counties = (n: number) => `شهرستان ما: ${n} · شهرستان همسایه: ${n}`
    const all = 'RESILIENCE HAMYAR CHARITY ASSOCIATION'
    expect(await shape(f.director)).toEqual([all, counties(4)])
    expect(await shape(f.auditor)).toEqual([all, counties(4)])
    expect(await shape(f.womensOffice)).toEqual(['RESILIENCE', counties(1)])
    expect(await shape(f.officer)).toEqual(['HAMYAR', counties(1)])
    expect(await shape(f.both)).toEqual(['RESILIENCE HAMYAR', counties(2)])
    expect(await shape(f.charity)).toEqual(['CHARITY', counties(1)])
    expect(await shape(f.associations.officer)).toEqual(['ASSOCIATION', counties(1)])
    expect(await shape(f.there.county)).toEqual(['HAMYAR', 'شهرستان همسایه: 1'])
    for (const nobody of [f.facilitator, f.association.coordinator, f.far.county])
      expect(await shape(nobody)).toEqual(['', ''])
  })

  it('says in codes what is missing, by county and for the plan by neighbourhood', async () => {
    const { counties } = await matrix(f.director)
    const cells = (name: string) => counties.find(({ nameFa }) => nameFa === name)!.cells
    expect(cells('شهرستان ما')).toEqual([
      { programme: 'RESILIENCE', there: 1, missing: [] },
      { programme: 'HAMYAR', there: 1, missing: [] },
      { programme: 'CHARITY', there: 0, missing: [{ code: 'noProvider' }] },
      { programme: 'ASSOCIATION', there: 1, missing: [] },
    ])
    expect(cells('شهرستان همسایه').map(({ missing }) => missing[0]!.code)).toEqual([
      'noGroup',
      'noHamyar',
      'noProvider',
      'noAssociation',
    ])
    expect(counties[0]!.neighbourhoods).toMatchObject([
      {
        nameFa: 'محلهٔ نارون',
        cells: [{ programme: 'RESILIENCE', there: 1, missing: [{ code: 'belowPlan', by: 24 }] }],
      },
    ])
  })

  it('shows the gap at once when a county’s only association is dissolved', async () => {
    const version = (await f.association.row()).version
    await dissolveAssociation(await contextOf(f.associations.here.officer, NOW), {
      associationId: f.association.associationId,
      version,
      reason: 'ادامهٔ کار ممکن نشد',
    })
    const { counties } = await matrix(f.associations.officer)
    expect(counties[0]!.cells).toEqual([
      { programme: 'ASSOCIATION', there: 0, missing: [{ code: 'noAssociation' }] },
    ])
  })

  it('another province’s reader has no province here, and takes no file of it', async () => {
    const far = scopeOf((await contextOf(f.far.county)).actor)
    const found = await reading(far, (db) => pictureProvinces(db, far))
    expect(found.map(({ provinceId }) => provinceId)).not.toContain(f.provinceId)
    const asked = { provinceId: f.provinceId, until: '2024-06-01' }
    for (const stranger of [f.far.county, f.facilitator, f.association.coordinator])
      await expect(exportPicture(await contextOf(stranger), asked)).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    const { counts } = await exportPicture(await contextOf(f.officer), asked)
    expect(counts.map(({ programme }) => programme)).toEqual(['HAMYAR', 'ALL'])
    const [act] = await f.sql`select action, after from audit.event order by seq desc limit 1`
    expect(act).toEqual({ action: 'export', after: { what: 'picture', rows: 2 } })
  })
})
