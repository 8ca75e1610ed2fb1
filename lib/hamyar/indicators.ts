import { type Composition, type Staffing, shortfalls, sizeFits } from './compliance'
import { AT_WORK, type GroupState, type MemberCategory } from './kinds'
import type { Opening } from './opening'
import { literateNeeded, type RuleSet } from './rule-set'

/** What the figures are made of: a group, its members in numbers, and nobody in it. */
export type GroupFacts = Composition &
  Staffing & {
    groupId: string
    countyId: string
    tradeId: string
    ruleSetId: string
    state: GroupState
    category: Record<MemberCategory, number>
    /** Whether it has ever been opened, whatever became of it. */
    opened: boolean
    opening: Opening | null
  }

/** Shares have both numbers; `of` is null where the figure is a plain count. */
export type HFigure = { code: HCode; value: number; of: number | null }
/** H-10 to H-14 come from the social worker's records. */
export const H_CODES = [
  'H-01',
  'H-02',
  'H-03',
  'H-04',
  'H-05',
  'H-06',
  'H-07',
  'H-08',
  'H-09',
  'H-15',
] as const
export type HCode = (typeof H_CODES)[number]

const LATER: readonly GroupState[] = ['SELF_SUFFICIENT', 'GRADUATED']
const ALONE: readonly GroupState[] = ['SELF_SUFFICIENT', 'GRADUATED', 'DISSOLVED']
const sum = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((all, one) => all + of(one), 0)

/** The figures of some groups, each judged by its own rule set. Only groups at work count but where a definition says otherwise. */
export function hFigures(groups: readonly GroupFacts[], sets: ReadonlyMap<string, RuleSet>): HFigure[] {
  const working = groups.filter(({ state }) => AT_WORK.includes(state))
  const members = sum(working, (g) => g.members)
  const own = (g: GroupFacts) => sets.get(g.ruleSetId)!
  const accompanied = groups.filter(({ state }) => !ALONE.includes(state))
  const opened = groups.filter((g) => g.opened)
  return [
    { code: 'H-01', value: working.length, of: null },
    { code: 'H-02', value: members, of: null },
    { code: 'H-03', value: sum(opened, (g) => g.employed), of: null },
    { code: 'H-04', value: working.filter((g) => sizeFits(g, own(g))).length, of: working.length },
    { code: 'H-05', value: sum(working, (g) => g.literate), of: members },
    {
      code: 'H-06',
      value: sum(working, (g) => g.ages.filter((age) => age >= own(g).minAge && age <= own(g).maxAge).length),
      of: members,
    },
    { code: 'H-07', value: sum(working, (g) => g.covered), of: members },
    { code: 'H-08', value: accompanied.filter((g) => g.worker).length, of: accompanied.length },
    { code: 'H-09', value: opened.filter((g) => LATER.includes(g.state)).length, of: opened.length },
    { code: 'H-15', value: new Set(working.map((g) => g.tradeId)).size, of: null },
  ]
}

/** How many of the groups at work comply with a rule set as a whole, and how many by size alone. */
export function underSet(
  groups: readonly GroupFacts[],
  set: RuleSet,
): { whole: number; size: number; of: number } {
  const working = groups.filter(({ state }) => AT_WORK.includes(state))
  return {
    whole: working.filter((g) => shortfalls(g, set).length === 0).length,
    size: working.filter((g) => sizeFits(g, set)).length,
    of: working.length,
  }
}

/** Of H-05: the groups at work in which enough members read and write. */
export function literateGroups(groups: readonly GroupFacts[], sets: ReadonlyMap<string, RuleSet>): number {
  return groups.filter(
    (g) => AT_WORK.includes(g.state) && g.literate >= literateNeeded(g.members, sets.get(g.ruleSetId)!),
  ).length
}

/** H-03 by the year of opening; null is the year nobody wrote down. The newest first, the unknown last. */
export function employedByYear(
  groups: readonly GroupFacts[],
): { year: number | null; groups: number; employed: number }[] {
  const opened = groups.filter((g) => g.opened)
  const years = [...new Set(opened.map((g) => g.opening?.year ?? null))]
  return years
    .sort((a, b) => (b ?? 0) - (a ?? 0))
    .map((year) => {
      const those = opened.filter((g) => (g.opening?.year ?? null) === year)
      return { year, groups: those.length, employed: sum(those, (g) => g.employed) }
    })
}
