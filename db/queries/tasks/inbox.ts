import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { TaskKind, TaskResult, TaskState } from '@/lib/tasks/kinds'
import type { Reader } from '../../client'

export const TASKS_A_PAGE = 40

/** A task in a list. A missing sheet has no task behind it: its id is the session's. */
export type TaskLine = {
  id: string
  kind: TaskKind
  state: TaskState
  openedAt: Date
  result: TaskResult | null
  placeFa: string | null
  placeEn: string | null
  countyFa: string | null
  countyEn: string | null
  name: string | null
  rowNo: number | null
  /** The session it is about. */
  seq: number | null
  day: string | null
  guestName: string | null
}
export type Inbox = {
  lines: TaskLine[]
  total: number
  /** Open tasks of each kind in reach, whatever the filter. */
  open: Partial<Record<TaskKind, number>>
  counties: { countyId: string; fa: string; en: string }[]
}
export type InboxAsked = {
  kind?: TaskKind
  countyId?: string
  state?: TaskState
  page?: number
  /** Only cohorts that this account leads. */
  mine?: boolean
}

type Row = Omit<TaskLine, 'openedAt'> & { openedAt: string; total: number }

// The sheet is missing once the edit window after the session has passed: the rule of the moment it began, asked once for each moment.
const tasks = sql`
  select t.id, t.kind, t.state, t.opened_at, t.result, t.cohort_id, t.enrolment_id, t.about,
    coalesce(t.session_id, case when t.kind = 'ABSENCES' then t.about::uuid end) as session_id
  from app.task t join app.run r on r.id = t.run_id where r.status <> 'CLOSED'
  union all
  (with due as materialized (
    select s.id, s.cohort_id, s.starts_at, s.planned_minutes + s.break_minutes as minutes, r.id as run_id, r.province_id, app.run_clock(r) as clock
    from app.session s join app.run r on r.id = s.run_id
    where s.status in ('SCHEDULED', 'HELD') and r.status <> 'CLOSED' and s.starts_at < app.run_clock(r)
      and s.scope_id = any((select app.my_scope('marks'))::int[])
  ), rule as materialized (
    select m.run_id, m.starts_at,
      coalesce((app.rules_at(array['ATTENDANCE_EDIT_WINDOW_HOURS'], m.run_id, m.province_id, m.starts_at)->>'ATTENDANCE_EDIT_WINDOW_HOURS')::int, 72) as hours
    from (select distinct d.run_id, d.province_id, d.starts_at from due d) m
  )
  select d.id, 'MISSING_SHEET', 'OPEN', d.starts_at, null, d.cohort_id, null, '', d.id
  from due d join rule on rule.run_id = d.run_id and rule.starts_at = d.starts_at
  where d.starts_at + make_interval(mins => d.minutes, hours => rule.hours) < d.clock)`

const mine = (scope: Scope) => sql`x.cohort_id in (select cf.cohort_id from app.cohort_facilitator cf
  join app.facilitator f on f.id = cf.facilitator_id where f.user_id = ${scope.userId} and cf.to_day is null)`

/** What somebody has to do, in one list: safeguarding first, then who waits longest. */
export async function inbox(db: Reader, scope: Scope, asked: InboxAsked): Promise<Inbox> {
  const state = asked.state ?? 'OPEN'
  const page = asked.page ?? 1
  const filters: SQL[] = [
    sql`x.state = ${state}`,
    asked.kind ? sql`x.kind = ${asked.kind}` : sql`true`,
    asked.countyId ? sql`c.county_id = ${asked.countyId}::uuid` : sql`true`,
    asked.mine ? mine(scope) : sql`true`,
  ]
  const rows = await db.execute<Row>(sql`
    select x.id, x.kind, x.state, x.opened_at::text as "openedAt", x.result,
      coalesce(n.name_fa, w.title_fa) as "placeFa", coalesce(n.name_en, w.title_fa) as "placeEn",
      k.name_fa as "countyFa", k.name_en as "countyEn", p.first_name || ' ' || p.last_name as name, e.row_no as "rowNo",
      s.seq, s.day::text as day, g.name as "guestName", (count(*) over ())::int as total
    from (${tasks}) x left join app.cohort c on c.id = x.cohort_id left join app.place n on n.id = c.place_id
    left join app.place k on k.id = c.county_id left join app.enrolment e on e.id = x.enrolment_id
    left join app.person p on p.id = e.person_id left join app.session s on s.id = x.session_id
    left join app.training_class w on w.id = s.class_id
    left join app.session_guest g on x.kind = 'GUEST' and g.id::text = x.about
    where ${sql.join(filters, sql` and `)}
    order by (x.kind = 'SAFEGUARD') desc, x.opened_at ${state === 'OPEN' ? sql`asc` : sql`desc`}, x.id
    limit ${TASKS_A_PAGE} offset ${(page - 1) * TASKS_A_PAGE}`)
  const open = await openTasks(db, scope, { mine: asked.mine })
  const counties = await db.execute<{ countyId: string; fa: string; en: string }>(sql`
    select distinct k.id as "countyId", k.name_fa as fa, k.name_en as en, k.name_fa collate "fa-x-icu" as by_name
    from (${tasks}) x join app.cohort c on c.id = x.cohort_id join app.place k on k.id = c.county_id order by by_name`)
  return {
    lines: rows.map(({ openedAt, total: _, ...row }) => ({ ...row, openedAt: new Date(openedAt) })),
    total: rows[0]?.total ?? 0,
    open,
    counties: counties.map(({ countyId, fa, en }) => ({ countyId, fa, en })),
  }
}

/** How many open tasks of each kind are in reach. */
export async function openTasks(
  db: Reader,
  scope: Scope,
  asked: { mine?: boolean } = {},
): Promise<Partial<Record<TaskKind, number>>> {
  const rows = await db.execute<{ kind: TaskKind; n: number }>(sql`
    select x.kind, count(*)::int as n from (${tasks}) x where x.state = 'OPEN' and ${asked.mine ? mine(scope) : sql`true`} group by x.kind`)
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
}
