import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { forgetSecretsBut, makeSigningKey } from '../../certificate-keys'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { placeOfScope } from '../programmes/load'

/**
 * From now on certificates are signed with a new key. The former stays published to check with, and its secret half is
 * destroyed once the new one stands; a crash between the two leaves a secret too many, never one too few.
 */
export async function rotateCertificateKey(ctx: Context): Promise<{ kid: string }> {
  const made = await inTransaction(ctx, async (db) => {
    const grant = ctx.actor.grants.find(({ role }) => role === 'ADMIN' || role === 'SYSTEM')
    if (!grant) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'accounts', await placeOfScope(db, grant.scopeId))
    requireFreshFactor(ctx)
    const key = await makeSigningKey()
    const [row] = await db.execute<{ former: string | null }>(
      sql`select app.put_certificate_key(${key.kid}, ${key.publicKey}) as former`,
    )
    await audit(db, ctx, {
      action: 'certificate.rotate-key',
      entity: 'certificate_key',
      entityId: key.kid,
      scopeId: grant.scopeId,
      before: { number: row?.former ?? null },
      after: { number: key.kid },
    })
    return key
  })
  forgetSecretsBut(made.kid)
  return { kid: made.kid }
}
