import { readOutsidePaper } from '@/db/commands/indicators/outside-figure'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ locale: string; figureId: string }> }

/** The paper behind a statistic from outside, to be saved; never shown inside a page of ours. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { figureId } = await params
  const actor = await currentActor()
  if (!actor || !isUuid(figureId)) return new Response(null, { status: 404 })
  const requestId = await requestIdOf()
  const result = await answered(requestId, () =>
    readOutsidePaper({ actor, now: new Date(), requestId }, figureId),
  )
  if (!result.ok) return new Response(null, { status: 404 })
  const { bytes, mime } = result.data
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mime,
      'content-disposition': `attachment; filename="source.${mime === 'application/pdf' ? 'pdf' : 'jpg'}"`,
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  })
}
