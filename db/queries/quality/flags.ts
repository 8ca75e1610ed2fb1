import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type Finding, type Flag, type FlagKind, flagKey, integrityFlags } from '@/lib/quality/flags'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'
import { type FlagsAsked, inReach, sheetFacts, thresholdsOf } from './sheet-facts'

export type Settled = { finding: Finding; note: string; who: string | null; day: string }
/** A flag with where it is; `settled` where somebody has looked into these very facts. */
export type FlagLine = Flag & {
  /** The county's node: whose reach decides. */
  scopeId: number
  sessionId: string | null
  cohortCode: string | null
  day: string
  placeFa: string | null
  placeEn: string | null
  countyFa: string | null
  countyEn: string | null
  settled: Settled | null
}

type Where = Pick<
  FlagLine,
  'scopeId' | 'cohortCode' | 'day' | 'placeFa' | 'placeEn' | 'countyFa' | 'countyEn'
>

/**
 * All flags of a run up to a day, worked out anew from what stands: those of the sheets (lib/quality), sheets that came late or
 * were reopened, and phones that recorded in bulk. Nothing is stored but what was found when they were looked into.
 */
export async function qualityFlags(
  db: Reader,
  _scope: Scope,
  asked: FlagsAsked & { clock: Date },
): Promise<FlagLine[]> {
  const rules = await rulesOf(db, asked.runId, asked.clock)
  const thresholds = thresholdsOf(rules)
  const flags = [
    ...integrityFlags(await sheetFacts(db, asked, thresholds.sameMarksLeast), thresholds),
    ...(await sheetFlags(db, asked, rules.SHEET_DUE_HOURS)),
  ]
  const where = await placesOf(
    db,
    asked,
    flags.map(({ subject }) => subject),
  )
  const phones = await phoneFlags(db, asked)
  const settled = await settlements(db, asked)
  const lines = [
    ...flags.flatMap((flag) => {
      const at = where.get(flag.subject)
      return at ? [{ ...flag, ...at, sessionId: flag.subject }] : []
    }),
    ...phones,
  ]
  return lines
    .map((line) => ({ key: flagKey(line), line }))
    .toSorted((a, b) =>
      a.line.day === b.line.day ? (a.key < b.key ? -1 : 1) : a.line.day < b.line.day ? 1 : -1,
    )
    .map(({ key, line }) => ({ ...line, settled: settled.get(key) ?? null }))
}

/** How many flags wait to be looked into. */
export const openFlags = (lines: readonly FlagLine[]): FlagLine[] =>
  lines.filter(({ settled }) => settled === null)

async function placesOf(
  db: Reader,
  asked: FlagsAsked,
  sheets: readonly string[],
): Promise<Map<string, Where>> {
  const rows = await db.execute<Where & { sessionId: string }>(sql`
    select s.id as "sessionId", k.scope_id as "scopeId", c.code as "cohortCode", s.day::text as day, n.name_fa as "placeFa",
      n.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn"
    from app.session s join app.cohort c on c.id = s.cohort_id join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    where s.id = any(${`{${sheets.join(',')}}`}::uuid[])
      and s.run_id = ${asked.runId}::uuid and s.day <= ${asked.asOf}::date and s.submitted_at is not null and ${inReach(asked)}`)
  return new Map(rows.map(({ sessionId, ...where }) => [sessionId, where]))
}

/** Sheets recorded after they were due, and sheets that were reopened after their approval. */
async function sheetFlags(db: Reader, asked: FlagsAsked, dueHours: number): Promise<Flag[]> {
  const rows = await db.execute<{ kind: FlagKind; subject: string; seq: number; amount: number }>(sql`
    select 'LATE' as kind, s.id as subject, s.seq::int as seq,
      floor(extract(epoch from s.recorded_at - (s.starts_at + make_interval(mins => s.planned_minutes + s.break_minutes))) / 3600)::int as amount
    from app.session s join app.cohort c on c.id = s.cohort_id
    where s.run_id = ${asked.runId}::uuid and s.day <= ${asked.asOf}::date and s.submitted_at is not null and ${inReach(asked)}
      and s.makes_up_id is null
      and s.recorded_at > s.starts_at + make_interval(mins => s.planned_minutes + s.break_minutes, hours => ${dueHours}::int)
    union all
    select 'REOPENED_SHEET', s.id, s.seq::int, count(*)::int from app.session s join app.cohort c on c.id = s.cohort_id
    join app.sheet_review v on v.session_id = s.id and v.decision = 'REOPEN'
    where s.run_id = ${asked.runId}::uuid and s.day <= ${asked.asOf}::date and ${inReach(asked)}
    group by s.id`)
  return rows.map(({ kind, subject, seq, amount }) => ({
    kind,
    subject,
    facts: String(amount),
    values: { seq, amount },
  }))
}

/** Phones that sent many sheets alike within minutes (docs/decisions/0014); they belong to the run of their facilitator. */
async function phoneFlags(db: Reader, asked: FlagsAsked): Promise<Omit<FlagLine, 'settled'>[]> {
  const rows = await db.execute<{
    subject: string
    day: string
    sheets: number
    seconds: number
    scopeId: number
    cohortCode: string
    placeFa: string
    placeEn: string
    countyFa: string
    countyEn: string
  }>(sql`
    select distinct on (g.id) g.id as subject, g.about::text as day, g.sheets, g.seconds, k.scope_id as "scopeId", c.code as "cohortCode",
      n.name_fa as "placeFa", n.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn"
    from app.sync_flag g join app.device d on d.id = g.device_id join app.facilitator f on f.user_id = d.user_id
    join app.cohort_facilitator cf on cf.facilitator_id = f.id join app.cohort c on c.id = cf.cohort_id
    join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    where f.run_id = ${asked.runId}::uuid and g.about <= ${asked.asOf}::date and ${inReach(asked)}
    order by g.id, cf.to_day desc nulls first`)
  return rows.map(({ subject, sheets, seconds, ...where }) => ({
    kind: 'ALIKE' as const,
    subject,
    facts: String(sheets),
    values: { sheets, seconds },
    sessionId: null,
    ...where,
  }))
}

async function settlements(db: Reader, { runId }: FlagsAsked): Promise<Map<string, Settled>> {
  const rows = await db.execute<Settled & { kind: FlagKind; subject: string; facts: string }>(sql`
    select q.kind, q.subject, q.facts, q.finding, q.note, u.display_name as who, (q.settled_at at time zone 'Asia/Tehran')::date::text as day
    from app.quality_settlement q left join app.user_account u on u.id = q.settled_by where q.run_id = ${runId}::uuid`)
  return new Map(rows.map(({ kind, subject, facts, ...found }) => [flagKey({ kind, subject, facts }), found]))
}
