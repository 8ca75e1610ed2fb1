import { sql } from 'drizzle-orm'
import { RevokeCertificate } from '@/lib/certificates/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { associationClock } from '../../queries/associations/association-facts'
import { authorise, type Context, inTransaction } from '../../transaction'
import { authoriseRecord } from '../associations/load-association'
import { loadRun, placeOfScope, runClock } from '../programmes/load'
import { loadCertificate } from './certificate-row'

/**
 * Takes a certificate back, with a reason; its number is never given to anybody else. Of hours of service so do who gave it, within
 * the association, and who runs the programme above it. E-CRT-02: taken back before.
 */
export async function revokeCertificate(
  ctx: Context,
  input: RevokeCertificate,
): Promise<{ certificateId: string }> {
  const asked = RevokeCertificate.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadCertificate(db, asked.certificateId)
    const place = await placeOfScope(db, row.scopeId)
    if (row.runId) authorise(ctx.actor, 'run', place)
    else authoriseRecord(ctx.actor, place)
    if (row.revoked) throw new AppError('E-CRT-02')
    const clock = row.runId
      ? runClock(await loadRun(db, row.runId), ctx.now)
      : await associationClock(db, row.provinceId!, ctx.now)
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
