import { sql } from 'drizzle-orm'
import type { Place } from '@/lib/access/policy'
import { AddService, ChangeService, EndService } from '@/lib/neighbourhoods/services'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, placeOfScope } from '../programmes/load'

/** A service of a county, with where it was learnt and the day it was checked. */
export async function addService(ctx: Context, input: AddService): Promise<{ serviceId: string }> {
  const asked = AddService.parse(input)
  return inTransaction(ctx, async (db) => {
    const [county] = await db.execute<{ scopeId: number }>(
      sql`select scope_id as "scopeId" from app.place where id = ${asked.countyId} and kind = 'COUNTY'`,
    )
    if (!county) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, county.scopeId))
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.local_service (scope_id, county_id, kind, name_fa, name_en, address, phone, source, checked_on, created_by)
      values (${county.scopeId}, ${asked.countyId}, ${asked.kind}, ${asked.nameFa}, ${asked.nameEn}, ${asked.address}, ${asked.phone},
        ${asked.source}, ${asked.checkedOn}, app.me()) returning id`)
    const { countyId: _, ...after } = asked
    await audit(db, ctx, {
      action: 'service.add',
      entity: 'local_service',
      entityId: made!.id,
      scopeId: county.scopeId,
      after,
    })
    return { serviceId: made!.id }
  })
}

/** What stands of a service is written anew, after looking or calling again. */
export async function changeService(ctx: Context, input: ChangeService): Promise<void> {
  const { serviceId, version, ...after } = ChangeService.parse(input)
  return inTransaction(ctx, async (db) => {
    const { place, scopeId, ...before } = await loadService(db, serviceId)
    authorise(ctx.actor, 'run', place)
    checkVersion(before, version)
    await db.execute(sql`
      update app.local_service set kind = ${after.kind}, name_fa = ${after.nameFa}, name_en = ${after.nameEn}, address = ${after.address},
        phone = ${after.phone}, source = ${after.source}, checked_on = ${after.checkedOn}, version = version + 1 where id = ${serviceId}`)
    await audit(db, ctx, {
      action: 'service.change',
      entity: 'local_service',
      entityId: serviceId,
      scopeId,
      before: { kind: before.kind, nameFa: before.nameFa, phone: before.phone, checkedOn: before.checkedOn },
      after,
    })
  })
}

/** A service that is no more is taken off; its row stays as a trace. */
export async function endService(ctx: Context, input: EndService): Promise<void> {
  const { serviceId, version } = EndService.parse(input)
  return inTransaction(ctx, async (db) => {
    const { place, scopeId, ...before } = await loadService(db, serviceId)
    authorise(ctx.actor, 'run', place)
    checkVersion(before, version)
    await db.execute(sql`
      update app.local_service set ended_on = ${tehranDay(ctx.now)}, version = version + 1 where id = ${serviceId}`)
    await audit(db, ctx, {
      action: 'service.end',
      entity: 'local_service',
      entityId: serviceId,
      scopeId,
      before: { kind: before.kind, nameFa: before.nameFa },
    })
  })
}

type Row = {
  scopeId: number
  kind: string
  nameFa: string
  phone: string | null
  checkedOn: string
  version: number
}

async function loadService(db: Db, serviceId: string): Promise<Row & { place: Place }> {
  const [row] = await db.execute<Row>(sql`
    select scope_id as "scopeId", kind, name_fa as "nameFa", phone, checked_on::text as "checkedOn", version
    from app.local_service where id = ${serviceId} and ended_on is null`)
  if (!row) throw new AppError('E-GEN-02')
  return { ...row, place: await placeOfScope(db, row.scopeId) }
}
