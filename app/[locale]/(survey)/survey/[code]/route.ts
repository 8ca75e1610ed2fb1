import { localeOf } from '@/lib/server/i18n'
import { readVisit, writeVisit } from '@/lib/server/survey-visit'
import { cardCode } from '@/lib/surveys/card'
import { NO_VISIT } from '@/lib/surveys/visit'

type Props = { params: Promise<{ locale: string; code: string }> }

/**
 * The address on cards printed before it stood behind the «#»: its number leaves the address at once and is kept where no script
 * and no history shows it.
 */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { locale, code } = await params
  const found = cardCode(decodeURIComponent(code))
  const { handed } = await readVisit()
  await writeVisit({ ...NO_VISIT, handed, code: found })
  const to = `/${localeOf(locale)}/survey${found ? '/answer' : '?refused=E-ASM-03'}`
  return new Response(null, {
    status: 303,
    headers: { location: to, 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' },
  })
}
