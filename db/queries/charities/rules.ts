import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { firstValues, type RuleValues } from '@/lib/rules/registry'
import type { Reader } from '../../client'

const KEYS = ['SVC_TOTAL', 'DEVOLUTION_START', 'OFFER_ANSWER_DAYS', 'OUTCOME_ALERT_DAYS'] as const
export type CharityRules = Pick<RuleValues, (typeof KEYS)[number]>

/** What time it is for the charities of a province: a demonstration has stopped its own. */
export async function charityClock(db: Reader, provinceId: string, now: Date): Promise<Date> {
  const [row] = await db.execute<{ at: string }>(
    sql`select app.charity_clock(${provinceId}::uuid, ${now.toISOString()}::timestamptz)::text as at`,
  )
  return new Date(row!.at)
}

/** The rules of the programme as they hold in a province at an instant. */
export async function charityRules(
  db: Reader,
  _scope: Scope,
  { provinceId, at }: { provinceId: string; at: Date },
): Promise<CharityRules> {
  const [row] = await db.execute<{ rules: Partial<CharityRules> }>(sql`
    select app.rules_at(${`{${KEYS.join(',')}}`}::text[], null::uuid, ${provinceId}::uuid, ${at.toISOString()}::timestamptz) as rules`)
  return { ...firstValues(), ...row?.rules }
}

/** Where the number of kinds of service comes from, as whoever set it said. */
export async function totalSource(
  db: Reader,
  _scope: Scope,
  { provinceId, at }: { provinceId: string; at: Date },
): Promise<string | null> {
  const [row] = await db.execute<{ source: string }>(sql`
    select r.source from app.rule r where r.key = 'SVC_TOTAL' and r.run_id is null and r.valid_from <= ${at.toISOString()}::timestamptz
      and (r.province_id is null or r.province_id = ${provinceId}::uuid)
    order by r.province_id is null, r.valid_from desc, r.changed_at desc limit 1`)
  return row?.source ?? null
}
