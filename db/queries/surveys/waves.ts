import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { InstrumentCode } from '@/lib/surveys/instruments'
import type { WaveKind } from '@/lib/surveys/wave'
import type { Reader } from '../../client'

export type Wave = {
  waveId: string
  kind: WaveKind
  instruments: InstrumentCode[]
  opensOn: string
  closesOn: string
  closed: boolean
  version: number
}

/** The waves of a run, in the order they come. */
export async function wavesOf(db: Reader, _scope: Scope, runId: string): Promise<Wave[]> {
  const rows = await db.execute<Wave>(sql`
    select id as "waveId", kind, instruments, opens_on::text as "opensOn", closes_on::text as "closesOn",
      closed_at is not null as closed, version
    from app.assessment_wave where run_id = ${runId} order by array_position(array['BASELINE', 'ENDLINE', 'FOLLOW_UP'], kind)`)
  return [...rows]
}

/** How many of a group have answered: never who, never what. */
export type Progress = {
  waveId: string
  cohortId: string
  placeFa: string
  placeEn: string
  people: number
  answered: number
}

/** Progress of each group in reach, by name. */
export async function surveyProgress(db: Reader, _scope: Scope, runId: string): Promise<Progress[]> {
  const rows = await db.execute<Progress>(sql`
    select p.wave_id as "waveId", p.cohort_id as "cohortId", n.name_fa as "placeFa", n.name_en as "placeEn", p.people, p.answered
    from app.survey_progress(${runId}) p join app.cohort c on c.id = p.cohort_id join app.place n on n.id = c.place_id
    order by n.name_fa collate "fa-x-icu"`)
  return [...rows]
}

/** The groups of a run and how many of their people have a card. */
export type CardGroup = {
  cohortId: string
  placeFa: string
  placeEn: string
  people: number
  cards: number
  declined: number
}

export async function cardGroups(db: Reader, _scope: Scope, runId: string): Promise<CardGroup[]> {
  const rows = await db.execute<CardGroup>(sql`
    select c.id as "cohortId", n.name_fa as "placeFa", n.name_en as "placeEn", x.people, x.cards, x.declined
    from app.cohort c join app.place n on n.id = c.place_id cross join lateral (
      select count(*)::int as people, count(*) filter (where has_card)::int as cards,
        count(*) filter (where declined)::int as declined from app.cards_of(c.id)) x
    where c.run_id = ${runId} and c.status <> 'CANCELLED' and x.people > 0 order by n.name_fa collate "fa-x-icu"`)
  return [...rows]
}

export type LoadedWording = {
  wordingId: string
  instrument: InstrumentCode
  language: 'fa' | 'en'
  source: string
  licence: string
  loadedOn: string
  provinceId: string
}

/** The words that offices supplied, in the asker's provinces. */
export async function loadedWordings(db: Reader, _scope: Scope): Promise<LoadedWording[]> {
  const rows = await db.execute<LoadedWording>(sql`
    select id as "wordingId", instrument, language, source, licence, province_id as "provinceId",
      (loaded_at at time zone 'Asia/Tehran')::date::text as "loadedOn"
    from app.instrument_wording where removed_at is null order by instrument desc, language desc`)
  return [...rows]
}

export type WordingProvince = { provinceId: string; nameFa: string; nameEn: string }

/** The provinces for which the asker may load words. */
export async function wordingProvinces(db: Reader, _scope: Scope): Promise<WordingProvince[]> {
  const rows = await db.execute<WordingProvince>(sql`
    select id as "provinceId", name_fa as "nameFa", name_en as "nameEn" from app.place
    where kind = 'PROVINCE' and (scope_id = any((select app.my_scope('run'))::int[]) or scope_id = any((select app.my_scope('accounts'))::int[]))
    order by name_fa collate "fa-x-icu"`)
  return [...rows]
}

/** The open waves of the groups this account leads, with how many have answered. */
export type MySurvey = {
  kind: WaveKind
  closesOn: string
  placeFa: string
  placeEn: string
  people: number
  answered: number
}

export async function mySurveys(db: Reader, scope: Scope): Promise<MySurvey[]> {
  const rows = await db.execute<MySurvey>(sql`
    select w.kind, w.closes_on::text as "closesOn", n.name_fa as "placeFa", n.name_en as "placeEn", p.people, p.answered
    from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id and f.user_id = ${scope.userId}
    join app.cohort c on c.id = cf.cohort_id join app.place n on n.id = c.place_id join app.run r on r.id = c.run_id
    join app.assessment_wave w on w.run_id = r.id and w.closed_at is null
      and (app.run_clock(r) at time zone 'Asia/Tehran')::date between w.opens_on and w.closes_on
    join app.survey_progress(r.id) p on p.wave_id = w.id and p.cohort_id = c.id
    where cf.to_day is null and c.status <> 'CANCELLED' order by n.name_fa collate "fa-x-icu", w.opens_on`)
  return [...rows]
}

/** The counties of a province over the whole of which the reader registers people: of these she reads the outcomes. */
export type OwnCounty = { placeId: string; fa: string; en: string }

export async function ownCounties(db: Reader, _scope: Scope, provinceId: string): Promise<OwnCounty[]> {
  const rows = await db.execute<OwnCounty>(sql`
    select p.id as "placeId", p.name_fa as fa, p.name_en as en from app.place p where p.kind = 'COUNTY' and p.province_id = ${provinceId}
      and p.scope_id = any((select app.my_scope('enrol'))::int[]) order by p.name_fa collate "fa-x-icu"`)
  return [...rows]
}

/** The day on which it was forgotten who stands behind the answers of a run; null while it is known. */
export async function linksPartedOn(db: Reader, _scope: Scope, runId: string): Promise<string | null> {
  const [row] = await db.execute<{ day: string | null }>(
    sql`select links_parted_on::text as day from app.run where id = ${runId}`,
  )
  return row?.day ?? null
}
