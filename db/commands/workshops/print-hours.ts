import { z } from 'zod'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { type HoursStatement, hoursSum } from '@/lib/workshops/hours'
import { audit } from '../../audit'
import { hoursStatement } from '../../queries/workshops/hours-statement'
import { type Context, inTransaction } from '../../transaction'

const Print = z.strictObject({ facilitatorId: z.uuid().nullable(), month: z.int().nullable() })

/** A month's statement on paper, for the office's signature; her own, or of somebody whose place one sees people of. */
export async function printHours(ctx: Context, input: z.input<typeof Print>): Promise<HoursStatement> {
  const { facilitatorId, month } = Print.parse(input)
  return inTransaction(ctx, async (db) => {
    const page = await hoursStatement(db, scopeOf(ctx.actor), { facilitatorId, month })
    if (!page || !(page.own || actorCan(ctx.actor, 'people', page))) throw new AppError('E-GEN-02')
    await audit(db, ctx, {
      action: 'export',
      entity: 'facilitator',
      entityId: page.facilitatorId,
      scopeId: page.scopeId,
      after: { what: 'statement of hours', month: page.month, ...hoursSum(page.sessions) },
    })
    return page
  })
}
