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

/**
 * The sheets that count, as the integrity rules look at them. Make-ups and visits are no meetings of the group. Numbers are the
 * sheet's counters. Only a sheet that has as many of each mark as the one before or after it, and enough other than present, can have
 * the very same marks: no other's are read, and what stands for them is their numbers, which no neighbour shares.
 */
export async function sheetFacts(db: Reader, asked: FlagsAsked, least: number): Promise<SheetFacts[]> {
  const rows = await db.execute<Row>(sql`
    with s as (
      select s.id, s.cohort_id, s.seq, s.day, s.starts_at, s.net_minutes, s.break_minutes, s.submitted_at, s.recorded_by, s.head_count,
        s.n_rows, s.n_present, s.n_late, s.n_early, concat_ws(' ', s.n_present, s.n_late, s.n_early, s.n_absent, s.n_excused) as counts
      from app.session s join app.cohort c on c.id = s.cohort_id
      where s.run_id = ${asked.runId}::uuid and s.day <= ${asked.asOf}::date and app.counts(s.status) and s.makes_up_id is null
        and not s.visit and ${inReach(asked)}
    ), n as (
      select s.*, s.counts in (lag(s.counts) over w, lead(s.counts) over w) and s.n_rows - s.n_present >= ${least}::int as alike
      from s window w as (partition by s.cohort_id order by s.starts_at, s.id)
    )
    select n.id as "sessionId", n.cohort_id as "cohortId", n.seq::int as seq,
      extract(epoch from n.starts_at)::float8 * 1000 as "startsAt",
      extract(epoch from n.starts_at + make_interval(mins => n.net_minutes + n.break_minutes))::float8 * 1000 as "endsAt",
      floor(extract(epoch from n.submitted_at) * 1000)::float8 as "submittedAt",
      coalesce(f.id, (select cf.facilitator_id from app.cohort_facilitator cf where cf.cohort_id = n.cohort_id and cf.role = 'LEAD' and cf.from_day <= n.day
        and (cf.to_day is null or cf.to_day >= n.day) order by cf.from_day desc limit 1)) as "leaderId",
      case when n.alike then (select md5(string_agg(a.person_id::text || a.code || ' ' || a.late_minutes || ' ' || a.early_minutes, ',' order by a.person_id))
        from app.attendance a where a.session_id = n.id) else n.counts end as marks,
      n.n_rows::int as rows, (n.n_present + n.n_late + n.n_early)::int as here, (n.n_rows - n.n_present)::int as exceptions,
      n.head_count::int as "headCount", (select count(*)::int from app.session_guest g where g.session_id = n.id) as guests
    from n left join (select distinct on (f.user_id) f.user_id, f.id from app.facilitator f where f.run_id = ${asked.runId}::uuid
      order by f.user_id, f.id) f on f.user_id = n.recorded_by`)
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
