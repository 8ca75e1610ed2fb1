import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../client'
import type { Basis } from './basis'
import { type PlaceFacts, placeColumns, placeFacts } from './cohort-facts'
import { type Asked, countedBy, facilitatorCounty, itsMarks } from './conditions'

/**
 * Facilitators of the place, one row each: minutes of training up to the day (never more than the workshop has),
 * whether accepted and certified by then, and the gain in knowledge once her workshop has ended.
 */
export function facilitatorRows(asked: Asked, basis: Basis, from: 'kept' | 'marks'): SQL {
  const kept = from === 'kept' && basis.coversAll
  const cap = basis.rules.FAC_TRAINING_MINUTES ?? null
  const marks = kept
    ? sql``
    : sql`left join (
        select a.person_id, sum(a.credited_minutes)::int as minutes
        from app.session s ${itsMarks}
        where s.run_id = ${asked.runId}::uuid and s.class_id is not null and ${countedBy(asked)}
        group by a.person_id) m on m.person_id = f.person_id`
  return sql`
    select f.id, f.person_id, f.organisation_id, f.status, f.certified_on, ${facilitatorCounty} as county_id,
      coalesce(f.accepted_on <= ${asked.asOf}::date and f.status <> 'REJECTED', false) as accepted,
      coalesce(f.certified_on <= ${asked.asOf}::date, false) as certified,
      least(${kept ? sql`f.training_minutes` : sql`coalesce(m.minutes, 0)`}, ${cap}::int) as minutes,
      case when d.ended then f.knowledge_post - f.knowledge_pre end as gain
    from app.facilitator f ${marks}
    cross join (select coalesce(max(s.day) <= ${asked.asOf}::date, true) as ended from app.session s
      where s.run_id = ${asked.runId}::uuid and s.class_id is not null and s.status not in ('CANCELLED', 'RESCHEDULED')) d
    where f.run_id = ${asked.runId}::uuid
      and ${asked.placeId ? sql`${facilitatorCounty} = ${asked.placeId}::uuid` : sql`true`}`
}

/** What is known of the facilitators up to the day, for the run and by county. */
export async function facilitatorFacts(
  db: Reader,
  asked: Asked,
  basis: Basis,
): Promise<{ run: PlaceFacts[]; county: PlaceFacts[] }> {
  const rows = await db.execute<Record<string, string | number | null> & { whole: number }>(sql`
    with f as (
      select grouping(x.county_id) as whole, x.county_id as place_id,
        count(*) filter (where x.certified)::int as "certified", coalesce(sum(x.minutes), 0)::float8 as "trainingMinutes",
        count(distinct x.organisation_id) filter (where x.accepted)::int as "organisations",
        coalesce(sum(x.gain), 0)::float8 as "knowledgeGain", count(x.gain)::int as "knowledgePairs"
      from (${facilitatorRows(asked, basis, 'kept')}) x group by grouping sets ((), (x.county_id))
    )
    select f.*, ${placeColumns} from f left join app.place n on n.id = f.place_id left join app.place k on k.id = n.id`)
  const found = { run: [] as PlaceFacts[], county: [] as PlaceFacts[] }
  for (const { whole, ...row } of rows) found[whole === 1 ? 'run' : 'county'].push(placeFacts(row))
  return found
}
