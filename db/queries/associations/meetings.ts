import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Level, MeetingKind, Mode } from '@/lib/associations/kinds'
import type { Seats } from '@/lib/associations/meeting'
import type { Reader } from '../../client'

export type MeetingRow = {
  meetingId: string
  scopeId: number
  path: number[]
  provinceId: string
  provinceFa: string
  provinceEn: string
  placeFa: string
  placeEn: string
  kind: MeetingKind
  mode: Mode
  day: string
  subject: string
  venue: string | null
  decisions: string | null
  letterNo: string | null
  isDemo: boolean
  version: number
  seats: Seats[]
  questions: number
  open: number
  mayWrite: boolean
}
export type QuestionRow = {
  questionId: string
  askedBy: Level
  question: string
  answer: string | null
  answeredBy: Level | null
  answeredOn: string | null
}

const ROWS = sql`
  select m.id as "meetingId", m.scope_id as "scopeId", n.path, p.province_id as "provinceId", q.name_fa as "provinceFa",
    q.name_en as "provinceEn", p.name_fa as "placeFa", p.name_en as "placeEn", m.kind, m.mode, m.day::text as day, m.subject, m.venue,
    m.decisions, m.letter_no as "letterNo", m.is_demo as "isDemo", m.version, coalesce(t.seats, '[]') as seats,
    coalesce(x.questions, 0) as questions, coalesce(x.open, 0) as open, app.works_for('ASSOCIATION', 'run', m.scope_id) as "mayWrite"
  from app.association_meeting m join app.place p on p.id = m.place_id join app.place q on q.id = p.province_id
  join app.scope n on n.id = m.scope_id
  left join lateral (select jsonb_agg(jsonb_build_object('level', s.level, 'inPerson', s.in_person, 'online', s.online)) as seats
    from app.association_attendance s where s.meeting_id = m.id) t on true
  left join lateral (select count(*)::int as questions, (count(*) filter (where y.answer is null))::int as open
    from app.association_question y where y.meeting_id = m.id) x on true`

/** The meetings of a province and its counties that the asker reads, the newest first. */
export async function meetingsOf(db: Reader, _scope: Scope, provinceId: string): Promise<MeetingRow[]> {
  return [
    ...(await db.execute<MeetingRow>(
      sql`${ROWS} where p.province_id = ${provinceId}::uuid order by m.day desc, m.id desc limit 300`,
    )),
  ]
}

export async function meetingOf(db: Reader, _scope: Scope, meetingId: string): Promise<MeetingRow | null> {
  const [row] = await db.execute<MeetingRow>(sql`${ROWS} where m.id = ${meetingId}::uuid`)
  return row ?? null
}

/** The questions of a meeting in the order they were asked. */
export async function questionsOf(db: Reader, _scope: Scope, meetingId: string): Promise<QuestionRow[]> {
  return [
    ...(await db.execute<QuestionRow>(sql`
      select id as "questionId", asked_by_level as "askedBy", question, answer, answered_by_level as "answeredBy",
        answered_on::text as "answeredOn"
      from app.association_question where meeting_id = ${meetingId}::uuid order by entered_at, id`)),
  ]
}

export type OpenQuestion = {
  questionId: string
  meetingId: string
  askedBy: Level
  question: string
  day: string
}

/** The questions of a province's meetings that nobody has answered, the oldest first. */
export async function openQuestions(db: Reader, _scope: Scope, provinceId: string): Promise<OpenQuestion[]> {
  return [
    ...(await db.execute<OpenQuestion>(sql`
      select q.id as "questionId", m.id as "meetingId", q.asked_by_level as "askedBy", q.question, m.day::text as day
      from app.association_question q join app.association_meeting m on m.id = q.meeting_id join app.place p on p.id = m.place_id
      where p.province_id = ${provinceId}::uuid and q.answer is null order by m.day, q.entered_at, q.id limit 100`)),
  ]
}

export type MeetingPlace = { placeId: string; kind: 'PROVINCE' | 'COUNTY'; nameFa: string; nameEn: string }

/** The province and the counties at which the asker may hold a meeting or write down an observance. */
export async function writablePlaces(db: Reader, _scope: Scope, provinceId: string): Promise<MeetingPlace[]> {
  return [
    ...(await db.execute<MeetingPlace>(sql`
      select p.id as "placeId", p.kind, p.name_fa as "nameFa", p.name_en as "nameEn" from app.place p
      where p.kind in ('PROVINCE', 'COUNTY') and p.province_id = ${provinceId}::uuid and app.works_for('ASSOCIATION', 'run', p.scope_id)
      order by p.kind desc, p.name_fa collate "fa-x-icu"`)),
  ]
}
