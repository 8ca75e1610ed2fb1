import 'server-only'
import { createHash } from 'node:crypto'
import { exportMinutes } from '@/db/commands/associations/meeting'
import { meetingMinutes } from '@/lib/associations/minutes'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale } from '@/lib/shared/locale'
import { answered, requestIdOf } from './action'
import { reportDocx } from './docx/report'
import { takerOf } from './export-answer'
import { wordsOf } from './i18n'
import { textFileAnswer } from './report-answer'

/** The minutes of a meeting as an editable text file, for who runs the programme there. */
export async function minutesAnswer(request: Request, locale: Locale, meetingId: string): Promise<Response> {
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const requestId = await requestIdOf()
  const t = await wordsOf(locale)
  const result = await answered(requestId, async () => {
    const { meeting, questions } = await exportMinutes(
      { actor, now: new Date(), requestId },
      { meetingId, locale },
    )
    const facts = {
      ...meeting,
      questions,
      place: locale === 'fa' ? meeting.placeFa : meeting.placeEn,
      province: locale === 'fa' ? meeting.provinceFa : meeting.provinceEn,
    }
    const { y, m, d } = jalaliOf(meeting.day)
    const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
    return {
      name: `${t('associations.minutes.file')}-${locale === 'fa' ? jalaliText(y, m, d).replaceAll('/', '-') : meeting.day}.docx`,
      format: 'docx' as const,
      bytes: await reportDocx(meetingMinutes(facts, hash, t, locale), t),
    }
  })
  return textFileAnswer(result, t, locale)
}
