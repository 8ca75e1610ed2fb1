import { z } from 'zod'
import { ALL, type Attribute, keyOf } from './cell'
import { OUTCOME_LEAST } from './family'
import { type OutcomeFact, outcomeFact } from './outcome'
import { possibleCounts } from './rounding'

/**
 * Something a stranger knows of a count of people: the kind and place counted, the day, and between which numbers it lies.
 * `key` names the figure it was read from.
 */
export type Fact = {
  key: string
  on: string
  county: string | null
  place: string | null
  attribute: Attribute | null
  /** More than one where a figure counts several kinds together. */
  categories: string[]
  lo: number
  hi: number
}

/** All that a released document says of people, read back from the text of its data as anyone can fetch it. */
export type Knowledge = {
  asOf: string
  /** `mayComplete`: so much has been held there, as the release shows, that somebody can have completed the course. */
  places: { county: string; place: string; groups: number; mayComplete: boolean }[]
  groupCap: number
  facts: Fact[]
  outcomes: OutcomeFact[]
}

/** What a table counts; those outside the family are understood as well, so that what should not be there is seen. */
export const COUNTED: Record<string, Attribute | null> = {
  AGE: 'age',
  EDUCATION: 'education',
  HEAD: 'head',
  STATUS: 'status',
  COUNTY_AGE: 'age',
  COUNTY_EDUCATION: 'education',
  COUNTY_HEAD: 'head',
  COUNTY_STATUS: 'status',
  NEIGHBOURHOOD: null,
  NEIGHBOURHOOD_AGE: 'age',
  NEIGHBOURHOOD_EDUCATION: 'education',
  NEIGHBOURHOOD_HEAD: 'head',
  NEIGHBOURHOOD_STATUS: 'status',
}

const name = z.object({ fa: z.string() })
const count = z.number().int().nullable()
const Document = z.object({
  asOfIso: z.string(),
  rules: z.object({
    minPeople: z.number(),
    groupCap: z.number(),
    completionShare: z.number().default(0),
    sessionsPerCohort: z.number().default(0),
    outcomeLeast: z.number().default(OUTCOME_LEAST),
  }),
  figures: z.array(z.object({ code: z.string(), value: z.number() })),
  completion: z
    .object({ enrolled: count, completed: count, strict: z.union([z.number(), z.string()]), left: count })
    .nullable(),
  counties: z.array(z.object({ name, enrolled: count })),
  weave: z.array(z.object({ countyName: name, placeName: name, held: z.number().default(0) })),
  withdrawn: z.array(z.string()),
  cells: z.array(
    z.object({
      table: z.string(),
      county: z.string().nullable(),
      place: z.string().nullable(),
      category: z.string(),
      class: z.string(),
      shown: z.union([z.number(), z.string()]),
      refreshedOn: z.string(),
    }),
  ),
})

export const PEOPLE = [
  ['COMPLETED', 'completed', ['DONE', 'STRICT']],
  ['LEFT', 'left', ['LEFT']],
] as const

/** Reads a release back from its published JSON. Fails on what does not have the shape of one. */
export function knowledgeOf(json: string): Knowledge {
  const told = Document.parse(JSON.parse(json))
  const least = told.rules.minPeople
  const hidden = (key: string) => told.withdrawn.includes(key)
  const facts: Fact[] = []
  const add = (
    where: Pick<Fact, 'key' | 'county' | 'place' | 'attribute' | 'categories'> & { on?: string },
    range: { lo: number; hi: number } | null,
  ) => {
    if (range) facts.push({ on: told.asOfIso, ...where, ...range })
  }
  const exact = (value: number | null, key: string) =>
    value !== null ? { lo: value, hi: value } : hidden(key) ? null : { lo: 0, hi: least - 1 }
  const whole = { county: null, place: null }
  const enrolled = told.figures.find((figure) => figure.code === 'R-07')?.value ?? null
  const all = { attribute: null, categories: [ALL] }
  add({ key: 'ENROLLED|||ALL', ...whole, ...all }, exact(enrolled, 'ENROLLED|||ALL'))
  if (told.completion) {
    for (const [key, field, categories] of PEOPLE) {
      const known = exact(told.completion[field], `${key}|||ALL`)
      add({ key: `${key}|||ALL`, ...whole, attribute: 'status', categories: [...categories] }, known)
    }
    const strict = rangeOf(told.completion.strict, 'ROUNDED', least)
    add({ key: 'STRICT|||ALL', ...whole, attribute: 'status', categories: ['STRICT'] }, strict)
  }
  for (const { name: county, enrolled: value } of told.counties) {
    const key = keyOf({ table: 'COUNTY', county: county.fa, place: null, category: ALL })
    add({ key, county: county.fa, place: null, ...all }, exact(value, key))
  }
  const outcomes: OutcomeFact[] = []
  for (const cell of told.cells) {
    if (cell.table === 'OUTCOME')
      outcomes.push(...[outcomeFact(cell, told.rules.outcomeLeast)].filter((one) => one !== null))
    const attribute = COUNTED[cell.table]
    if (attribute === undefined) continue
    const { county, place, category } = cell
    add(
      { key: keyOf(cell), on: cell.refreshedOn, county, place, attribute, categories: [category] },
      rangeOf(cell.shown, cell.class, least),
    )
  }
  const groups = new Map<string, Knowledge['places'][number]>()
  const enough = told.rules.completionShare * told.rules.sessionsPerCohort
  for (const { countyName, placeName, held } of told.weave) {
    const place = { county: countyName.fa, place: placeName.fa, groups: 0, mayComplete: false }
    const known = groups.get(`${place.county}|${place.place}`) ?? place
    known.groups += 1
    known.mayComplete ||= held >= enough
    groups.set(`${place.county}|${place.place}`, known)
  }
  return { asOf: told.asOfIso, places: [...groups.values()], groupCap: told.rules.groupCap, facts, outcomes }
}

/** A number that is told as rounded stands for a range; a number told as it is stands for itself. */
export function rangeOf(
  shown: number | string,
  kind: string,
  least: number,
): { lo: number; hi: number } | null {
  if (shown === 'UNDER') return { lo: 0, hi: least - 1 }
  if (typeof shown === 'string') return null
  if (kind !== 'ROUNDED') return { lo: shown, hi: shown }
  return possibleCounts(shown, least) ?? { lo: shown, hi: shown }
}
