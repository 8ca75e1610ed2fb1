import { type Composition, type Staffing, shortfalls, sizeFits } from './compliance'
import type { Pillar } from './desk'
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

/** What the social worker's records say of a group: its current members in numbers, its plan, its support. */
export type WorkFacts = {
  /** Members who say they no longer live on direct support. */
  offSupport: number
  /** Members who rated themselves twice or more, and by how many points the last differs from the first. */
  pairs: number
  belief: number
  resources: number
  /** Promises of the plan by pillar, the dropped ones left out. */
  plan: Record<Pillar, number>
  /** Days from request to support, in order. */
  supportDays: number[]
  /** Days of requests without an answer, days promises are due by, and the last visit. */
  asked: string[]
  promised: string[]
  lastVisit: string | null
}
export type Work = ReadonlyMap<string, WorkFacts>

/**
 * A count; a share of two numbers; a mean (`value` points over `of` answers); a median of days over `of` cases; or a count by
 * pillar. `of` is null where the figure is a plain count.
 */
export type HFigure = {
  code: HCode
  value: number
  of: number | null
  shape: 'count' | 'share' | 'mean' | 'days' | 'pillars'
  pillars?: Record<Pillar, number>
}
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
  'H-10',
  'H-11',
  'H-12',
  'H-13',
  'H-14',
  'H-15',
] as const
export type HCode = (typeof H_CODES)[number]
/** Those that come from the records of social workers: each has its groups one by one. */
export const WORK_CODES: readonly string[] = ['H-10', 'H-11', 'H-12', 'H-13', 'H-14'] satisfies HCode[]
export const isHCode = (word: string): word is HCode => (H_CODES as readonly string[]).includes(word)

const LATER: readonly GroupState[] = ['SELF_SUFFICIENT', 'GRADUATED']
const ALONE: readonly GroupState[] = ['SELF_SUFFICIENT', 'GRADUATED', 'DISSOLVED']
const sum = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((all, one) => all + of(one), 0)

/** The middle of some whole numbers in order; of an even count the mean of the two in the middle. Nothing: 0. */
export function medianOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  const [below = 0, above = 0] = [sorted[half - 1], sorted[half]]
  return sorted.length % 2 === 1 ? above : (below + above) / 2
}

const count = (code: HCode, value: number): HFigure => ({ code, value, of: null, shape: 'count' })
const share = (code: HCode, value: number, of: number): HFigure => ({ code, value, of, shape: 'share' })

/** The figures of some groups, each judged by its own rule set. Only groups at work count but where a definition says otherwise. */
export function hFigures(
  groups: readonly GroupFacts[],
  sets: ReadonlyMap<string, RuleSet>,
  work: Work,
): HFigure[] {
  const working = groups.filter(({ state }) => AT_WORK.includes(state))
  const members = sum(working, (g) => g.members)
  const own = (g: GroupFacts) => sets.get(g.ruleSetId)!
  const accompanied = groups.filter(({ state }) => !ALONE.includes(state))
  const opened = groups.filter((g) => g.opened)
  const agesFit = (g: GroupFacts) => g.ages.filter((age) => age >= own(g).minAge && age <= own(g).maxAge)
  return [
    count('H-01', working.length),
    count('H-02', members),
    count(
      'H-03',
      sum(opened, (g) => g.employed),
    ),
    share('H-04', working.filter((g) => sizeFits(g, own(g))).length, working.length),
    share(
      'H-05',
      sum(working, (g) => g.literate),
      members,
    ),
    share(
      'H-06',
      sum(working, (g) => agesFit(g).length),
      members,
    ),
    share(
      'H-07',
      sum(working, (g) => g.covered),
      members,
    ),
    share('H-08', accompanied.filter((g) => g.worker).length, accompanied.length),
    share('H-09', opened.filter((g) => LATER.includes(g.state)).length, opened.length),
    ...workFigures(
      working.flatMap(({ groupId }) => work.get(groupId) ?? []),
      members,
    ),
    count('H-15', new Set(working.map((g) => g.tradeId)).size),
  ]
}

/** H-10 to H-14, from the records of the social workers of these groups. */
function workFigures(work: readonly WorkFacts[], members: number): HFigure[] {
  const pairs = sum(work, (one) => one.pairs)
  const pillars = {
    STATE: sum(work, ({ plan }) => plan.STATE),
    INDIVIDUAL: sum(work, ({ plan }) => plan.INDIVIDUAL),
    GROUP: sum(work, ({ plan }) => plan.GROUP),
  }
  const days = work.flatMap(({ supportDays }) => supportDays).sort((a, b) => a - b)
  return [
    share(
      'H-10',
      sum(work, (one) => one.offSupport),
      members,
    ),
    // Two answers of each: belief in herself, and deciding.
    { code: 'H-11', value: sum(work, (one) => one.belief), of: 2 * pairs, shape: 'mean' },
    { code: 'H-12', value: sum(work, (one) => one.resources), of: pairs, shape: 'mean' },
    {
      code: 'H-13',
      value: pillars.STATE + pillars.INDIVIDUAL + pillars.GROUP,
      of: null,
      shape: 'pillars',
      pillars,
    },
    { code: 'H-14', value: medianOf(days), of: days.length, shape: 'days' },
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
