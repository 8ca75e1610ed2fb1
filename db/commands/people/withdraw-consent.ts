import { sql } from 'drizzle-orm'
import { WithdrawConsent } from '@/lib/people/consent-schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadEnrolment, refuseClosed } from '../programmes/enrolment-row'
import { checkVersion, runClock } from '../programmes/load'
import { endEnrolments } from './read-consent'

/**
 * Somebody takes her consent back. It is written down with the moment, and an enrolment that is still open ends;
 * neither her pension nor any service of hers hears of it. E-GEN-03: it had been taken back already.
 */
export async function withdrawConsent(
  ctx: Context,
  input: WithdrawConsent,
): Promise<{ enrolmentId: string }> {
  const asked = WithdrawConsent.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadEnrolment(db, asked.enrolmentId)
    authorise(ctx.actor, 'enrol', row.place)
    checkVersion(row, asked.version)
    const open = ['REGISTERED', 'ACTIVE', 'WAITING'].includes(row.status)
    if (open) refuseClosed(row)
    const taken = await db.execute(sql`
      update app.consent set state = 'WITHDRAWN', withdrawn_at = ${ctx.now.toISOString()}::timestamptz
      where id = ${row.consentId} and state in ('DECLARED', 'READ_ALOUD') and withdrawn_at is null returning id`)
    if (taken.length === 0) throw new AppError('E-GEN-03')
    await audit(db, ctx, {
      action: 'consent.withdraw',
      entity: 'enrolment',
      entityId: row.id,
      scopeId: row.scopeId,
    })
    if (open)
      await endEnrolments(db, ctx, row, [{ enrolmentId: row.id, status: row.status }], runClock(row, ctx.now))
    return { enrolmentId: row.id }
  })
}
