import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Programme } from '@/lib/access/policy'
import { type Coverage, type CoverageFacts, coverageOf, PROGRAMMES } from '@/lib/picture/coverage'
import { tehranDay } from '@/lib/shared/tehran'
import type { Reader } from '../../client'
import { associationClock } from '../associations/association-facts'
import { rulesIn } from '../rules'

export type PictureProvince = { provinceId: string; code: string; nameFa: string; nameEn: string }

/** The provinces in which the asker holds a programme over a county or more, by name. */
export async function pictureProvinces(db: Reader, _scope: Scope): Promise<PictureProvince[]> {
  return [
    ...(await db.execute<PictureProvince>(sql`
      select p.id as "provinceId", p.code, p.name_fa as "nameFa", p.name_en as "nameEn" from app.place p
      where p.kind = 'PROVINCE' and exists (select from app.place c where c.kind = 'COUNTY' and c.province_id = p.id
        and app.programmes_at(c.scope_id) <> '{}')
      order by p.name_fa collate "fa-x-icu"`)),
  ]
}

export type PlaceCoverage = { placeId: string; nameFa: string; nameEn: string; cells: Coverage[] }
export type CountyCoverage = PlaceCoverage & { neighbourhoods: PlaceCoverage[] }
export type CoverageMatrix = { programmes: Programme[]; counties: CountyCoverage[] }

type Row = {
  county: string
  countyFa: string
  countyEn: string
  place: string | null
  placeFa: string | null
  placeEn: string | null
  programme: Programme
  facts: Omit<CoverageFacts, 'programme'>
}

/**
 * Counties and neighbourhoods of a province by programme, each reader's own columns. Of the plan a county's cell is the sum of its
 * neighbourhoods; the other programmes are kept by county.
 */
export async function coverageMatrix(
  db: Reader,
  _scope: Scope,
  { provinceId, now }: { provinceId: string; now: Date },
): Promise<CoverageMatrix> {
  const clock = await associationClock(db, provinceId, now)
  const rules = await rulesIn(db, provinceId, clock)
  const at = {
    today: tehranDay(clock),
    quietDays: rules.ASSOC_QUIET_DAYS,
    least: rules.ASSOC_MIN_PER_COUNTY,
  }
  const rows = await db.execute<Row>(sql`
    select f.county, c.name_fa as "countyFa", c.name_en as "countyEn", f.place, n.name_fa as "placeFa", n.name_en as "placeEn",
      f.programme, f.facts
    from app.coverage_facts(${provinceId}::uuid) f join app.place c on c.id = f.county left join app.place n on n.id = f.place
    order by c.name_fa collate "fa-x-icu", c.id, n.name_fa collate "fa-x-icu" nulls first, n.id`)
  // A county is there as soon as one of the reader's programmes has it, also where nothing is.
  const held = await db.execute<{ id: string; nameFa: string; nameEn: string; held: Programme[] }>(sql`
    select c.id, c.name_fa as "nameFa", c.name_en as "nameEn", app.programmes_at(c.scope_id) as held from app.place c
    where c.kind = 'COUNTY' and c.province_id = ${provinceId}::uuid order by c.name_fa collate "fa-x-icu", c.id`)
  const counties = [...held]
    .filter((one) => one.held.length > 0)
    .map((one): CountyCoverage => {
      const here = [...rows].filter(({ county }) => county === one.id)
      const cellOf = (row: Row) => coverageOf({ programme: row.programme, ...row.facts } as CoverageFacts, at)
      const neighbourhoods = here.flatMap((row) =>
        row.place
          ? [{ placeId: row.place, nameFa: row.placeFa!, nameEn: row.placeEn!, cells: [cellOf(row)] }]
          : [],
      )
      const plan = one.held.includes('RESILIENCE') ? [planOf(neighbourhoods)] : []
      return {
        placeId: one.id,
        nameFa: one.nameFa,
        nameEn: one.nameEn,
        cells: [...plan, ...here.filter(({ place }) => place === null).map(cellOf)].sort(
          (a, b) => PROGRAMMES.indexOf(a.programme) - PROGRAMMES.indexOf(b.programme),
        ),
        neighbourhoods,
      }
    })
  return {
    programmes: PROGRAMMES.filter((one) => [...held].some((county) => county.held.includes(one))),
    counties,
  }
}

/** The plan in a county: its groups, and «no group» where not one of its neighbourhoods has any. */
function planOf(neighbourhoods: PlaceCoverage[]): Coverage {
  const there = neighbourhoods.reduce((all, { cells }) => all + cells[0]!.there, 0)
  return { programme: 'RESILIENCE', there, missing: there === 0 ? [{ code: 'noGroup' }] : [] }
}

export type PeopleCount = {
  programme: Programme | 'ALL'
  people: number
  participations: number
  /** Volunteers whose association has not said who they are: each is counted as one of the people. */
  unknown: number
}

/**
 * People and participations of a province, by programme and over those the reader holds: the one count behind every page and file
 * that says either. Nothing where she holds none at the province.
 */
export async function peopleCounts(
  db: Reader,
  _scope: Scope,
  { provinceId, until }: { provinceId: string; until: string },
): Promise<PeopleCount[]> {
  const rows = await db.execute<PeopleCount>(sql`
    select programme, people, participations, "unknown" from app.picture_counts(${provinceId}::uuid, ${until}::date)`)
  const found = new Map([...rows].map((row) => [row.programme, row]))
  const programmes = PROGRAMMES.filter((one) => found.has(one))
  return programmes.length === 0 ? [] : [...programmes, 'ALL' as const].map((one) => found.get(one)!)
}
