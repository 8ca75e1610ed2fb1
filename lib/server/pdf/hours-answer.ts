import 'server-only'
import { printHours } from '@/db/commands/workshops/print-hours'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { monthAsked } from '@/lib/workshops/hours'
import { pdfAnswer } from './compile'
import { hoursPdf } from './hours'

/** The answer of both doors to a printed statement; without a facilitator it is the asker's own. */
export async function hoursAnswer(
  request: Request,
  asked: string,
  facilitatorId: string | null,
): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 303, headers: { location: signInPath(localeOf(asked)) } })
  const month = monthAsked(new URL(request.url).searchParams.get('month'))
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    printHours({ actor, now: new Date(), requestId }, { facilitatorId, month }),
  )
  if (!result.ok)
    return new Response(null, { status: 404, headers: { 'cache-control': 'private, no-store' } })
  return pdfAnswer(hoursPdf(result.data, await wordsOf('fa')), `hours-${result.data.month}`)
}
