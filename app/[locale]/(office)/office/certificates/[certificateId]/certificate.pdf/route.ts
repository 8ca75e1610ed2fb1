import { printCertificate } from '@/db/commands/certificates/print-certificate'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { certificatePdf } from '@/lib/server/pdf/certificate'
import { pdfAnswer } from '@/lib/server/pdf/compile'
import { isUuid } from '@/lib/shared/id'
import { certificateTexts } from '../paper'

type Props = { params: Promise<{ locale: string; certificateId: string }> }

/** The certificate, to be printed and given to her: in Persian, whatever the language of the page. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { locale, certificateId } = await params
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 303, headers: { location: signInPath(localeOf(locale)) } })
  const requestId = await requestIdOf()
  const result = isUuid(certificateId)
    ? await answered(requestId, () =>
        printCertificate({ actor, now: new Date(), requestId }, { certificateId }),
      )
    : null
  if (!result?.ok)
    return new Response(null, { status: 404, headers: { 'cache-control': 'private, no-store' } })
  const texts = certificateTexts(result.data, await wordsOf('fa'), 'fa')
  return pdfAnswer(certificatePdf(texts), `certificate-${result.data.number}`)
}
