import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addService, changeService, endService } from '@/db/commands/neighbourhoods/write-service'
import { servicesInReach, servicesNearMe } from '@/db/queries/neighbourhoods/services'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const made = () => world(db.sql, { people: 1, sessions: 1 })
const service = (w: World, more: object = {}) => ({
  countyId: w.countyId,
  kind: 'COUNSELLING' as const,
  nameFa: 'مرکز مشاورهٔ آزمون',
  phone: '۰۴۴-۰۰۰۰۰۰۰۹',
  source: 'بازدید',
  checkedOn: '2024-06-01',
  ...more,
})
const add = async (w: World, by: Staff = w.officer, more: object = {}) =>
  addService(await contextOf(by), service(w, more))
const near = (who: Staff) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (reader) => servicesNearMe(reader, scope))
}
const reach = (who: Staff) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (reader) => servicesInReach(reader, scope))
}

describe('a local service', () => {
  it('is entered by the office, read by the county’s facilitator, and leaves an audit row', async () => {
    const w = await made()
    const { serviceId } = await add(w)
    expect(await near(w.facilitator)).toMatchObject([
      {
        serviceId,
        nameFa: 'مرکز مشاورهٔ آزمون',
        phone: '044-00000009',
        checkedOn: '2024-06-01',
        mayChange: false,
      },
    ])
    const [row] =
      await db.sql`select actor_id, action, after from audit.event where entity = 'local_service' and entity_id = ${serviceId}`
    expect(row).toMatchObject({
      actor_id: w.officer.userId,
      action: 'service.add',
      after: { kind: 'COUNSELLING' },
    })
  })

  it('is not another province’s to read, nor a facilitator’s or a stranger’s to write', async () => {
    const [w, other] = [await made(), await made()]
    const { serviceId } = await add(w)
    expect((await reach(other.officer)).map((one) => one.serviceId)).not.toContain(serviceId)
    expect(await near(other.facilitator)).toEqual([])
    await expect(add(w, w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(add(w, other.officer)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(endService(await contextOf(other.officer), { serviceId, version: 1 })).rejects.toMatchObject(
      { code: 'E-GEN-02' },
    )
  })

  it('needs a way to reach it and a source', async () => {
    const w = await made()
    await expect(add(w, w.officer, { phone: ' ' })).rejects.toThrow()
    await expect(add(w, w.officer, { source: '' })).rejects.toThrow()
  })

  it('is corrected with its version, and taken off without being deleted', async () => {
    const w = await made()
    const { serviceId } = await add(w)
    const { countyId: _, ...fields } = service(w, { address: 'خیابان آزمون', checkedOn: '2024-06-10' })
    await changeService(await contextOf(w.officer), { serviceId, version: 1, ...fields })
    await expect(
      changeService(await contextOf(w.officer), { serviceId, version: 1, ...fields }),
    ).rejects.toMatchObject({ code: 'E-GEN-03' })
    expect(await near(w.facilitator)).toMatchObject([{ address: 'خیابان آزمون', checkedOn: '2024-06-10' }])
    await endService(await contextOf(w.officer), { serviceId, version: 2 })
    expect(await near(w.facilitator)).toEqual([])
    const rows = await db.sql`select ended_on from app.local_service where id = ${serviceId}`
    expect(rows[0]!.ended_on).not.toBeNull()
    const acts = await db.sql`select action from audit.event where entity_id = ${serviceId} order by seq`
    expect(acts.map(({ action }) => action)).toEqual(['service.add', 'service.change', 'service.end'])
  })
})
