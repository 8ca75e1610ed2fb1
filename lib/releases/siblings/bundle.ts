import { type ShownPeople, shownPeople } from '@/lib/disclosure/rounding'
import type { PublicRelease, ReleaseAudit, Text } from '../public-release'
import { FAMILY, OTHER_TRADES, type SiblingCode, type SiblingTable } from './family'
import type { Sibling } from './kinds'
import { quotationsOf } from './quotations'

/** One released figure: where, of which kind, and the day on which it was last counted. */
export type SiblingFigure = {
  code: SiblingCode
  county: string | null
  category: string | null
  shown: ShownPeople
  target: number | null
  refreshedOn: string
}

type Place = { name: Text; position: { lon: number; lat: number } | null }
export type SiblingRules = { minPeople: number; refreshChanges: number }

/** What is frozen when a release of a programme beside the plan is prepared. */
export type SiblingBundle = {
  programme: Sibling
  asOfIso: string
  demo: boolean
  provinceCode: string
  provinceName: Text
  publisher: Text
  contact: PublicRelease['contact']
  rules: SiblingRules
  /** Every county of the province, also where there is nothing. */
  counties: Place[]
  /** Names of the kinds that are data: trades told by name. */
  trades: { key: string; name: Text }[]
  figures: SiblingFigure[]
  /** Charities that have said they may be named. */
  named: { name: string; county: string }[]
  quotations: PublicRelease['quotations']
}

export type PublicSibling = SiblingBundle & {
  number: number
  publishedAtIso: string
  audit: ReleaseAudit | null
  older: PublicRelease['older']
  corrections: PublicRelease['corrections']
}

/**
 * What is true when a release is prepared, nobody in it by name. Kept beside the release and never published: the gate compares what
 * is told with it. `women`: members of the groups of a trade, by which it is decided whether the trade is named.
 */
export type SiblingTruth = Omit<SiblingBundle, 'figures' | 'trades' | 'quotations'> & {
  counts: {
    code: SiblingCode
    county: string | null
    category: string | null
    value: number
    target: number | null
  }[]
  trades: { key: string; name: Text; groups: number; women: number }[]
  /** Days on which somebody joined a group or left one: a count of people is told anew only after enough of them. */
  changes: { day: string; n: number }[]
  /** Who gave the hours of A-05; hours of fewer than the least number told are not told. */
  volunteers: number
}

/** The public figures of a programme, by the family alone: nothing else of the truth leaves this function. */
export function siblingBundle(truth: SiblingTruth, previous: readonly SiblingFigure[]): SiblingBundle {
  const { counts: _counts, changes: _changes, volunteers: _volunteers, trades: _trades, ...told } = truth
  const trades = namedTrades(truth)
  return {
    ...told,
    trades: trades.map(({ key, name }) => ({ key, name })),
    figures: FAMILY[truth.programme].flatMap((table) =>
      table.by === 'TRADE' ? tradeFigures(truth, trades) : tableFigures(table, truth, previous),
    ),
    quotations: quotationsOf(truth.programme, truth.provinceCode),
  }
}

function tableFigures(
  table: SiblingTable,
  truth: SiblingTruth,
  previous: readonly SiblingFigure[],
): SiblingFigure[] {
  const { minPeople } = truth.rules
  return truth.counts
    .filter(
      ({ code, county, category }) =>
        code === table.code &&
        (county === null) === (table.level === 'province') &&
        (category === null) === (table.by === null),
    )
    .map(({ value, ...one }) => {
      const figure = { ...one, refreshedOn: truth.asOfIso }
      if (table.counts === 'PERSON_HOURS')
        return { ...figure, shown: truth.volunteers < minPeople ? 'UNDER' : value }
      if (table.counts !== 'JOBS') return { ...figure, shown: value }
      const before = previous.find((last) => last.code === one.code && last.county === one.county)
      if (before && changesSince(truth, before.refreshedOn) < truth.rules.refreshChanges)
        return { ...figure, shown: before.shown, refreshedOn: before.refreshedOn }
      return { ...figure, shown: shownPeople(value, minPeople) }
    })
}

const changesSince = ({ changes }: SiblingTruth, day: string) =>
  changes.filter((one) => one.day > day).reduce((all, { n }) => all + n, 0)

/**
 * The trades told by name: those whose groups have the least number of women that is told at all. What is left is told together, and
 * must itself be so many; otherwise the smallest named trade joins it.
 */
export function namedTrades({ trades, rules }: Pick<SiblingTruth, 'trades' | 'rules'>) {
  const bySize = [...trades].sort((a, b) => b.women - a.women || (a.key < b.key ? -1 : 1))
  let named = bySize.filter(({ women, groups }) => groups > 0 && women >= rules.minPeople)
  const rest = () => bySize.filter((one) => one.groups > 0 && !named.includes(one))
  const women = () => rest().reduce((all, one) => all + one.women, 0)
  while (named.length > 0 && rest().length > 0 && women() < rules.minPeople) named = named.slice(0, -1)
  return named.sort((a, b) => (a.name.fa < b.name.fa ? -1 : 1))
}

function tradeFigures(
  truth: SiblingTruth,
  named: readonly SiblingTruth['trades'][number][],
): SiblingFigure[] {
  const figure = (category: string, shown: number): SiblingFigure => ({
    ...{ code: 'H-01', county: null, category, shown, target: null },
    refreshedOn: truth.asOfIso,
  })
  const rest = truth.trades
    .filter(({ key }) => !named.some((one) => one.key === key))
    .reduce((all, { groups }) => all + groups, 0)
  return [
    ...named.map(({ key, groups }) => figure(key, groups)),
    ...(rest > 0 && named.length > 0 ? [figure(OTHER_TRADES, rest)] : []),
  ]
}

/** A figure of the province as a whole, or of one county. */
export const siblingFigure = (
  { figures }: Pick<SiblingBundle, 'figures'>,
  code: SiblingCode,
  county: string | null = null,
): SiblingFigure | null =>
  figures.find((one) => one.code === code && one.county === county && one.category === null) ?? null
