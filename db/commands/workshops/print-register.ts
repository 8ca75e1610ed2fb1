import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import type { RegisterPrint } from '@/lib/workshops/paper-print'
import { audit } from '../../audit'
import { registerPrint } from '../../queries/workshops/register-print'
import { authorise, type Context, inTransaction } from '../../transaction'

const Print = z.strictObject({ sessionId: z.uuid() })

/** The register of a session for printing. Names leave the product on paper, so it is audited as an export is. */
export async function printRegister(ctx: Context, input: z.input<typeof Print>): Promise<RegisterPrint> {
  const { sessionId } = Print.parse(input)
  return inTransaction(ctx, async (db) => {
    const found = await registerPrint(db, scopeOf(ctx.actor), sessionId)
    if (!found) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'people', found.place)
    await audit(db, ctx, {
      action: 'register.print',
      entity: 'session',
      entityId: sessionId,
      scopeId: found.scopeId,
      after: { rows: found.print.people.length },
    })
    return found.print
  })
}
