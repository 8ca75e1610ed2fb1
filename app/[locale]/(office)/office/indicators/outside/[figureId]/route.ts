import { readOutsidePaper } from '@/db/commands/indicators/outside-figure'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { paperAnswer } from '@/lib/server/paper-answer'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ locale: string; figureId: string }> }

/** The paper behind a statistic from outside, to be saved; never shown inside a page of ours. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { figureId } = await params
  const actor = await currentActor()
  if (!actor || !isUuid(figureId)) return paperAnswer(null)
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    readOutsidePaper({ actor, now: new Date(), requestId }, figureId),
  )
  return paperAnswer(result.ok ? { ...result.data, name: 'source' } : null)
}
