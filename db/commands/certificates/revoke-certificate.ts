import { sql } from 'drizzle-orm'
import { RevokeCertificate } from '@/lib/certificates/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadRun, placeOfScope, runClock } from '../programmes/load'
import { loadCertificate } from './certificate-row'

/** Takes a certificate back, with a reason; its number is never given to anybody else. E-CRT-02: taken back before. */
export async function revokeCertificate(
  ctx: Context,
  input: RevokeCertificate,
): Promise<{ certificateId: string }> {
  const asked = RevokeCertificate.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadCertificate(db, asked.certificateId)
    authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
    if (row.revoked) throw new AppError('E-CRT-02')
    const clock = runClock(await loadRun(db, row.runId), ctx.now)
    await db.execute(sql`
      update app.certificate set revoked_by = ${ctx.actor.userId}, revoked_at = ${clock.toISOString()}::timestamptz,
        revoke_reason = ${asked.reason} where id = ${row.id}`)
    await audit(db, ctx, {
      action: 'certificate.revoke',
      entity: 'certificate',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { number: row.number },
      reason: asked.reason,
    })
    return { certificateId: row.id }
  })
}
