import { readDocument } from '@/db/commands/charities/documents'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { paperAnswer } from '@/lib/server/paper-answer'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ locale: string; documentId: string }> }

/** A provider's paper, to be saved; never shown inside a page of ours. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { documentId } = await params
  const actor = await currentActor()
  if (!actor || !isUuid(documentId)) return paperAnswer(null)
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    readDocument({ actor, now: new Date(), requestId }, documentId),
  )
  return paperAnswer(result.ok ? { ...result.data, name: result.data.kind.toLowerCase() } : null)
}
