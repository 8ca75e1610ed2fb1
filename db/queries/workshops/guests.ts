import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { foldText } from '@/lib/shared/persian-text'
import type { Reader } from '../../client'

/** A session somebody missed, by which another of the same module can be credited; the earliest first. */
export async function missedLessons(
  db: Reader,
  { enrolmentId, sessionId }: { enrolmentId: string; sessionId: string },
): Promise<{ sessionId: string; seq: number }[]> {
  const rows = await db.execute<{ sessionId: string; seq: number }>(sql`
    select m.id as "sessionId", m.seq from app.enrolment e join app.session v on v.id = ${sessionId}
    join app.session m on m.cohort_id = e.cohort_id and m.module_code = v.module_code
    where e.id = ${enrolmentId} and e.registered_on <= v.day and m.makes_up_id is null and app.counts(m.status)
      and not app.hour_credited(m.id, e.person_id, null)
    order by m.day, m.seq`)
  return [...rows]
}

export type GuestCandidate = {
  enrolmentId: string
  name: string
  placeFa: string
  placeEn: string
  /** The number of the session her presence would make up; null where she missed none of that module. */
  missedSeq: number | null
  here: boolean
}

const MOST = 8

/** People of the run whose name holds every word asked for: who the guest may have been. */
export async function guestCandidates(
  db: Reader,
  _scope: Scope,
  { guestId, search }: { guestId: string; search: string },
): Promise<GuestCandidate[]> {
  const words = search.split(/\s+/).map(foldText).filter(Boolean).slice(0, 6)
  if (words.length === 0) return []
  const named = sql.join(
    words.map((word) => sql`p.fold like ${`%${word.replace(/[\\%_]/g, '')}%`}`),
    sql` and `,
  )
  const rows = await db.execute<GuestCandidate & { sessionId: string }>(sql`
    select e.id as "enrolmentId", p.first_name || ' ' || p.last_name as name, n.name_fa as "placeFa", n.name_en as "placeEn",
      e.cohort_id = v.cohort_id as here, v.id as "sessionId"
    from app.session_guest g join app.session v on v.id = g.session_id
    join app.enrolment e on e.run_id = v.run_id and e.status in ('REGISTERED', 'ACTIVE')
    join app.person p on p.id = e.person_id join app.cohort c on c.id = e.cohort_id join app.place n on n.id = c.place_id
    where g.id = ${guestId} and ${named} order by n.name_fa collate "fa-x-icu", e.row_no limit ${MOST}`)
  const found: GuestCandidate[] = []
  for (const { sessionId, ...row } of rows) {
    const [missed] = row.here ? [] : await missedLessons(db, { enrolmentId: row.enrolmentId, sessionId })
    found.push({ ...row, missedSeq: missed?.seq ?? null })
  }
  return found
}
