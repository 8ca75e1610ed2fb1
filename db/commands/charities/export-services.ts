import { z } from 'zod'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { audit } from '../../audit'
import { type ServiceRow, services } from '../../queries/charities/catalogue'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOf } from './load'

const ExportServices = z.strictObject({ provinceId: z.uuid('E-GEN-01') })

/** The catalogue of a province, as it leaves the house, for who works with it or looks over everything; nobody is in it. */
export async function exportServices(
  ctx: Context,
  input: z.input<typeof ExportServices>,
): Promise<ServiceRow[]> {
  const { provinceId } = ExportServices.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await placeOf(db, provinceId, ['PROVINCE'])
    if (!actorCan(ctx.actor, 'devolve', home)) authorise(ctx.actor, 'marks', home)
    const rows = await services(db, scopeOf(ctx.actor), { provinceId })
    await audit(db, ctx, {
      action: 'export',
      entity: 'charity_service',
      entityId: provinceId,
      scopeId: home.scopeId,
      after: { what: 'services', rows: rows.length },
    })
    return rows
  })
}
