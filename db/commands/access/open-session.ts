import 'server-only'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { AppError } from '@/lib/shared/result'
import { hashOfToken, newToken } from './token'

export type OpenedSession = { sid: string; seconds: number }

/** A fresh session for somebody who has just proved who she is; the database writes down that it was opened. */
export async function openSession(
  db: Db,
  who: {
    userId: string
    device: string | null
    how: 'password' | 'invitation' | 'password-change'
    requestId: string
  },
): Promise<OpenedSession> {
  const sid = newToken()
  const rows = await db.execute(
    sql`select app.open_session(${who.userId}, ${hashOfToken(sid)}, ${who.device}, ${who.how}, ${who.requestId}) as opened`,
  )
  const opened = (rows as unknown as { opened: { seconds: number } | string | null }[])[0]?.opened
  const facts = typeof opened === 'string' ? (JSON.parse(opened) as { seconds: number }) : opened
  if (!facts) throw new AppError('E-ACC-06')
  return { sid, seconds: facts.seconds }
}
