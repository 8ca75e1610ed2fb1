import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Drawable, Outcome } from '@/lib/quality/draw'
import type { Reader } from '../../client'
import { openFlags, qualityFlags } from './flags'
import { inReach } from './sheet-facts'

export type PoolAsked = { runId: string; countyId?: string; fromDay: string; toDay: string; clock: Date }

/** The sessions of these days that a draw may fall on, with whom was marked as there; flagged while a flag on them is open. */
export async function callPool(db: Reader, scope: Scope, asked: PoolAsked): Promise<Drawable[]> {
  const { runId, countyId, fromDay, toDay, clock } = asked
  const flags = openFlags(await qualityFlags(db, scope, { runId, countyId, asOf: toDay, clock }))
  const flagged = new Set(flags.map(({ sessionId }) => sessionId))
  const rows = await db.execute<{ sessionId: string; people: string[] }>(sql`
    select s.id as "sessionId", array_agg(a.person_id) as people
    from app.session s join app.cohort c on c.id = s.cohort_id join app.attendance a on a.session_id = s.id and a.code < 4
    where s.run_id = ${runId}::uuid and s.day between ${fromDay}::date and ${toDay}::date and app.counts(s.status)
      and s.makes_up_id is null and not s.visit and ${inReach({ countyId })}
    group by s.id`)
  return rows.map((row) => ({ ...row, flagged: flagged.has(row.sessionId) }))
}

export type SampleLine = {
  sampleId: string
  drawnOn: string
  by: string | null
  seed: string
  fromDay: string
  toDay: string
  wanted: number
  pool: number
  poolFlagged: number
  weight: number
  countyFa: string | null
  countyEn: string | null
  outcomes: (Outcome | null)[]
}

/** The draws of a run in the reader's reach, newest first; of each the answers she may see. */
export async function callSamples(db: Reader, _scope: Scope, runId: string): Promise<SampleLine[]> {
  const rows = await db.execute<SampleLine>(sql`
    select p.id as "sampleId", (p.drawn_at at time zone 'Asia/Tehran')::date::text as "drawnOn", u.display_name as by, p.seed,
      p.from_day::text as "fromDay", p.to_day::text as "toDay", p.wanted::int as wanted, p.pool, p.pool_flagged as "poolFlagged",
      p.weight::int as weight, k.name_fa as "countyFa", k.name_en as "countyEn",
      (select coalesce(jsonb_agg(l.outcome order by l.position), '[]') from app.call_line l where l.sample_id = p.id) as outcomes
    from app.call_sample p left join app.user_account u on u.id = p.drawn_by left join app.place k on k.id = p.county_id
    where p.run_id = ${runId}::uuid order by p.drawn_at desc, p.id desc limit 50`)
  return [...rows]
}

export type CallLine = {
  lineId: string
  position: number
  sessionId: string
  seq: number
  day: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  flagged: boolean
  /** Null where the reader sees no names: then the row of the register stands for her. */
  name: string | null
  personId: string | null
  rowNo: number | null
  outcome: Outcome | null
  version: number
  mayRecord: boolean
}

/** The list to call. It names people to those who may see names, and shows nobody's number: that is asked for on her page. */
export async function callLines(db: Reader, _scope: Scope, sampleId: string): Promise<CallLine[]> {
  const rows = await db.execute<CallLine>(sql`
    select l.id as "lineId", l.position::int as position, s.id as "sessionId", s.seq::int as seq, s.day::text as day, n.name_fa as "placeFa",
      n.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn", l.flagged, p.first_name || ' ' || p.last_name as name,
      p.id as "personId", e.row_no::int as "rowNo", l.outcome, l.version,
      l.scope_id = any((select app.my_scope('review'))::int[]) as "mayRecord"
    from app.call_line l join app.session s on s.id = l.session_id join app.cohort c on c.id = s.cohort_id
    join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    left join app.person g on g.id = l.person_id
    left join app.person p on p.id = coalesce(g.merged_into, l.person_id)
    left join app.enrolment e on e.cohort_id = c.id and e.person_id = coalesce(g.merged_into, l.person_id)
    where l.sample_id = ${sampleId} order by l.position`)
  return [...rows]
}
