import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { OtherCode } from '@/lib/indicators/dictionary'
import { QUALITY_CODES, type QualityCode } from '@/lib/indicators/quality'
import type { QuarterCommunity, QuarterOutcome } from '@/lib/indicators/quarter'
import type { Reader } from '../../client'
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

/** Everything that is told by somebody else than the sheets; a programme that brings indicators adds its own here. */
const FEEDS: readonly Feed[] = [quality, outside]

export async function toldByFeeds(
  db: Reader,
  scope: Scope,
  asked: FeedAsked,
): Promise<Partial<Record<OtherCode, Told | null>>> {
  const all: Partial<Record<OtherCode, Told | null>> = {}
  for (const feed of FEEDS) Object.assign(all, await feed(db, scope, asked))
  return all
}

/** What a closed quarter takes from surveys and from the community's records, up to a day. */
export type QuarterFeed = (
  db: Reader,
  scope: Scope,
  asked: Asked,
) => Promise<{ outcomes?: QuarterOutcome[]; community?: QuarterCommunity[] }>
const QUARTER_FEEDS: readonly QuarterFeed[] = []

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
