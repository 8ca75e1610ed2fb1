import { z } from 'zod'
import { actorCan, scopeOf } from '@/lib/access/actor'
import type { Claims } from '@/lib/certificates/claims'
import { namesBy } from '@/lib/certificates/number'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { signClaims } from '../../certificate-keys'
import { certificateKeys } from '../../queries/certificates/keys'
import { type CertificateView, certificateView } from '../../queries/certificates/list'
import { type Context, inTransaction } from '../../transaction'

const Print = z.strictObject({ certificateId: z.uuid() })

/** `token` is what the code on the paper says, signed. */
export type PrintedCertificate = CertificateView & { token: string }

/**
 * A certificate on paper, for who may see the name that stands on it (of a volunteer who works within her association); audited as certificate.print. E-CRT-02: it was taken
 * back, and no paper says otherwise. E-CRT-03: the key that signs is not on this machine.
 */
export async function printCertificate(
  ctx: Context,
  input: z.input<typeof Print>,
): Promise<PrintedCertificate> {
  const { certificateId } = Print.parse(input)
  return inTransaction(ctx, async (db) => {
    const view = await certificateView(db, scopeOf(ctx.actor), certificateId)
    if (!view) throw new AppError('E-GEN-02')
    if (view.name === null || !actorCan(ctx.actor, namesBy(view.holder), view)) throw new AppError('E-GEN-02')
    if (view.revoked) throw new AppError('E-CRT-02')
    const [key] = await certificateKeys(db)
    const token = key && !key.retiredOn ? await signClaims(key.kid, claimsOf(view)) : null
    if (token === null) throw new AppError('E-CRT-03')
    await audit(db, ctx, {
      action: 'certificate.print',
      entity: 'certificate',
      entityId: certificateId,
      scopeId: view.scopeId,
      after: { number: view.number },
    })
    return { ...view, token }
  })
}

/** In Persian, like the paper. */
const claimsOf = (view: CertificateView): Claims => ({
  s: view.serial,
  n: view.number,
  i: view.initials ?? '',
  p: view.programmeFa,
  m: view.minutes,
  d: view.issuedOn,
  ...(view.expiresOn ? { x: view.expiresOn } : {}),
  ...(view.from && view.until ? { f: view.from, t: view.until } : {}),
})
