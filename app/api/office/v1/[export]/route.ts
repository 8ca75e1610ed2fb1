import { actorOfToken } from '@/db/queries/api-token'
import { isTokenExport } from '@/lib/access/api-token'
import { env } from '@/lib/env'
import { answered, requestIdOf } from '@/lib/server/action'
import { officeAnswer, officeOpenApi } from '@/lib/server/office-api'
import { AppError } from '@/lib/shared/result'

const HEADERS = { 'cache-control': 'private, no-store' }
const STATUS: Record<string, number> = { 'E-TOK-01': 401, 'E-TOK-02': 429, 'E-GEN-02': 403, 'E-GEN-09': 500 }
type Props = { params: Promise<{ export: string }> }

/** Exports for other programs, by a token of an account; `openapi.json` describes them and is for everybody. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const name = (await params).export
  if (name === 'openapi.json') return Response.json(officeOpenApi(new URL(env().NEXTAUTH_URL).origin))
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const now = new Date()
    const { actor, exports } = await actorOfToken(request.headers.get('authorization'), now)
    if (!isTokenExport(name) || !exports.includes(name)) throw new AppError('E-GEN-02')
    return officeAnswer({ actor, now, requestId }, name, new URL(request.url).searchParams)
  })
  if (result.ok) return Response.json(result.data, { headers: HEADERS })
  const wait = result.code === 'E-TOK-02' ? { 'retry-after': '60' } : undefined
  return Response.json(
    { code: result.code },
    { status: STATUS[result.code] ?? 400, headers: { ...HEADERS, ...wait } },
  )
}
