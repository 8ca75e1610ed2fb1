import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Programme } from '@/lib/access/policy'
import type { Addressee, ProposalState, RecordKind } from '@/lib/community/kinds'
import type { Reader } from '../../client'
import { type CommunityAsked, placed, statusOn, stood } from './figures'

export type RecordLine = {
  recordId: string
  kind: RecordKind
  day: string
  what: string
  addressedTo: Addressee | null
  participants: number | null
  status: ProposalState | null
  cohortId: string
  placeId: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
}
export const RECORDS_A_PAGE = 50

/** A page of the records behind the figures, as they stood on the day, with how many there are. */
export async function communityRecords(
  db: Reader,
  _scope: Scope,
  asked: CommunityAsked & { kinds: readonly RecordKind[]; state?: ProposalState; page: number },
): Promise<{ lines: RecordLine[]; total: number }> {
  const rows = await db.execute<RecordLine & { total: number }>(sql`
    select x.*, (count(*) over ())::int as total from (
      select r.id as "recordId", r.kind, r.day::text as day, r.what, r.addressed_to as "addressedTo", r.participants,
        ${statusOn(asked)} as status, r.cohort_id as "cohortId", n.id as "placeId", n.name_fa as "placeFa", n.name_en as "placeEn",
        y.name_fa as "countyFa", y.name_en as "countyEn"
      from app.community_record r join app.cohort c on c.id = r.cohort_id join app.place n on n.id = c.place_id
      join app.place y on y.id = c.county_id
      where r.run_id = ${asked.runId}::uuid and ${stood(asked)} and ${placed(asked)} and r.kind = any(${`{${asked.kinds.join(',')}}`}::text[])) x
    where ${asked.state ? sql`x.status = ${asked.state}` : sql`true`}
    order by x.day desc, x."countyFa" collate "fa-x-icu", x."placeFa" collate "fa-x-icu", x."recordId"
    limit ${RECORDS_A_PAGE} offset ${(asked.page - 1) * RECORDS_A_PAGE}`)
  return { lines: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 }
}

export type KindCount = {
  placeId: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  counts: Partial<Record<RecordKind, number>>
  accepted: number
  participants: number
}

/** Per neighbourhood, how many records of each kind stood on the day. */
export async function communityByKind(
  db: Reader,
  _scope: Scope,
  asked: CommunityAsked,
): Promise<KindCount[]> {
  const rows = await db.execute<KindCount>(sql`
    with r as (select r.*, ${statusOn(asked)} as status_then from app.community_record r where r.run_id = ${asked.runId}::uuid and ${stood(asked)})
    select n.id as "placeId", n.name_fa as "placeFa", n.name_en as "placeEn", y.name_fa as "countyFa", y.name_en as "countyEn",
      coalesce((select jsonb_object_agg(x.kind, x.n) from (select kind, count(*)::int as n from r where r.cohort_id = c.id group by kind) x), '{}') as counts,
      (select count(*)::int from r where r.cohort_id = c.id and r.status_then in ('ACCEPTED', 'DONE')) as accepted,
      (select coalesce(sum(r.participants), 0)::int from r where r.cohort_id = c.id and r.kind in ('MEETING', 'COLLECTIVE_WORK')) as participants
    from app.cohort c join app.place n on n.id = c.place_id join app.place y on y.id = c.county_id
    where c.run_id = ${asked.runId}::uuid and c.status <> 'CANCELLED' and ${placed(asked)}
      and c.scope_id = any((select app.my_scope('marks'))::int[])
    order by y.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu"`)
  return [...rows]
}

export type FormerRecord = {
  day: string
  what: string
  elements: string | null
  shocks: string | null
  resources: string | null
  priorities: string | null
  addressedTo: Addressee | null
  participants: number | null
  at: string
  reason: string
  who: string | null
}
export type Fate = { status: ProposalState; day: string; reason: string | null; who: string | null }
export type RecordPage = RecordLine & {
  elements: string | null
  shocks: string | null
  resources: string | null
  priorities: string | null
  by: string | null
  struck: { at: string; reason: string } | null
  former: FormerRecord[]
  fates: Fate[]
  version: number
  path: number[]
  programme: Programme | null
  closed: boolean
  /** The day on the run's own clock. */
  today: string
}

/** One record with what became of it and what stood before; null where it is not the reader's to see. */
export async function communityRecord(
  db: Reader,
  _scope: Scope,
  recordId: string,
): Promise<RecordPage | null> {
  const [row] = await db.execute<RecordPage>(sql`
    select r.id as "recordId", r.kind, r.day::text as day, r.what, r.elements, r.shocks, r.resources, r.priorities,
      r.addressed_to as "addressedTo", r.participants, r.status, r.cohort_id as "cohortId", n.id as "placeId", n.name_fa as "placeFa",
      n.name_en as "placeEn", y.name_fa as "countyFa", y.name_en as "countyEn", r.version, s.path, s.programme, u.status = 'CLOSED' as closed,
      (app.run_clock(u) at time zone 'Asia/Tehran')::date::text as today,
      (select display_name from app.user_account where id = r.created_by) as by,
      case when r.struck_at is not null then jsonb_build_object('at', (r.struck_at at time zone 'Asia/Tehran')::date, 'reason', r.struck_reason) end as struck,
      (select coalesce(jsonb_agg(f.value || jsonb_build_object('who', (select display_name from app.user_account a where a.id = (f.value->>'by')::uuid))
        order by f.ordinality desc), '[]') from jsonb_array_elements(r.former) with ordinality f) as former,
      (select coalesce(jsonb_agg(jsonb_build_object('status', f.status, 'day', f.day, 'reason', f.reason,
        'who', (select display_name from app.user_account a where a.id = f.entered_by)) order by f.day, f.entered_at), '[]')
        from app.community_fate f where f.record_id = r.id) as fates
    from app.community_record r join app.cohort c on c.id = r.cohort_id join app.place n on n.id = c.place_id
    join app.place y on y.id = c.county_id join app.scope s on s.id = r.scope_id join app.run u on u.id = r.run_id
    where r.id = ${recordId}`)
  return row ?? null
}

export type WritableCohort = {
  cohortId: string
  code: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  today: string
}

/** The cohorts of runs that are still open, of which the reader may write records. */
export async function writableCohorts(
  db: Reader,
  _scope: Scope,
  { runId }: { runId?: string },
): Promise<WritableCohort[]> {
  const rows = await db.execute<WritableCohort>(sql`
    select c.id as "cohortId", c.code, n.name_fa as "placeFa", n.name_en as "placeEn", y.name_fa as "countyFa", y.name_en as "countyEn",
      (app.run_clock(u) at time zone 'Asia/Tehran')::date::text as today
    from app.cohort c join app.run u on u.id = c.run_id join app.place n on n.id = c.place_id join app.place y on y.id = c.county_id
    where c.status <> 'CANCELLED' and u.status <> 'CLOSED' and ${runId ? sql`c.run_id = ${runId}::uuid` : sql`true`}
      and c.scope_id = any((select app.my_scope('record'))::int[])
    order by y.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu"`)
  return [...rows]
}

/** All records of the cohorts a facilitator leads, newest first. */
export async function myRecords(db: Reader, scope: Scope): Promise<RecordLine[]> {
  const rows = await db.execute<RecordLine>(sql`
    select r.id as "recordId", r.kind, r.day::text as day, r.what, r.addressed_to as "addressedTo", r.participants, r.status,
      r.cohort_id as "cohortId", n.id as "placeId", n.name_fa as "placeFa", n.name_en as "placeEn", y.name_fa as "countyFa", y.name_en as "countyEn"
    from app.community_record r join app.cohort c on c.id = r.cohort_id join app.place n on n.id = c.place_id join app.place y on y.id = c.county_id
    where r.struck_at is null and r.cohort_id in (select cf.cohort_id from app.cohort_facilitator cf
      join app.facilitator f on f.id = cf.facilitator_id and f.user_id = ${scope.userId} where cf.to_day is null)
    order by r.day desc, r.id desc limit 200`)
  return [...rows]
}
