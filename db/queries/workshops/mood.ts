import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

export type SessionMood = {
  answers: number
  /** The split is the office's; whoever led the session knows only how many answered. */
  faces: { HAPPY: number; NEUTRAL: number; SAD: number } | null
}

export async function sessionMood(db: Reader, _scope: Scope, sessionId: string): Promise<SessionMood | null> {
  const [row] = await db.execute<{
    happy: number
    neutral: number
    sad: number
    office: boolean
  }>(sql`
    select happy::int, neutral::int, sad::int, scope_id = any((select app.my_scope('review'))::int[]) as office
    from app.session_mood where session_id = ${sessionId}`)
  if (!row) return null
  const { happy, neutral, sad } = row
  return {
    answers: happy + neutral + sad,
    faces: row.office ? { HAPPY: happy, NEUTRAL: neutral, SAD: sad } : null,
  }
}

export type MoodSession = {
  sessionId: string
  seq: number
  placeFa: string
  placeEn: string
  day: string
  /** It has begun, stands, and is the asker's to record. */
  mayAsk: boolean
}

export async function moodSession(db: Reader, _scope: Scope, sessionId: string): Promise<MoodSession | null> {
  const [row] = await db.execute<MoodSession>(sql`
    select s.id as "sessionId", s.seq::int, n.name_fa as "placeFa", n.name_en as "placeEn", s.day::text as day,
      s.scope_id = any((select app.my_scope('record'))::int[]) and app.run_clock(r) >= s.starts_at
        and s.status not in ('CANCELLED', 'RESCHEDULED') and r.status <> 'CLOSED' and c.status <> 'CLOSED' as "mayAsk"
    from app.session s join app.run r on r.id = s.run_id join app.cohort c on c.id = s.cohort_id join app.place n on n.id = c.place_id
    where s.id = ${sessionId}`)
  return row ?? null
}
