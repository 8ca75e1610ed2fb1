import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Actor, type ActorFacts, asActor, type Scope } from '@/lib/access/actor'
import { ASKS_A_MINUTE, TOKEN, type TokenExport } from '@/lib/access/api-token'
import { AppError } from '@/lib/shared/result'
import { pools, type Reader } from '../client'

export type TokenActor = { actor: Actor; tokenId: string; exports: TokenExport[] }
type Told = { wait: number } | { tokenId: string; exports: TokenExport[]; actor: ActorFacts }

/**
 * Who a program asks for, by its Authorization header: E-TOK-01 where no token stands behind it, E-TOK-02 where it asks too
 * often. The factor was shown when the token was made, for exactly these exports; it counts as shown for them.
 */
export async function actorOfToken(header: string | null, now: Date): Promise<TokenActor> {
  const secret = TOKEN.exec(header ?? '')?.[1]
  if (!secret) throw new AppError('E-TOK-01')
  const hash = createHash('sha256').update(secret).digest()
  const [row] = await pools().db.execute<{ told: Told | string | null }>(
    sql`select app.actor_of_token(${hash}, ${ASKS_A_MINUTE}) as told`,
  )
  const told = typeof row?.told === 'string' ? (JSON.parse(row.told) as Told) : row?.told
  if (!told) throw new AppError('E-TOK-01')
  if ('wait' in told) throw new AppError('E-TOK-02')
  return { ...told, actor: asActor({ ...told.actor, factorMs: now.getTime() }) }
}

export type TokenLine = {
  id: string
  name: string
  exports: TokenExport[]
  expiresDay: string
  usedOn: string | null
  stands: boolean
}

/** The tokens of the asker's own account, the newest first. */
export async function ownTokens(db: Reader, scope: Scope): Promise<TokenLine[]> {
  return db.execute<TokenLine>(sql`
    select id, name, exports, (expires_at at time zone 'Asia/Tehran')::date::text as "expiresDay", used_on::text as "usedOn",
      revoked_at is null and expires_at > now() as stands
    from app.api_token where user_id = ${scope.userId} order by created_at desc limit 100`)
}
