import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { firstValues, RULE_KEYS, type RuleKey, type RuleValue, type RuleValues } from '@/lib/rules/registry'
import type { Reader } from '../client'

const ALL_KEYS = `{${RULE_KEYS.map((key) => `"${key}"`).join(',')}}`

/** Every rule as it holds for a run (or, with null, for the whole country) at an instant. */
export async function rulesOf(db: Reader, runId: string | null, at: Date): Promise<RuleValues> {
  const [row] = await db.execute<{ rules: Partial<RuleValues> }>(sql`
    select app.rules_at(${ALL_KEYS}::text[], ${runId}::uuid, (select province_id from app.run where id = ${runId}::uuid),
      ${at.toISOString()}::timestamptz) as rules`)
  return { ...firstValues(), ...row?.rules }
}

/** The same for a province, outside any run: for what the programmes beside the plan ask. */
export async function rulesIn(db: Reader, provinceId: string, at: Date): Promise<RuleValues> {
  const [row] = await db.execute<{ rules: Partial<RuleValues> }>(sql`
    select app.rules_at(${ALL_KEYS}::text[], null, ${provinceId}::uuid, ${at.toISOString()}::timestamptz) as rules`)
  return { ...firstValues(), ...row?.rules }
}

export type RuleLevel = 'NATION' | 'PROVINCE' | 'RUN'
export type RuleChange = {
  id: string
  key: string
  value: RuleValue
  level: RuleLevel
  validFrom: Date
  source: string
  note: string | null
  reason: string | null
  changedBy: string | null
  changedAt: Date
}

/** What was ever decided on one rule where a run lies, newest first; the first row of the highest level is in force. */
export async function ruleHistory(
  db: Reader,
  _scope: Scope,
  params: { key: RuleKey; runId: string | null },
): Promise<RuleChange[]> {
  const rows = await db.execute<
    Omit<RuleChange, 'validFrom' | 'changedAt'> & { from: string; at: string }
  >(sql`
    select r.id, r.key, r.value, r.level, r.valid_from as "from", r.source, r.note, r.reason, u.display_name as "changedBy",
      r.changed_at as "at"
    from app.rule r left join app.user_account u on u.id = r.changed_by
    where r.key = ${params.key} and (r.run_id = ${params.runId}::uuid or r.run_id is null and (r.province_id is null
      or r.province_id = (select province_id from app.run where id = ${params.runId}::uuid)))
    order by r.changed_at desc, r.valid_from desc`)
  return rows.map(({ from, at, ...row }) => ({ ...row, validFrom: new Date(from), changedAt: new Date(at) }))
}
