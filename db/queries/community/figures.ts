import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { COMMUNITY_CODES, type CommunityCode, type CommunityFigure } from '@/lib/community/kinds'
import type { Reader } from '../../client'

/** Which results are meant: of a run, up to a day, in a county or a neighbourhood or everywhere. */
export type CommunityAsked = { runId: string; asOf: string; placeId?: string }

export const placed = ({ placeId }: Pick<CommunityAsked, 'placeId'>): SQL =>
  placeId ? sql`(c.county_id = ${placeId}::uuid or c.place_id = ${placeId}::uuid)` : sql`true`

/** A record `r` that stood on the day. */
export const stood = ({ asOf }: Pick<CommunityAsked, 'asOf'>): SQL =>
  sql`r.struck_at is null and r.day <= ${asOf}::date`

/** Where a proposal `r` stood on the day: its last answer by then. */
export const statusOn = ({ asOf }: Pick<CommunityAsked, 'asOf'>): SQL => sql`
  case when r.kind = 'PROPOSAL' then coalesce((select f.status from app.community_fate f where f.record_id = r.id and f.day <= ${asOf}::date
    order by f.day desc, f.entered_at desc, f.id desc limit 1), 'PROPOSED') end`

type Row = {
  placeId: string | null
  cohorts: number
  proposals: number
  accepted: number
  plans: number
  analyses: number
  works: number
  participants: number
}

const grouped = (level: 'run' | 'county' | 'place') =>
  level === 'run' ? sql`null::uuid` : level === 'county' ? sql`c.county_id` : sql`c.place_id`

async function facts(db: Reader, asked: CommunityAsked, level: 'run' | 'county' | 'place'): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    with k as (
      select r.cohort_id, count(*) filter (where r.kind = 'PROPOSAL') as proposals,
        count(*) filter (where r.status_then in ('ACCEPTED', 'DONE')) as accepted,
        bool_or(r.kind = 'PLAN') as planned, bool_or(r.kind = 'ANALYSIS') as analysed,
        count(*) filter (where r.kind in ('MEETING', 'COLLECTIVE_WORK')) as works,
        coalesce(sum(r.participants) filter (where r.kind in ('MEETING', 'COLLECTIVE_WORK')), 0) as participants
      from (select r.*, ${statusOn(asked)} as status_then from app.community_record r
        where r.run_id = ${asked.runId}::uuid and ${stood(asked)}) r
      group by r.cohort_id)
    select ${grouped(level)} as "placeId", count(*)::int as cohorts, coalesce(sum(k.proposals), 0)::int as proposals,
      coalesce(sum(k.accepted), 0)::int as accepted, (count(*) filter (where k.planned))::int as plans,
      (count(*) filter (where k.analysed))::int as analyses, coalesce(sum(k.works), 0)::int as works,
      coalesce(sum(k.participants), 0)::int as participants
    from app.cohort c left join k on k.cohort_id = c.id
    where c.run_id = ${asked.runId}::uuid and c.status <> 'CANCELLED' and ${placed(asked)}
      and c.scope_id = any((select app.my_scope('marks'))::int[])
    group by 1`)
  return [...rows]
}

const NONE: Row = {
  placeId: null,
  cohorts: 0,
  proposals: 0,
  accepted: 0,
  plans: 0,
  analyses: 0,
  works: 0,
  participants: 0,
}

function figureOf(code: CommunityCode, row: Row): CommunityFigure {
  switch (code) {
    case 'O-10':
      return { code, value: row.proposals, numerator: row.accepted, denominator: row.proposals }
    case 'O-11':
      return { code, value: row.plans, numerator: row.plans, denominator: row.cohorts }
    case 'O-12':
      return { code, value: row.analyses, numerator: row.analyses, denominator: row.cohorts }
    case 'O-13':
      return { code, value: row.works, numerator: row.participants, denominator: null }
  }
}
const figuresOf = (row: Row) => COMMUNITY_CODES.map((code) => figureOf(code, row))

/** O-10 to O-13 of a run up to a day, in one place or all; the one count of them, for screens, exports and reports. */
export async function communityFigures(
  db: Reader,
  _scope: Scope,
  asked: CommunityAsked,
): Promise<CommunityFigure[]> {
  const [row] = await facts(db, asked, 'run')
  return figuresOf(row ?? NONE)
}

/** The same for each county or neighbourhood that has a cohort: the parts of the run's numbers. */
export async function communityFiguresByPlace(
  db: Reader,
  _scope: Scope,
  asked: CommunityAsked & { level: 'county' | 'place' },
): Promise<{ placeId: string; figures: CommunityFigure[] }[]> {
  const rows = await facts(db, asked, asked.level)
  return rows.flatMap((row) =>
    row.placeId === null ? [] : [{ placeId: row.placeId, figures: figuresOf(row) }],
  )
}
