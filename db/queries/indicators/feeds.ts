import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Unit } from '@/lib/indicators/catalogue'
import type { OtherCode } from '@/lib/indicators/dictionary'
import { QUALITY_CODES, type QualityCode } from '@/lib/indicators/quality'
import type { QuarterCommunity, QuarterOutcome } from '@/lib/indicators/quarter'
import { OUTCOME_CODES } from '@/lib/surveys/instruments'
import { fallsWell, type OutcomeFigure } from '@/lib/surveys/outcome'
import type { Reader } from '../../client'
import { communityFigures } from '../community/figures'
import { outcomeFigures, pairCoverage, referralCounts } from '../surveys/outcomes'
import type { Asked } from './conditions'
import { qualityFigures } from './quality'

/** What an indicator that is not counted from sheets and lists amounts to; hours in minutes. */
export type Told = { numerator: number; denominator: number | null; value: number | null }
export type FeedAsked = Asked & { clock: Date; reach: readonly QualityCode[] }
/** An indicator that is not in the answer is not measured yet; null says that the reader may not see it. */
export type Feed = (
  db: Reader,
  scope: Scope,
  asked: FeedAsked,
) => Promise<Partial<Record<OtherCode, Told | null>>>

/** How far the data can be trusted: Q-01 to Q-04. */
const quality: Feed = async (db, scope, { placeId, ...asked }) => {
  const found = await qualityFigures(db, scope, { ...asked, countyId: placeId })
  return Object.fromEntries(
    found.map(({ code, count, of }) => [
      code,
      count === null
        ? null
        : { numerator: count, denominator: of, value: of === null ? count : of === 0 ? null : count / of },
    ]),
  )
}

/** How many figures from outside stand there; what they say is never added up. */
const outside: Feed = async (db, _scope, { runId, asOf, placeId }) => {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from app.outside_figure o where o.run_id = ${runId}::uuid and o.struck_at is null and o.day <= ${asOf}::date
      and ${placeId ? sql`o.place_id = ${placeId}::uuid` : sql`true`}`)
  return row?.n ? { 'O-15': { numerator: row.n, denominator: null, value: row.n } } : {}
}

/** Whether the surveys of the whole run are the reader's: a facilitator or a county is shown no outcome at all. */
async function seesOutcomes(db: Reader, runId: string): Promise<boolean> {
  const [row] = await db.execute<{ sees: boolean }>(sql`
    select r.scope_id = any((select app.my_scope('review'))::int[]) or r.scope_id = any((select app.my_scope('audit'))::int[]) as sees
    from app.run r where r.id = ${runId}::uuid`)
  return row?.sees ?? false
}

/** An outcome as a figure: the mean change over the pairs; of O-02 the change of the share. */
const changeOf = ({ code, change, n }: OutcomeFigure): Told => {
  const value = change === null ? null : fallsWell(code) ? change / 100 : change
  return { numerator: value === null ? 0 : value * n, denominator: n, value }
}

const OF_SURVEYS = [...OUTCOME_CODES, 'R-18', 'O-14'] as const
/** What the surveys tell (O-01 to O-09, R-18) and the referrals (O-14). Without any answer or offer nothing is measured yet. */
const surveys: Feed = async (db, scope, { runId, asOf, placeId }) => {
  const asked = { runId, asOf, placeId }
  if (!(await seesOutcomes(db, runId))) return Object.fromEntries(OF_SURVEYS.map((code) => [code, null]))
  const told = (await outcomeFigures(db, scope, asked)).flatMap((figure) =>
    figure.n > 0 ? [[figure.code, changeOf(figure)] as const] : [],
  )
  const coverage = await pairCoverage(db, scope, asked)
  const sum = (part: 'pairs' | 'completed') => coverage.reduce((all, line) => all + line[part], 0)
  const referrals = await referralCounts(db, scope, asked)
  return {
    ...Object.fromEntries(told),
    ...(sum('pairs') > 0 ? { 'R-18': shareOf(sum('pairs'), sum('completed')) } : {}),
    ...(referrals.all > 0 ? { 'O-14': shareOf(referrals.DONE, referrals.all) } : {}),
  }
}

const shareOf = (numerator: number, denominator: number): Told => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
})

/** What the neighbourhoods did themselves: O-10 to O-13, as numbers. Before the first record nothing is measured yet. */
const community: Feed = (db, scope, asked) => communityTold(db, scope, asked)

async function communityTold(db: Reader, scope: Scope, { runId, asOf, placeId }: Asked) {
  const found = await communityFigures(db, scope, { runId, asOf, placeId })
  if (found.every(({ value }) => !value)) return {}
  return Object.fromEntries(
    found.map(({ code, value }): [string, Told] => [
      code,
      { numerator: value ?? 0, denominator: null, value },
    ]),
  )
}

/** Everything that is told by somebody else than the sheets; a programme that brings indicators adds its own here. */
const FEEDS: readonly { codes: readonly OtherCode[]; feed: Feed }[] = [
  { codes: QUALITY_CODES, feed: quality },
  { codes: ['O-15'], feed: outside },
  { codes: OF_SURVEYS, feed: surveys },
  { codes: ['O-10', 'O-11', 'O-12', 'O-13'], feed: community },
]

/** What the feeds tell: all of them, or those that tell of one indicator. */
export async function toldByFeeds(
  db: Reader,
  scope: Scope,
  asked: FeedAsked,
  only?: OtherCode,
): Promise<Partial<Record<OtherCode, Told | null>>> {
  const all: Partial<Record<OtherCode, Told | null>> = {}
  const reach = asked.reach.filter((code) => only === undefined || code === only)
  for (const { codes, feed } of FEEDS)
    if (only === undefined || codes.includes(only))
      Object.assign(all, await feed(db, scope, { ...asked, reach }))
  return all
}

/** What a closed quarter takes from surveys and from the community's records, up to a day. */
export type QuarterFeed = (
  db: Reader,
  scope: Scope,
  asked: Asked,
) => Promise<{ outcomes?: QuarterOutcome[]; community?: QuarterCommunity[] }>
const outcomesOfQuarter: QuarterFeed = async (db, scope, { runId, asOf, placeId }) => ({
  outcomes: (await outcomeFigures(db, scope, { runId, asOf, placeId })).flatMap(
    ({ clearly: _, ...figure }) =>
      figure.n === 0 ? [] : [fallsWell(figure.code) ? inShares(figure) : figure],
  ),
})

/** Per cent of a share as shares of one; counts of people stay. */
function inShares(figure: QuarterOutcome): QuarterOutcome {
  const share = (value: number | null) => (value === null ? null : value / 100)
  return {
    ...figure,
    before: share(figure.before),
    after: share(figure.after),
    change: share(figure.change),
    low: share(figure.low),
    high: share(figure.high),
  }
}

const communityOfQuarter: QuarterFeed = async (db, scope, asked) => {
  const told = Object.entries(await communityTold(db, scope, asked)).map(([code, one]) => ({
    code,
    unit: 'count' as Unit,
    ...one,
  }))
  const { all, DONE } = await referralCounts(db, scope, asked)
  return { community: all > 0 ? [...told, { code: 'O-14', unit: 'share', ...shareOf(DONE, all) }] : told }
}

const QUARTER_FEEDS: readonly QuarterFeed[] = [outcomesOfQuarter, communityOfQuarter]

export async function quarterFeeds(
  db: Reader,
  scope: Scope,
  asked: Asked,
): Promise<{ outcomes: QuarterOutcome[]; community: QuarterCommunity[] }> {
  const all = { outcomes: [] as QuarterOutcome[], community: [] as QuarterCommunity[] }
  for (const feed of QUARTER_FEEDS) {
    const { outcomes = [], community = [] } = await feed(db, scope, asked)
    all.outcomes.push(...outcomes)
    all.community.push(...community)
  }
  return all
}

/** Every number of the data's quality. */
export const ALL_QUALITY: readonly QualityCode[] = QUALITY_CODES
