import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import type { Basis } from './basis'

type Name = { fa: string; en: string }

/** What waits for the office: how many, and the places it is about. */
export type OfficeTasks = {
  /** Sheets sent in; `clean` are those without a warning. */
  submitted: { count: number; clean: number }
  /** Sessions whose sheet is overdue by the rule. */
  missing: { count: number; hours: number; places: Name[] }
  /** People absent from as many sessions in a row as the rule says, whom nobody has followed up yet. */
  absences: { count: number; inARow: number; places: Name[] }
  duplicates: number
}

type Row = {
  submitted: number
  clean: number
  missing: number
  missing_places: Name[]
  absent: number
  absent_places: Name[]
  duplicates: number
}

/** Counts of a run's open tasks on its own clock. Absences are the tasks that sheets have raised. */
export async function officeTasks(
  db: Reader,
  _scope: Scope,
  { runId, basis }: { runId: string; basis: Pick<Basis, 'absenceAlert' | 'sheetDueHours'> },
): Promise<OfficeTasks> {
  const { absenceAlert, sheetDueHours } = basis
  const [row] = await db.execute<Row>(sql`
    with overdue as (
      select n.name_fa, n.name_en from app.session s join app.run r on r.id = s.run_id
      join app.cohort c on c.id = s.cohort_id join app.place n on n.id = c.place_id
      where s.run_id = ${runId}::uuid and s.status in ('SCHEDULED', 'HELD') and r.status <> 'CLOSED'
        and s.starts_at + make_interval(mins => s.planned_minutes + s.break_minutes, hours => ${sheetDueHours}::int) < app.run_clock(r)
    ), absent as (
      select n.name_fa, n.name_en from app.task k join app.run r on r.id = k.run_id and r.status <> 'CLOSED'
      join app.cohort c on c.id = k.cohort_id join app.place n on n.id = c.place_id
      where k.run_id = ${runId}::uuid and k.kind = 'ABSENCES' and k.state = 'OPEN'
    ), sent as (
      select s.flags from app.session s where s.run_id = ${runId}::uuid and s.status = 'SUBMITTED' and s.cohort_id is not null
    )
    select (select count(*)::int from sent) as submitted, (select count(*)::int from sent where flags = '{}') as clean,
      (select count(*)::int from overdue) as missing, (select count(*)::int from absent) as absent,
      (select count(*)::int from app.duplicate_case d where d.status = 'OPEN') as duplicates,
      coalesce((select jsonb_agg(jsonb_build_object('fa', x.name_fa, 'en', x.name_en)) from (select distinct name_fa, name_en from overdue limit 3) x), '[]') as missing_places,
      coalesce((select jsonb_agg(jsonb_build_object('fa', x.name_fa, 'en', x.name_en)) from (select distinct name_fa, name_en from absent limit 3) x), '[]') as absent_places`)
  return {
    submitted: { count: row?.submitted ?? 0, clean: row?.clean ?? 0 },
    missing: { count: row?.missing ?? 0, hours: sheetDueHours, places: row?.missing_places ?? [] },
    absences: { count: row?.absent ?? 0, inARow: absenceAlert, places: row?.absent_places ?? [] },
    duplicates: row?.duplicates ?? 0,
  }
}
