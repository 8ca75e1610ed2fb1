import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordDelivery } from '@/db/commands/charities/delivery'
import {
  exportDeliveries,
  importDeliveries,
  previewDeliveries,
} from '@/db/commands/charities/delivery-sheets'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import {
  type CharityField,
  forgetMeeting,
  makeAgreement,
  makeProvider,
  makeService,
  NOW,
  openCharities,
} from './field'

let field: CharityField
beforeAll(async () => {
  forgetMeeting()
  field = await openCharities()
})
afterAll(() => field.end())

async function running() {
  const serviceId = await makeService(field)
  const provider = await makeProvider(field, serviceId, 50)
  const { agreementId, begin } = await makeAgreement(field, { providerId: provider.providerId, serviceId })
  await begin()
  const [row] = await field.sql`select code from app.charity_agreement where id = ${agreementId}`
  return { agreementId, provider, code: row!.code as string }
}
let row = 1
const line = (code: string, month: number | null, served: number | null, units: number | null = 10) => {
  row += 1
  return { row, code, month, served, units }
}
const kept = async (agreementId: string) =>
  (
    await field.sql`select month, served, units, version from app.charity_delivery where agreement_id = ${agreementId} order by month`
  ).map((one) => [one.month, one.served, one.units, one.version])
const by = (who: Staff) => contextOf(who, NOW)

describe('a sheet of deliveries', () => {
  it('is judged line by line, and written as a whole or not at all', async () => {
    const one = await running()
    const two = await running()
    const ctx = await field.ctx()
    await recordDelivery(ctx, { agreementId: one.agreementId, month: 140301, served: 4, units: 8 })
    const lines = [
      line(one.code, 140301, 4, 8),
      line(one.code, 140302, 6),
      line(two.code, 140302, 11),
      line(two.code, 140302, 3),
      line(two.code, 140212, 3),
      line(two.code, 140304, 3),
      line(two.code, null, 3),
      line('CA-999', 140302, 3),
    ]
    const province = { provinceId: field.provinceId }
    expect(
      (await previewDeliveries(ctx, { ...province, lines })).map(({ verdict, fault }) => [verdict, fault]),
    ).toEqual([
      ['unchanged', null],
      ['accepted', null],
      ['ask', 'W-CD-08'],
      ['rejected', 'E-CD-21'],
      ['rejected', 'E-CD-07'],
      ['rejected', 'E-CD-20'],
      ['rejected', 'E-GEN-01'],
      ['rejected', 'E-CD-35'],
    ])
    await expect(importDeliveries(ctx, { ...province, lines })).rejects.toMatchObject({
      code: 'E-CD-26',
      values: { row: lines[3]!.row, count: 5 },
    })
    expect(await kept(one.agreementId)).toEqual([[140301, 4, 8, 1]])
    const sound = lines.slice(0, 3)
    await expect(importDeliveries(ctx, { ...province, lines: sound })).rejects.toMatchObject({
      code: 'W-CD-08',
    })
    expect(await kept(two.agreementId)).toEqual([])
    const sure = { ...province, lines: sound, acknowledged: ['W-CD-08' as const] }
    expect(await importDeliveries(ctx, sure)).toEqual({ written: 2, same: 1 })
    expect(await kept(one.agreementId)).toEqual([
      [140301, 4, 8, 1],
      [140302, 6, 10, 1],
    ])
    expect(await kept(two.agreementId)).toEqual([[140302, 11, 10, 1]])
    expect(await importDeliveries(ctx, sure)).toEqual({ written: 0, same: 3 })
    const trail =
      await field.sql`select after from audit.event where action = 'charity.delivery' and after ->> 'by' = 'SHEET'`
    expect(trail.length).toBe(2)
  })

  it('goes out for a month with what stands, a charity’s with its own agreements only', async () => {
    const one = await running()
    const two = await running()
    const manager = await field.provider(one.provider.scopeId)
    const province = { provinceId: field.provinceId }
    const mine = await exportDeliveries(await by(manager), { ...province, month: 140303 })
    expect(mine.map(({ code }) => code)).toEqual([one.code])
    expect(
      (await exportDeliveries(await field.ctx(), { ...province, month: 140303 })).length,
    ).toBeGreaterThanOrEqual(2)
    expect(await exportDeliveries(await by(manager), { ...province, month: 139901 })).toEqual([])
    await expect(
      importDeliveries(await by(manager), { ...province, lines: [line(two.code, 140303, 3)] }),
    ).rejects.toMatchObject({ code: 'E-CD-26' })
    expect(
      await importDeliveries(await by(manager), { ...province, lines: [line(one.code, 140303, 3)] }),
    ).toEqual({ written: 1, same: 0 })
    for (const who of [field.womensOffice, field.far, field.hamyar]) {
      await expect(exportDeliveries(await by(who), { ...province, month: 140303 })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
      await expect(
        importDeliveries(await by(who), { ...province, lines: [line(one.code, 140303, 9)] }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
  })
})
