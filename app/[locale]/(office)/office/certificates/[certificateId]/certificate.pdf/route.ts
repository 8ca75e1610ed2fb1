import { printCertificate } from '@/db/commands/certificates/print-certificate'
import { signInPath } from '@/lib/access/way-in'
import { env } from '@/lib/env'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { certificatePdf } from '@/lib/server/pdf/certificate'
import { pdfAnswer } from '@/lib/server/pdf/compile'
import { isUuid } from '@/lib/shared/id'
import type { Locale } from '@/lib/shared/locale'
import { certificateTexts } from '../paper'

type Props = { params: Promise<{ locale: string; certificateId: string }> }

/** The certificate, to be printed and given to her: in Persian, whatever the language of the page; `?in=en` is its twin. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
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
  const paper: Locale = new URL(request.url).searchParams.get('in') === 'en' ? 'en' : 'fa'
  const t = await wordsOf(paper)
  // Behind the «#» it is never sent: neither a log nor a proxy on the way sees whose certificate is looked at.
  const check = new URL(`/${paper}/check`, env().NEXTAUTH_URL)
  const code = {
    address: `${check.href}#${result.data.token}`,
    says: t('certificates.paper.code', { address: `\u2066${check.host}${check.pathname}\u2069` }),
    alt: t('certificates.paper.codeAlt'),
  }
  return pdfAnswer(
    certificatePdf(certificateTexts(result.data, t, paper), code, paper),
    `certificate-${result.data.number}`,
  )
}
