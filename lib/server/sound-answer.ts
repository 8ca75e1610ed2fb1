import 'server-only'
import { askedPart } from '@/lib/files/sound'

const HEADERS = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}

/** The answer that carries a voice, whole or the part a player asks for; 404 where there is none. */
export function soundAnswer(request: Request, voice: { bytes: Buffer; mime: string } | null): Response {
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
