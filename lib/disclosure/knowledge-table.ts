import { canonicalText } from '@/lib/shared/canonical'
import { ALL, keyOf } from './cell'
import { OUTCOME_LEAST } from './family'
import { COUNTED, type Fact, type Knowledge, PEOPLE, rangeOf } from './knowledge'
import { outcomeFact } from './outcome'

/** The rules a reader of the table has from the rest of the package. */
export type TableRules = Record<
  'minPeople' | 'groupCap' | 'completionShare' | 'sessionsPerCohort',
  number
> & {
  outcomeLeast?: number
}

/** Codes of outcomes that are asked of people. */
const OUTCOME = /^O-\d\d$/

/**
 * What a stranger reads out of a release's table of figures, as CSV, JSON or workbook give it: every row as texts. It must come
 * to the very knowledge that the attack had of the release (`knowledgeOf`), or a file says what was never attacked.
 */
export function knowledgeOfTable(rows: readonly Record<string, string>[], rules: TableRules): Knowledge {
  const least = rules.minPeople
  const facts = rows.flatMap((row): Fact[] => {
    const found = readerOf(row)
    const range = found && rangeOf(shownOf(row), row.precision === 'rounded' ? 'ROUNDED' : 'EXACT', least)
    return found && range ? [{ ...found, on: row.counted_on ?? '', ...range }] : []
  })
  const places = new Map<string, Knowledge['places'][number]>()
  const enough = rules.completionShare * rules.sessionsPerCohort
  for (const { code, level, county = '', neighbourhood: place = '', value } of rows) {
    if (code !== 'SESSIONS' || level !== 'neighbourhood') continue
    const known = places.get(`${county}|${place}`) ?? { county, place, groups: 0, mayComplete: false }
    known.groups += 1
    known.mayComplete ||= Number(value) >= enough
    places.set(`${county}|${place}`, known)
  }
  const outcomes = rows.flatMap((row) => {
    const { code = '', level, counted_on: refreshedOn = '' } = row
    if (!OUTCOME.test(code) || level !== 'province') return []
    return [
      outcomeFact({ category: code, shown: shownOf(row), refreshedOn }, rules.outcomeLeast ?? OUTCOME_LEAST),
    ]
  })
  return {
    asOf: rows[0]?.as_of ?? '',
    places: [...places.values()],
    groupCap: rules.groupCap,
    facts,
    outcomes: outcomes.filter((one) => one !== null),
  }
}

/** What one of the two says and the other does not, by the key of the figure. */
export function toldOtherwise(files: Knowledge, attacked: Knowledge): string[] {
  const said = ({ facts, places, outcomes }: Knowledge) =>
    new Map([
      ...[...facts, ...outcomes].map((fact) => [canonicalText(fact), fact.key] as const),
      ...places.map(
        (one) => [canonicalText(one), `NEIGHBOURHOOD|${one.county}|${one.place}|${ALL}`] as const,
      ),
    ])
  const [one, other] = [said(files), said(attacked)]
  const only = (a: Map<string, string>, b: Map<string, string>) =>
    [...a].filter(([text]) => !b.has(text)).map(([, key]) => key)
  return [...new Set([...only(one, other), ...only(other, one)])]
}

type Named = Pick<Fact, 'key' | 'county' | 'place' | 'attribute' | 'categories'>

/** Which people a row counts; null for what counts nobody. */
function readerOf({
  code = '',
  level,
  county,
  neighbourhood,
  category,
}: Record<string, string>): Named | null {
  const whole = { county: null, place: null }
  if (code === 'R-07' && level === 'province')
    return { key: 'ENROLLED|||ALL', ...whole, attribute: null, categories: [ALL] }
  if (code === 'R-07' && county) {
    const key = keyOf({ table: 'COUNTY', county, place: null, category: ALL })
    return { key, county, place: null, attribute: null, categories: [ALL] }
  }
  const outcome = [...PEOPLE, ['STRICT', 'strict', ['STRICT']] as const].find(([name]) => name === code)
  if (outcome) return { key: `${code}|||ALL`, ...whole, attribute: 'status', categories: [...outcome[2]] }
  const attribute = COUNTED[code]
  if (attribute === undefined) return null
  const cell = { county: county || null, place: neighbourhood || null, category: category || ALL }
  const { county: there, place } = cell
  return {
    key: keyOf({ table: code, ...cell }),
    county: there,
    place,
    attribute,
    categories: [cell.category],
  }
}

function shownOf({ status, value, band }: Record<string, string>): number | string {
  if (status === 'withheld') return 'UNDER'
  if (status !== 'told') return 'WITHDRAWN'
  return band || Number(value)
}
