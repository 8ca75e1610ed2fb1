import 'server-only'
import { printRegister } from '@/db/commands/workshops/print-register'
import { signInPath } from '@/lib/access/way-in'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { pdfAnswer } from './compile'
import { registerPdf } from './register'

/** The answer of both doors to a printed register: the office's and the facilitator's. */
export async function registerAnswer(asked: string, sessionId: string): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 303, headers: { location: signInPath(localeOf(asked)) } })
  const requestId = await requestIdOf()
  const result = isUuid(sessionId)
    ? await answered(requestId, () => printRegister({ actor, now: new Date(), requestId }, { sessionId }))
    : null
  if (!result?.ok)
    return new Response(null, { status: 404, headers: { 'cache-control': 'private, no-store' } })
  const name = `register-${result.data.dayIso}-${result.data.seq}`
  return pdfAnswer(registerPdf(result.data, await wordsOf('fa')), name)
}
