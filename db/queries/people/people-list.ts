import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { searchWords } from '@/lib/people/name-search'
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
  const { rows, total } = await linesOf(db, asked, PEOPLE_A_PAGE, (asked.page - 1) * PEOPLE_A_PAGE)
  const [cases] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from app.duplicate_case where status = 'OPEN'`,
  )
  return { rows, total, cases: cases?.n ?? 0 }
}

/** The same list without pages, at most `most` of it; `total` tells whether that was all. */
export async function peopleWhole(
  db: Reader,
  _scope: Scope,
  asked: Omit<PeopleAsked, 'page'>,
  most: number,
): Promise<{ rows: PersonLine[]; total: number }> {
  return linesOf(db, asked, most, 0)
}

type Raw = PersonLine & { total: number; nid: string | null; key: string | null; provinceId: string }

async function linesOf(
  db: Reader,
  asked: Omit<PeopleAsked, 'page'>,
  limit: number,
  offset: number,
): Promise<{ rows: PersonLine[]; total: number }> {
  const found = (most: number, from: number) => sql`app.people_found(${asked.runId}, ${wordsOf(asked.search)},
    ${asked.countyId ?? null}::uuid, ${asked.cohortCode ?? null}, ${asked.status ?? null}, ${most}::int, ${from}::int)`
  const rows = await db.execute<Raw>(sql`
    select p.id as "personId", case when p.erased_at is null then p.first_name || ' ' || p.last_name else '—' end as name, p.father_name as father, p.birth_year as "birthYear",
      p.national_id_sealed as nid, k.sealed as key, p.province_id as "provinceId", c.code as "cohortCode",
      pl.name_fa as "placeFa", pl.name_en as "placeEn", co.name_fa as "countyFa", co.name_en as "countyEn",
      e.status, e.credited_minutes + e.carried_minutes as minutes, x.total
    from ${found(limit, offset)} with ordinality x(id, total, place)
    join app.enrolment e on e.id = x.id
    join app.person p on p.id = e.person_id
    join app.cohort c on c.id = e.cohort_id
    join app.place pl on pl.id = c.place_id
    join app.place co on co.id = c.county_id
    left join app.person_key k on k.person_id = p.id
    order by x.place`)
  // Beyond the last page no row tells how many there are.
  const [first] =
    rows.length > 0 || offset === 0
      ? rows
      : await db.execute<Pick<Raw, 'total'>>(sql`select total from ${found(1, 0)}`)
  return {
    total: first?.total ?? 0,
    rows: [...rows].map(({ total: _, nid, key, provinceId, ...row }) => ({
      ...row,
      idEnd: nid && key ? lastTwo(provinceId, row.personId, key, nid) : null,
    })),
  }
}

/** The words of a search as an array of the database. */
function wordsOf(search: string | undefined): SQL {
  const words = searchWords(search).map((word) => sql`${word}`)
  return words.length > 0 ? sql`array[${sql.join(words, sql`, `)}]::text[]` : sql`'{}'::text[]`
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
