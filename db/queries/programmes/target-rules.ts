import { sql } from 'drizzle-orm'
import { RULES, type RuleKey } from '@/lib/rules/registry'
import type { Reader } from '../../client'
import type { RuleLevel } from '../rules'

/** The rules that say what a run is to reach, in the order people read them. */
export const TARGET_KEYS = [
  'COUNTY_TARGET',
  'NEIGHBOURHOOD_TARGET',
  'PARTICIPANT_TARGET',
  'COHORT_TARGET_SIZE',
  'COHORT_MINUTES',
  'FACILITATOR_TARGET',
  'FAC_TRAINING_MINUTES',
] as const satisfies readonly RuleKey[]
export type TargetKey = (typeof TARGET_KEYS)[number]

export type TargetRule = { key: TargetKey; value: number; level: RuleLevel; source: string }

/** Each target as it holds for a run, with where it comes from. Twin of app.rules_at. */
export async function targetRules(db: Reader, runId: string, at: Date): Promise<TargetRule[]> {
  const keys = `{${TARGET_KEYS.join(',')}}`
  const rows = await db.execute<TargetRule>(sql`
    select distinct on (r.key) r.key, (r.value #>> '{}')::int as value, r.level, r.source from app.rule r
    where r.key = any(${keys}::text[]) and r.valid_from <= ${at.toISOString()}::timestamptz
      and (r.run_id = ${runId} or (r.run_id is null and (r.province_id is null
        or r.province_id = (select province_id from app.run where id = ${runId}))))
    order by r.key, (r.run_id is not null) desc, (r.province_id is not null) desc, r.valid_from desc, r.changed_at desc`)
  return TARGET_KEYS.map(
    (key) =>
      rows.find((row) => row.key === key) ?? {
        key,
        value: RULES[key].value,
        level: 'NATION',
        source: RULES[key].source,
      },
  )
}
