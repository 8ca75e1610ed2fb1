import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { SessionState } from '@/lib/workshops/codes'
import { type Closed, isClosedDay, slotDaysAfter } from '@/lib/workshops/plan'
import type { Reader } from '../../client'

export type PlannedSession = Place & {
  sessionId: string
  cohortId: string
  cohortCode: string
  runCode: string
  placeFa: string
  placeEn: string
  seq: number
  day: string
  time: string
  venue: string | null
  status: SessionState
  rows: number
  version: number
  /** A cancelled session that another one already replaces. */
  replaced: boolean
  /** The next day of the group's own slots that is free: no holiday, and no session of the group on it. */
  freeDay: string | null
  slotTime: string | null
}
type Row = Omit<PlannedSession, 'freeDay' | 'slotTime'> & {
  slots: { days: number[]; time: string } | null
  today: string
  taken: string[]
}

/** One session of a group's plan, and the next free day of its slots. */
export async function plannedSession(
  db: Reader,
  _scope: Scope,
  sessionId: string,
): Promise<PlannedSession | null> {
  const [row] = await db.execute<Row>(sql`
    select s.id as "sessionId", c.id as "cohortId", c.code as "cohortCode", r.code as "runCode", p.name_fa as "placeFa",
      p.name_en as "placeEn", s.seq, s.day::text as day, to_char(s.starts_at at time zone 'Asia/Tehran', 'HH24:MI') as time, s.venue,
      s.status, s.n_rows::int as rows, s.version, n.path, n.programme, c.slots,
      (app.run_clock(r) at time zone 'Asia/Tehran')::date::text as today,
      exists (select from app.session x where x.replaces_id = s.id and x.status <> 'CANCELLED') as replaced,
      array(select x.day::text from app.session x where x.cohort_id = c.id and x.status not in ('CANCELLED', 'RESCHEDULED')) as taken
    from app.session s join app.cohort c on c.id = s.cohort_id join app.run r on r.id = s.run_id join app.place p on p.id = c.place_id
    join app.scope n on n.id = s.scope_id where s.id = ${sessionId}`)
  if (!row) return null
  const { slots, today, taken, ...session } = row
  const from = session.day > today ? session.day : today
  const holidays = await db.execute<{ day: string; name: string }>(
    sql`select day::text as day, name_fa as name from app.holiday where day >= ${from}::date`,
  )
  const closed: Closed = { holidays: new Map(holidays.map(({ day, name }) => [day, name])), weekend: [] }
  const free = slots
    ? slotDaysAfter(slots, from, taken.length + 1, closed).find(
        (day) => !taken.includes(day) && !isClosedDay(day, closed),
      )
    : undefined
  return { ...session, freeDay: free ?? null, slotTime: slots?.time ?? null }
}
