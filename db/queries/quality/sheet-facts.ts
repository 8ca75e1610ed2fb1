import { type SQL, sql } from 'drizzle-orm'
import type { SheetFacts, Thresholds } from '@/lib/quality/flags'
import type { RuleValues } from '@/lib/rules/registry'
import type { Reader } from '../../client'

/** Which sheets are meant: of a run, up to a day, in a county or everywhere the reader's reach goes by counties. */
export type FlagsAsked = { runId: string; asOf: string; countyId?: string }

/**
 * A cohort `c` whose county lies in the reader's reach. Whoever reaches a cohort only (its facilitator) sees no flags: they are
 * about her sheets.
 */
export const inReach = ({ countyId }: Pick<FlagsAsked, 'countyId'>): SQL => sql`
  exists (select from app.place k where k.id = c.county_id and k.scope_id = any((select app.my_scope('marks'))::int[]))
  and ${countyId ? sql`c.county_id = ${countyId}::uuid` : sql`true`}`

type Row = Omit<SheetFacts, 'startsAt' | 'endsAt' | 'submittedAt'> & {
  startsAt: string
  endsAt: string
  submittedAt: string | null
}

/** The sheets that count, as the integrity rules look at them. Make-ups and visits are no meetings of the group. */
export async function sheetFacts(db: Reader, asked: FlagsAsked): Promise<SheetFacts[]> {
  const rows = await db.execute<Row>(sql`
    select s.id as "sessionId", s.cohort_id as "cohortId", s.seq::int as seq,
      extract(epoch from s.starts_at)::float8 * 1000 as "startsAt",
      extract(epoch from s.starts_at + make_interval(mins => s.net_minutes + s.break_minutes))::float8 * 1000 as "endsAt",
      floor(extract(epoch from s.submitted_at) * 1000)::float8 as "submittedAt",
      coalesce((select f.id from app.facilitator f where f.run_id = s.run_id and f.user_id = s.recorded_by),
        (select cf.facilitator_id from app.cohort_facilitator cf where cf.cohort_id = s.cohort_id and cf.role = 'LEAD' and cf.from_day <= s.day
          and (cf.to_day is null or cf.to_day >= s.day) order by cf.from_day desc limit 1)) as "leaderId",
      coalesce(a.marks, '') as marks, coalesce(a.rows, 0)::int as rows, coalesce(a.here, 0)::int as here,
      coalesce(a.exceptions, 0)::int as exceptions, s.head_count::int as "headCount",
      (select count(*)::int from app.session_guest g where g.session_id = s.id) as guests
    from app.session s join app.cohort c on c.id = s.cohort_id
    left join lateral (
      select md5(string_agg(a.person_id::text || a.code || ' ' || a.late_minutes || ' ' || a.early_minutes, ',' order by a.person_id)) as marks,
        count(*) as rows, count(*) filter (where a.code < 4) as here, count(*) filter (where a.code > 1) as exceptions
      from app.attendance a where a.session_id = s.id) a on true
    where s.run_id = ${asked.runId}::uuid and s.day <= ${asked.asOf}::date and app.counts(s.status) and s.makes_up_id is null
      and not s.visit and ${inReach(asked)}`)
  return rows.map(({ startsAt, endsAt, submittedAt, ...row }) => ({
    ...row,
    startsAt: Number(startsAt),
    endsAt: Number(endsAt),
    submittedAt: submittedAt === null ? null : Number(submittedAt),
  }))
}

export const thresholdsOf = (rules: RuleValues): Thresholds => ({
  allPresentRun: rules.INTEGRITY_ALL_PRESENT_RUN,
  sameMarksLeast: rules.INTEGRITY_SAME_MARKS_LEAST,
  earlyMinutes: rules.INTEGRITY_EARLY_MINUTES,
  headDifference: rules.INTEGRITY_HEAD_DIFFERENCE,
})
