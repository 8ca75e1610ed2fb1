import { voiceBytes } from '@/db/queries/files/voices'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { askedPart } from '@/lib/files/sound'
import { currentActor } from '@/lib/server/actor'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ voiceId: string }> }

const HEADERS = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}

/** One voice, whole or the part a player asks for, for somebody signed in who may hear it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { voiceId } = await params
  const actor = await currentActor()
  const voice =
    actor && isUuid(voiceId)
      ? await reading(scopeOf(actor), (db) => voiceBytes(db, scopeOf(actor), voiceId))
      : null
  if (!voice) return new Response(null, { status: 404, headers: HEADERS })
  const size = voice.bytes.byteLength
  const headers = { ...HEADERS, 'content-type': voice.mime, 'accept-ranges': 'bytes' }
  const part = askedPart(request.headers.get('range'), size)
  if (!part) return new Response(new Uint8Array(voice.bytes), { headers })
  return new Response(new Uint8Array(voice.bytes.subarray(part.from, part.to + 1)), {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${part.from}-${part.to}/${size}` },
  })
}
