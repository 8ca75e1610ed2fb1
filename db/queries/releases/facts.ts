import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ReleaseFacts } from '@/lib/releases/bundle'
import type { PublicMonth, PublicWeaveRow, Text } from '@/lib/releases/public-release'
import { AppError } from '@/lib/shared/result'
import type { Reader } from '../../client'
import { figuresAt } from '../indicators/figures'
import { peopleOf } from './people'

type Asked = { runId: string; asOf: string }
type Head = {
  run_fa: string
  run_en: string
  province_fa: string
  province_en: string
  is_demo: boolean
  closed: boolean
  rules: Record<string, number | string>
  office_fa: string | null
  office_en: string | null
  phone: string | null
  email: string | null
  hours_fa: string | null
  hours_en: string | null
  sessions_per_cohort: number
}

const text = (fa: string, en: string | null): Text => ({ fa, en })

/** Everything a release is made of, from approved sheets up to the end of the day. */
export async function releaseFacts(db: Reader, scope: Scope, { runId, asOf }: Asked): Promise<ReleaseFacts> {
  const asked = { runId, asOf, counting: 'public' as const }
  const [head] = await db.execute<Head>(sql`
    select r.name_fa run_fa, r.name_en run_en, p.name_fa province_fa, p.name_en province_en, r.is_demo, r.status = 'CLOSED' closed,
      app.rules_at(array['COUNTY_TARGET','NEIGHBOURHOOD_TARGET','FACILITATOR_TARGET','PARTICIPANT_TARGET','COHORT_MINUTES',
        'FAC_TRAINING_MINUTES','COMPLETION_MODE','COMPLETION_SHARE_PARTICIPANT','PUBLIC_SUPPRESS_BELOW','PUBLIC_REFRESH_CHANGES',
        'PUBLIC_PERCENT_MIN_BASE','COHORT_MAX_SIZE','PUBLIC_OUTCOME_MIN_N'], r.id, r.province_id,
        (${asOf}::date + 1)::timestamp at time zone 'Asia/Tehran') rules,
      o.name_fa office_fa, o.name_en office_en, o.phone, o.email, o.hours_fa, o.hours_en,
      coalesce((select max(n) from (select count(*)::int n from app.session s where s.run_id = r.id and s.cohort_id is not null and s.makes_up_id is null
        and s.status not in ('CANCELLED','RESCHEDULED') group by s.cohort_id) x), 0) sessions_per_cohort
    from app.run r join app.place p on p.id = r.province_id left join app.office_contact o on o.scope_id = r.scope_id
    where r.id = ${runId}::uuid`)
  if (!head) throw new AppError('E-GEN-02')
  const { run: ofRun, county: ofCounties } = await figuresAt(db, scope, asked, ['run', 'county'])
  const facts = ofRun.places[0]?.facts
  if (!facts || !ofRun.wholeRun) throw new AppError('E-GEN-02')
  const rule = (key: string) => Number(head.rules[key])
  const sessions = await weaveRows(db, { runId, asOf })
  const positions = await countyPositions(db, runId)
  return {
    asOfIso: asOf,
    demo: head.is_demo,
    runName: text(head.run_fa, head.run_en),
    provinceName: text(head.province_fa, head.province_en),
    office: {
      name: text(head.office_fa ?? head.province_fa, head.office_en ?? head.province_en),
      phone: head.phone ?? '',
      email: head.email ?? '',
      hours: head.hours_fa ? text(head.hours_fa, head.hours_en) : null,
    },
    rules: {
      completionShare: head.rules.COMPLETION_MODE === 'STRICT' ? 1 : rule('COMPLETION_SHARE_PARTICIPANT'),
      cohortMinutes: rule('COHORT_MINUTES'),
      minPeople: rule('PUBLIC_SUPPRESS_BELOW'),
      sessionsPerCohort: head.sessions_per_cohort,
      groupCap: rule('COHORT_MAX_SIZE'),
      refreshChanges: rule('PUBLIC_REFRESH_CHANGES'),
      percentBase: rule('PUBLIC_PERCENT_MIN_BASE'),
      outcomeLeast: rule('PUBLIC_OUTCOME_MIN_N'),
    },
    targets: {
      counties: rule('COUNTY_TARGET'),
      neighbourhoods: rule('NEIGHBOURHOOD_TARGET'),
      facilitators: rule('FACILITATOR_TARGET'),
      participants: rule('PARTICIPANT_TARGET'),
    },
    facilitatorMinutes: rule('FAC_TRAINING_MINUTES'),
    counts: {
      counties: facts.counties,
      neighbourhoods: facts.neighbourhoods,
      certified: facts.certified,
      enrolled: facts.enrolled,
      heldMinutes: facts.heldMinutes,
      creditedMinutes: facts.creditedMinutes,
      held: facts.held,
      completed: facts.completed,
      left: facts.enrolled - facts.stayed,
    },
    runClosed: head.closed,
    counties: ofCounties.places
      .filter(({ facts: county }) => county.planCohorts > 0)
      .map(({ place, facts: county }) => ({
        name: text(place?.nameFa ?? '', place?.nameEn ?? null),
        position: positions.get(place?.nameFa ?? '') ?? null,
        neighbourhoods: county.planCohorts,
        enrolled: county.enrolled,
        sessionsHeld: county.held,
        sessionsPlanned: sessions
          .filter((row) => row.countyName.fa === place?.nameFa)
          .reduce((sum, row) => sum + row.planned, 0),
        heldMinutes: county.heldMinutes,
      })),
    people: await peopleOf(db, scope, { runId, asOf }),
    weave: sessions,
    months: await monthRows(db, { runId, asOf }),
    aims: await aims(db),
    legalBases: await legalBases(db, runId),
  }
}

/** Where the counties of a run's province lie, by their Persian names. */
async function countyPositions(
  db: Reader,
  runId: string,
): Promise<Map<string, { lon: number; lat: number }>> {
  const rows = await db.execute<{ name: string; lon: number; lat: number }>(sql`
    select c.name_fa as name, c.lon::float8 as lon, c.lat::float8 as lat from app.run r join app.place c on c.province_id = r.province_id
    where r.id = ${runId}::uuid and c.kind = 'COUNTY' and c.lon is not null and c.lat is not null`)
  return new Map(rows.map(({ name, lon, lat }) => [name, { lon, lat }]))
}

type Knotted = {
  place_fa: string
  place_en: string
  county_fa: string
  county_en: string
  knots: { state: PublicWeaveRow['knots'][number]['state']; module: number }[]
}

/** A row a neighbourhood, alphabetical; no day or time, and a sheet not yet approved looks like one still ahead. */
async function weaveRows(db: Reader, { runId, asOf }: Asked): Promise<PublicWeaveRow[]> {
  const rows = await db.execute<Knotted>(sql`
    select n.name_fa place_fa, n.name_en place_en, c.name_fa county_fa, c.name_en county_en,
      coalesce(jsonb_agg(jsonb_build_object('state', case when s.status = 'APPROVED' and s.day <= ${asOf}::date then 'held'
          when s.status = 'CANCELLED' and s.day <= ${asOf}::date then 'cancelled' else 'ahead' end, 'module', coalesce(m.seq, 0))
        order by s.seq, s.starts_at) filter (where s.id is not null
          and not (s.status = 'RESCHEDULED' or (s.status = 'CANCELLED' and s.day > ${asOf}::date))), '[]') knots
    from app.cohort h join app.place n on n.id = h.place_id join app.place c on c.id = h.county_id
    left join app.session s on s.cohort_id = h.id and s.makes_up_id is null left join app.module m on m.code = s.module_code
    where h.run_id = ${runId}::uuid and h.status <> 'CANCELLED'
    group by n.id, c.id order by c.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu"`)
  return rows.map((row) => ({
    placeName: text(row.place_fa, row.place_en),
    countyName: text(row.county_fa, row.county_en),
    held: row.knots.filter((knot) => knot.state === 'held').length,
    planned: row.knots.filter((knot) => knot.state !== 'cancelled').length,
    knots: row.knots,
  }))
}

async function monthRows(db: Reader, { runId, asOf }: Asked): Promise<PublicMonth[]> {
  const rows = await db.execute<{ month: number; sessions: number; minutes: number }>(sql`
    select d.month, count(*)::int sessions, sum(s.net_minutes)::int minutes from app.session s join app.calendar_day d on d.day = s.day
    where s.run_id = ${runId}::uuid and s.cohort_id is not null and s.makes_up_id is null and s.status = 'APPROVED' and s.day <= ${asOf}::date
    group by d.month order by d.month`)
  return rows.map((row) => ({
    year: Math.floor(row.month / 100),
    month: row.month % 100,
    sessions: row.sessions,
    heldMinutes: row.minutes,
  }))
}

async function aims(db: Reader): Promise<ReleaseFacts['aims']> {
  const rows = await db.execute<{ code: string; fa: string; en: string }>(
    sql`select code, title_fa fa, title_en en from app.aim where programme = 'RESILIENCE' order by seq`,
  )
  return rows.map((row) => ({ code: row.code, text: text(row.fa, row.en) }))
}

async function legalBases(db: Reader, runId: string): Promise<ReleaseFacts['legalBases']> {
  const rows = await db.execute<{ fa: string; en: string; from: string | null; to: string | null }>(sql`
    select b.title_fa fa, b.title_en en, b.valid_from::text "from", b.valid_to::text "to"
    from app.legal_basis b join app.run_legal_basis x on x.legal_basis_id = b.id where x.run_id = ${runId}::uuid order by b.kind, b.code`)
  return rows.map((row) => ({ title: text(row.fa, row.en), validFromIso: row.from, validToIso: row.to }))
}
