import { voiceBytes } from '@/db/queries/files/voices'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { currentActor } from '@/lib/server/actor'
import { soundAnswer } from '@/lib/server/sound-answer'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ voiceId: string }> }

/** One voice, whole or the part a player asks for, for somebody signed in who may hear it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { voiceId } = await params
  const actor = await currentActor()
  const voice =
    actor && isUuid(voiceId)
      ? await reading(scopeOf(actor), (db) => voiceBytes(db, scopeOf(actor), voiceId))
      : null
  return soundAnswer(request, voice)
}
