import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { TARGET_RULES, type TargetRule } from '@/lib/indicators/catalogue'
import type { TargetInForce } from '@/lib/indicators/set-target'
import type { CompletionMode, CompletionRule } from '@/lib/rules/completion'
import { AppError } from '@/lib/shared/result'
import type { Reader } from '../../client'
import { type Asked, notYetPublic } from './conditions'
import { targetsInForce } from './targets'

const RULES = [
  ...TARGET_RULES,
  'COMPLETION_MODE',
  'COMPLETION_SHARE_PARTICIPANT',
  'ABSENCE_ALERT_CONSECUTIVE',
  'SHEET_DUE_HOURS',
] as const
type RuleKey = (typeof RULES)[number]

/** What figures rest on beside the facts: the rules of the day, and how far the reader sees. */
export type Basis = {
  rules: Partial<Record<TargetRule, number>>
  /** Targets that the run sets itself, by indicator. */
  ownTargets: Record<string, number>
  /** Targets set since, with their revisions: of the run, its places and facilitators, by quarter. */
  targets: TargetInForce[]
  completion: CompletionRule
  absenceAlert: number
  /** How long after a session its sheet may be recorded and still be on time. */
  sheetDueHours: number
  /** False for somebody who sees some counties or cohorts only: the run's targets are not hers. */
  wholeRun: boolean
  /** False where attendance and enrolments are hidden from the reader: figures of people would be zeros. */
  seesMarks: boolean
  /** Whether the marks of the facilitators' workshop are shown to the reader. */
  seesClass: boolean
  /** Nothing counts after the day, so the hours kept with people are the hours up to it. */
  coversAll: boolean
}

type Row = {
  values: Record<RuleKey, number | string>
  own_targets: Record<string, number>
  whole_run: boolean
  sees_marks: boolean
  sees_class: boolean
  later: boolean
}

/**
 * Whether there are sheets that count inside and not in public. A question of its own: asked together with the day's, it read
 * every sheet of the run.
 */
const unseen = ({ counting }: Pick<Asked, 'counting'>): SQL =>
  counting === 'internal'
    ? sql`false`
    : sql`exists (select from app.session s where s.run_id = r.id and ${notYetPublic})`

/** Reads the rules in force at the end of the day, and what the reader may see. */
export async function basisOf(
  db: Reader,
  scope: Scope,
  asked: Pick<Asked, 'runId' | 'asOf' | 'counting'>,
): Promise<Basis> {
  const keys = sql.join(
    RULES.map((key) => sql`${key}`),
    sql`, `,
  )
  const [row] = await db.execute<Row>(sql`
    select app.rules_at(array[${keys}]::text[], r.id, r.province_id,
        (${asked.asOf}::date + 1)::timestamp at time zone 'Asia/Tehran') as values,
      coalesce((select jsonb_object_agg(t.code, t.value) from app.run_target t where t.run_id = r.id), '{}') as own_targets,
      r.scope_id = any((select app.my_scope('see'))::int[]) as whole_run,
      cardinality((select app.my_scope('marks'))::int[]) > 0 as sees_marks,
      (r.scope_id = any((select app.my_scope('marks'))::int[])
        or exists (select from app.training_class k where k.run_id = r.id and k.scope_id = any((select app.my_scope('marks'))::int[]))) as sees_class,
      exists (select from app.session s where s.run_id = r.id and s.day > ${asked.asOf}::date and app.counts(s.status)) or ${unseen(asked)} as later
    from app.run r where r.id = ${asked.runId}::uuid`)
  if (!row) throw new AppError('E-GEN-02')
  const number = (key: RuleKey) => (row.values[key] === undefined ? undefined : Number(row.values[key]))
  const rules = Object.fromEntries(
    TARGET_RULES.flatMap((key) => {
      const value = number(key)
      return value === undefined ? [] : [[key, value]]
    }),
  )
  return {
    rules,
    ownTargets: row.own_targets,
    targets: await targetsInForce(db, scope, asked.runId),
    completion: {
      mode: String(row.values.COMPLETION_MODE ?? 'STRICT') as CompletionMode,
      share: number('COMPLETION_SHARE_PARTICIPANT') ?? 1,
      plannedMinutes: number('COHORT_MINUTES') ?? 0,
    },
    absenceAlert: number('ABSENCE_ALERT_CONSECUTIVE') ?? 0,
    sheetDueHours: number('SHEET_DUE_HOURS') ?? 0,
    wholeRun: row.whole_run,
    seesMarks: row.sees_marks,
    seesClass: row.sees_class,
    coversAll: !row.later,
  }
}
