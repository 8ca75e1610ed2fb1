import { sql } from 'drizzle-orm'
import { type RuleValues, WEEK } from '@/lib/rules/registry'
import type { Closed } from '@/lib/workshops/plan'
import type { Reader } from '../../client'

/** Holidays from a day on and the weekend of the rules: what the planner walks around. */
export async function closedDays(db: Reader, from: string, rules: RuleValues): Promise<Closed> {
  const rows = await db.execute<{ day: string; name: string }>(
    sql`select day::text as day, name_fa as name from app.holiday where day >= ${from}`,
  )
  return {
    holidays: new Map(rows.map((row) => [row.day, row.name])),
    weekend: rules.WEEKEND_DAYS.map((day) => WEEK.indexOf(day)),
  }
}
