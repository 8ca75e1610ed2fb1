import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { type CertificateView, certificateView } from '../../queries/certificates/list'
import { authorise, type Context, inTransaction } from '../../transaction'

const Print = z.strictObject({ certificateId: z.uuid() })

/**
 * A certificate on paper, for who may see the name that stands on it; audited as certificate.print. E-CRT-02: it was taken
 * back, and no paper says otherwise.
 */
export async function printCertificate(ctx: Context, input: z.input<typeof Print>): Promise<CertificateView> {
  const { certificateId } = Print.parse(input)
  return inTransaction(ctx, async (db) => {
    const view = await certificateView(db, scopeOf(ctx.actor), certificateId)
    if (!view) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'people', view)
    if (view.name === null) throw new AppError('E-GEN-02')
    if (view.revoked) throw new AppError('E-CRT-02')
    await audit(db, ctx, {
      action: 'certificate.print',
      entity: 'certificate',
      entityId: certificateId,
      scopeId: view.scopeId,
      after: { number: view.number },
    })
    return view
  })
}
