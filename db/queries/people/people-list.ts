import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { foldText } from '@/lib/shared/persian-text'
import type { Reader } from '../../client'
import { openForPerson, openPersonKey, type SealedColumn } from '../../vault'

export const ENROLMENT_STATES = [
  'REGISTERED',
  'ACTIVE',
  'COMPLETED',
  'NOT_COMPLETED',
  'NO_SHOW',
  'CANCELLED',
  'WITHDRAWN',
  'TRANSFERRED',
  'WAITING',
] as const
export type EnrolmentState = (typeof ENROLMENT_STATES)[number]

export type PeopleAsked = {
  runId: string
  /** Part of a name in any spelling; several words may stand in any order. */
  search?: string
  countyId?: string
  cohortCode?: string
  status?: EnrolmentState
  page: number
}
export type PersonLine = {
  personId: string
  name: string
  father: string | null
  birthYear: number
  idEnd: string | null
  cohortCode: string | null
  placeFa: string | null
  placeEn: string | null
  countyFa: string | null
  countyEn: string | null
  status: EnrolmentState | null
  minutes: number
}
export const PEOPLE_A_PAGE = 50

/** People of the asker's scope who are enrolled in a run, a page at a time, in the order of their family names. */
export async function peopleList(
  db: Reader,
  _scope: Scope,
  asked: PeopleAsked,
): Promise<{ rows: PersonLine[]; total: number; cases: number }> {
  const words = (asked.search ?? '').split(/\s+/).map(foldText).filter(Boolean).slice(0, 6)
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const matches = patterns.map((pattern) => sql`and p.fold like ${pattern}`)
  const rows = await db.execute<
    PersonLine & { total: number; cases: number; nid: string | null; key: string | null; provinceId: string }
  >(sql`
    select p.id as "personId", p.first_name || ' ' || p.last_name as name, p.father_name as father, p.birth_year as "birthYear",
      p.national_id_sealed as nid, k.sealed as key, p.province_id as "provinceId", c.code as "cohortCode",
      pl.name_fa as "placeFa", pl.name_en as "placeEn", co.name_fa as "countyFa", co.name_en as "countyEn",
      e.status, e.credited_minutes + e.carried_minutes as minutes, count(*) over ()::int as total
    from app.enrolment e
    join app.person p on p.id = e.person_id
    join app.cohort c on c.id = e.cohort_id
    join app.place pl on pl.id = c.place_id
    join app.place co on co.id = c.county_id
    left join app.person_key k on k.person_id = p.id
    where e.run_id = ${asked.runId} ${sql.join(matches, sql` `)}
      ${asked.countyId ? sql`and c.county_id = ${asked.countyId}` : sql``}
      ${asked.cohortCode ? sql`and c.code = ${asked.cohortCode}` : sql``}
      ${asked.status ? sql`and e.status = ${asked.status}` : sql``}
    order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", p.id limit ${PEOPLE_A_PAGE} offset ${(asked.page - 1) * PEOPLE_A_PAGE}`)
  const [cases] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from app.duplicate_case where status = 'OPEN'`,
  )
  return {
    total: rows[0]?.total ?? 0,
    cases: cases?.n ?? 0,
    rows: [...rows].map(({ total: _, cases: __, nid, key, provinceId, ...row }) => ({
      ...row,
      idEnd: nid && key ? lastTwo(provinceId, row.personId, key, nid) : null,
    })),
  }
}

/** The last two digits, which is all of a national id or a mobile number that a page shows. */
export function lastTwo(
  provinceId: string,
  personId: string,
  keySealed: string,
  sealed: string,
  column: SealedColumn = 'national_id_sealed',
): string {
  return openForPerson(openPersonKey(provinceId, personId, keySealed), column, sealed).slice(-2)
}

export type PlaceChoice = {
  countyId: string
  countyFa: string
  countyEn: string
  code: string
  placeFa: string
  placeEn: string
}

/** The cohorts of a run to choose from, by county. */
export async function cohortChoices(db: Reader, _scope: Scope, runId: string): Promise<PlaceChoice[]> {
  const rows = await db.execute<PlaceChoice>(sql`
    select co.id as "countyId", co.name_fa as "countyFa", co.name_en as "countyEn", c.code, pl.name_fa as "placeFa",
      pl.name_en as "placeEn"
    from app.cohort c join app.place pl on pl.id = c.place_id join app.place co on co.id = c.county_id
    where c.run_id = ${runId} order by co.name_fa collate "fa-x-icu", pl.name_fa collate "fa-x-icu"`)
  return [...rows]
}
