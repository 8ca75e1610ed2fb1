import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import type { SessionFile } from '@/lib/workshops/session-file'
import { audit } from '../../audit'
import { sessionFile } from '../../queries/workshops/session-file'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'

const Session = z.strictObject({ sessionId: z.uuid() })

/** The register of one session for a spreadsheet. Names leave the product, so it wants the second factor and is audited. */
export async function exportSession(ctx: Context, input: z.input<typeof Session>): Promise<SessionFile> {
  const { sessionId } = Session.parse(input)
  return inTransaction(ctx, async (db) => {
    const found = await sessionFile(db, scopeOf(ctx.actor), sessionId)
    if (!found) throw new AppError('E-GEN-02')
    for (const power of ['people', 'record'] as const) authorise(ctx.actor, power, found.home)
    requireFreshFactor(ctx)
    await audit(db, ctx, {
      action: 'export',
      entity: 'session',
      entityId: sessionId,
      scopeId: found.home.scopeId,
      after: { what: 'attendance', rows: found.file.people.length, names: true },
    })
    return found.file
  })
}
