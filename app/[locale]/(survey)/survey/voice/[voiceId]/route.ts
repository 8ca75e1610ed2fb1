import { surveyVoice } from '@/db/commands/surveys/respondent'
import { soundAnswer } from '@/lib/server/sound-answer'
import { readVisit, visitorOf } from '@/lib/server/survey-visit'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ voiceId: string }> }

/** A voice of the survey, for whoever holds a card of its province. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { voiceId } = await params
  const { code } = await readVisit()
  const voice = code && isUuid(voiceId) ? await surveyVoice(await visitorOf(), code, voiceId) : null
  return soundAnswer(request, voice)
}
