import { publicRelease } from '@/db/queries/public'
import { notHereAnswer, releasesAnswer } from '@/lib/releases/open-data/answer'
import { jsonAnswer } from '@/lib/server/open-data/answer'
import { bothWords } from '@/lib/server/open-data/both-words'

/** All releases and corrections. Like all of this API: for everybody, read only, of signed releases alone. */
export async function GET(request: Request): Promise<Response> {
  const latest = await publicRelease()
  return latest
    ? jsonAnswer(request, releasesAnswer(latest), { age: 'minute' })
    : jsonAnswer(request, notHereAnswer('none', await bothWords()), { age: 'minute', status: 404 })
}
