import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { MODULE_CODES } from '@/lib/programmes/materials'
import { isIsoDay } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from './load'

const PassModule = z.strictObject({
  facilitatorId: z.uuid('E-GEN-01'),
  moduleCode: z.enum(MODULE_CODES, 'E-GEN-01'),
  passedOn: z.string().refine(isIsoDay, 'E-GEN-01'),
})

type Row = { classScope: number; closed: boolean; today: string; gap: boolean }

/**
 * The trainer says that somebody of her class passed a module with her outside it. E-FAC-05: she has passed it already.
 * A day to come is refused.
 */
export async function passModule(ctx: Context, input: z.input<typeof PassModule>): Promise<void> {
  const { facilitatorId, moduleCode, passedOn } = PassModule.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<Row>(sql`
      select k.scope_id as "classScope", r.status = 'CLOSED' as closed, (app.run_clock(r) at time zone 'Asia/Tehran')::date::text as today,
        exists (select from app.module_gaps(r.id) g where g.facilitator_id = f.id and g.module_code = ${moduleCode}) as gap
      from app.facilitator f join app.run r on r.id = f.run_id join app.training_class k on k.run_id = r.id
      where f.id = ${facilitatorId}`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await placeOfScope(db, row.classScope))
    if (row.closed) throw new AppError('E-RUN-07')
    if (!row.gap) throw new AppError('E-FAC-05')
    if (passedOn > row.today) throw new AppError('E-GEN-01')
    await db.execute(sql`
      insert into app.facilitator_module (facilitator_id, module_code, scope_id, passed_on, entered_by)
      values (${facilitatorId}, ${moduleCode}, ${row.classScope}, ${passedOn}, app.me())`)
    await audit(db, ctx, {
      action: 'facilitator.module',
      entity: 'facilitator',
      entityId: facilitatorId,
      scopeId: row.classScope,
      after: { module: moduleCode, passedOn },
    })
  })
}
