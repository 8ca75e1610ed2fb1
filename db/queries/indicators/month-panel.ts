import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { jalaliMonthKey } from '@/lib/shared/jalali'
import type { Reader } from '../../client'
import type { MonthLine } from '../workshops/month-panel'
import { type Asked, countedBy, ofPlan } from './conditions'

/** A run month by month (Jalali, 140302) from the cohorts' months alone: its cost does not grow with attendance. */
export async function monthPanel(
  db: Reader,
  _scope: Scope,
  { runId }: { runId: string },
): Promise<MonthLine[]> {
  const rows = await db.execute<MonthLine>(sql`
    select m.month, sum(m.held)::int as held, sum(m.net_minutes)::float8 as "netMinutes", sum(m.rows)::float8 as rows,
      sum(m.attended)::float8 as attended, sum(m.credited_minutes)::float8 as "creditedMinutes"
    from app.cohort_month m where m.run_id = ${runId}::uuid
    group by m.month having sum(m.held) > 0 or sum(m.credited_minutes) > 0 order by m.month`)
  return [...rows]
}

/** The same panel up to a day, from the counters of the sessions. */
export async function monthPanelAsOf(
  db: Reader,
  _scope: Scope,
  asked: Omit<Asked, 'placeId'>,
): Promise<MonthLine[]> {
  const rows = await db.execute<Omit<MonthLine, 'month'> & { day: string }>(sql`
    select s.day::text as day, count(*) filter (where ${ofPlan})::int as held, coalesce(sum(s.net_minutes) filter (where ${ofPlan}), 0)::float8 as "netMinutes",
      coalesce(sum(s.n_rows) filter (where ${ofPlan}), 0)::float8 as rows,
      coalesce(sum(s.n_present + s.n_late + s.n_early) filter (where ${ofPlan}), 0)::float8 as attended, sum(s.credited_minutes)::float8 as "creditedMinutes"
    from app.session s where s.run_id = ${asked.runId}::uuid and s.cohort_id is not null and ${countedBy(asked)}
    group by s.day order by s.day`)
  const months = new Map<number, MonthLine>()
  for (const { day, ...part } of rows) {
    const month = jalaliMonthKey(day)
    const sum = months.get(month) ?? {
      month,
      held: 0,
      netMinutes: 0,
      rows: 0,
      attended: 0,
      creditedMinutes: 0,
    }
    months.set(month, {
      month,
      held: sum.held + part.held,
      netMinutes: sum.netMinutes + part.netMinutes,
      rows: sum.rows + part.rows,
      attended: sum.attended + part.attended,
      creditedMinutes: sum.creditedMinutes + part.creditedMinutes,
    })
  }
  return [...months.values()]
}
