import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { TaskKind, TaskResult, TaskState } from '@/lib/tasks/kinds'
import type { Reader } from '../../client'
import { openBytes } from '../../vault'

/** A mark of one person in one session of her cohort, newest first. */
export type RecentMark = { seq: number; day: string; code: number; reason: string | null; makeUp: boolean }
export type TaskPage = Place & {
  taskId: string
  scopeId: number
  kind: TaskKind
  state: TaskState
  version: number
  openedAt: Date
  result: TaskResult | null
  note: string | null
  /** What a card says is wrong; null for tasks of other kinds. */
  query: string | null
  doneAt: Date | null
  doneBy: string | null
  cohortId: string | null
  cohortCode: string | null
  runCode: string
  placeFa: string | null
  placeEn: string | null
  countyFa: string | null
  countyEn: string | null
  personId: string | null
  name: string | null
  rowNo: number | null
  sessionId: string | null
  seq: number | null
  day: string | null
  guestId: string | null
  guestName: string | null
  marks: RecentMark[]
}
type Row = Omit<TaskPage, 'openedAt' | 'doneAt' | 'marks'> & {
  openedAt: string
  doneAt: string | null
  provinceId: string
  enrolmentId: string | null
}

/** A task with the person, the session or the guest it is about; null where there is none in reach. */
export async function taskPage(db: Reader, _scope: Scope, taskId: string): Promise<TaskPage | null> {
  const [row] = await db.execute<Row>(sql`
    select t.id as "taskId", t.scope_id as "scopeId", sc.path, sc.programme, t.kind, t.state, t.version, t.opened_at::text as "openedAt",
      t.result, t.note, case when t.kind = 'CARD_QUERY' then split_part(t.about, ' ', 1) end as query, t.done_at::text as "doneAt", u.display_name as "doneBy", c.id as "cohortId", c.code as "cohortCode", r.code as "runCode",
      n.name_fa as "placeFa", n.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn",
      e.person_id as "personId", p.first_name || ' ' || p.last_name as name, e.row_no as "rowNo", e.id as "enrolmentId",
      s.id as "sessionId", s.seq, s.day::text as day, g.id as "guestId", g.name as "guestName", r.province_id as "provinceId"
    from app.task t join app.scope sc on sc.id = t.scope_id join app.run r on r.id = t.run_id
    left join app.cohort c on c.id = t.cohort_id left join app.place n on n.id = c.place_id left join app.place k on k.id = c.county_id
    left join app.enrolment e on e.id = t.enrolment_id left join app.person p on p.id = e.person_id
    left join app.session s on s.id = coalesce(t.session_id, case when t.kind = 'ABSENCES' then t.about::uuid end)
    left join app.session_guest g on t.kind = 'GUEST' and g.id::text = t.about
    left join app.user_account u on u.id = t.done_by
    where t.id = ${taskId}`)
  if (!row) return null
  const { provinceId, enrolmentId, openedAt, doneAt, note, ...task } = row
  return {
    ...task,
    openedAt: new Date(openedAt),
    doneAt: doneAt ? new Date(doneAt) : null,
    note:
      task.kind === 'SAFEGUARD' && note
        ? openBytes(provinceId, { table: 'task', column: 'note', rowId: task.taskId }, note).toString('utf8')
        : note,
    marks: enrolmentId ? await recentMarks(db, enrolmentId) : [],
  }
}

const LAST = 8

async function recentMarks(db: Reader, enrolmentId: string): Promise<RecentMark[]> {
  const rows = await db.execute<RecentMark>(sql`
    select s.seq, s.day::text as day, a.code, a.reason, s.makes_up_id is not null as "makeUp" from app.enrolment e
    join app.session s on s.cohort_id = e.cohort_id and app.counts(s.status)
    join app.attendance a on a.session_id = s.id and a.person_id = e.person_id
    where e.id = ${enrolmentId} order by s.day desc, s.starts_at desc limit ${LAST}`)
  return [...rows]
}
