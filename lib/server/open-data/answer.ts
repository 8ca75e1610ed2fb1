import 'server-only'
import { createHash } from 'node:crypto'
import { OPEN_DATA } from '@/lib/access/page-policy'
import type { DataFile } from '@/lib/releases/open-data/address'

/** A file of a release never changes, how a chart looks may; which release is the latest does. */
const AGES = {
  forever: 'public, max-age=31536000, immutable',
  hour: 'public, max-age=3600',
  minute: 'public, max-age=60',
}
export type Age = keyof typeof AGES

const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox"

type Options = { age: Age; status?: number; name?: string; policy?: string }

/** Bytes as an answer with their own hash as ETag; 304 for who has them already. */
export function openAnswer(
  request: Request,
  { type, bytes }: Pick<DataFile, 'type' | 'bytes'>,
  { age, status = 200, name, policy = NO_PAGE }: Options,
): Response {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 32)}"`
  const headers = {
    ...OPEN_DATA,
    etag,
    'cache-control': AGES[age],
    'content-security-policy': policy,
  }
  const given = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  if (status === 200 && (given.includes(etag) || given.includes('*')))
    return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(bytes), {
    status,
    headers: {
      ...headers,
      'content-type': type,
      'content-length': String(bytes.byteLength),
      ...(name ? { 'content-disposition': `attachment; filename="${name}"` } : {}),
    },
  })
}

export function jsonAnswer(request: Request, body: object, options: Options): Response {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return openAnswer(request, { type: 'application/json; charset=utf-8', bytes }, options)
}

/** Leads from «latest», or from an address of before, to the lasting one. */
export function leadTo(location: string, status: 307 | 308 = 307): Response {
  return new Response(null, {
    status,
    headers: {
      ...OPEN_DATA,
      location,
      'cache-control': status === 308 ? 'public, max-age=86400' : AGES.minute,
    },
  })
}
