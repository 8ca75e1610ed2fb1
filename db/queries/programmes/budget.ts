import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { BudgetKind, BudgetTotals } from '@/lib/programmes/budget'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'

export type BudgetLine = {
  lineId: string
  kind: BudgetKind
  day: string
  amountRial: number
  title: string
  letterNo: string | null
  by: string | null
  struckReason: string | null
  struckBy: string | null
}
export type RunMoney = {
  totals: BudgetTotals
  /** Hours the cohorts were given, and those of the plan, in minutes. A lesson given again is one lesson. */
  delivered: { minutes: number; targetMinutes: number }
}

/** What was given for a run and spent on it to a day (or at all), beside what was delivered for it. */
export async function moneyOf(
  db: Reader,
  _scope: Scope,
  runId: string,
  at: Date,
  until: string | null = null,
): Promise<RunMoney> {
  const [row] = await db.execute<{ credit: string; spent: string; minutes: number }>(sql`
    select coalesce(sum(amount_rial) filter (where kind = 'BUDGET'), 0)::text as credit,
      coalesce(sum(amount_rial) filter (where kind = 'SPENT'), 0)::text as spent,
      (select coalesce(sum(s.net_minutes), 0)::int from app.session s where s.run_id = ${runId} and s.cohort_id is not null
        and s.makes_up_id is null and s.status in ('SUBMITTED', 'APPROVED') and s.day <= coalesce(${until}::date, s.day)) as minutes
    from app.budget_line where run_id = ${runId} and struck_at is null and day <= coalesce(${until}::date, day)`)
  const rules = await rulesOf(db, runId, at)
  return {
    totals: { credit: Number(row!.credit), spent: Number(row!.spent) },
    delivered: {
      minutes: row!.minutes,
      targetMinutes: rules.NEIGHBOURHOOD_TARGET * rules.COHORT_MINUTES,
    },
  }
}

/** The same with every line, the latest first; what was struck out stays to be read. */
export async function budgetOf(
  db: Reader,
  scope: Scope,
  runId: string,
  at: Date,
): Promise<RunMoney & { lines: BudgetLine[] }> {
  const rows = await db.execute<Omit<BudgetLine, 'amountRial'> & { amount: string }>(sql`
    select b.id as "lineId", b.kind, b.day::text as day, b.amount_rial::text as amount, b.title, b.letter_no as "letterNo",
      u.display_name as by, b.struck_reason as "struckReason", x.display_name as "struckBy"
    from app.budget_line b left join app.user_account u on u.id = b.created_by left join app.user_account x on x.id = b.struck_by
    where b.run_id = ${runId} order by b.day desc, b.created_at desc, b.id`)
  const lines = rows.map(({ amount, ...row }) => ({ ...row, amountRial: Number(amount) }))
  return { ...(await moneyOf(db, scope, runId, at)), lines }
}
