import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { hiddenParts } from '@/lib/surveys/hiding'
import { MEASURES, OUTCOME_CODES } from '@/lib/surveys/instruments'
import { type OutcomeFigure, outcomeOf, type Pairs, shownFrom, unsaid } from '@/lib/surveys/outcome'
import { FEWEST_PAIRS } from '@/lib/surveys/statistics'
import type { WaveKind } from '@/lib/surveys/wave'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'

/** Of a run, up to a day, in a county or neighbourhood or everywhere; `from` and `to` are the waves compared. */
export type OutcomesAsked = {
  runId: string
  asOf: string
  placeId?: string
  from?: WaveKind
  to?: WaveKind
}
export const OUTCOME_SPLITS = ['county', 'zone', 'sex', 'age'] as const
export type OutcomeSplit = (typeof OUTCOME_SPLITS)[number]

const MEASURED = JSON.stringify([
  ...new Map(
    Object.values(MEASURES).map(({ instrument, part }) => [`${instrument} ${part}`, { instrument, part }]),
  ).values(),
])

type Row = {
  key: string
  instrument: string
  part: number
  n: number
  before: number[] | null
  after: number[] | null
}

/**
 * Each outcome over the matched pairs: nobody's score, and nothing at all of fewer than five people. To somebody who does
 * not review the whole run (a facilitator, a county) there are no pairs. Of a county or neighbourhood with fewer pairs than
 * the rule only how many there are.
 */
export async function outcomeFigures(
  db: Reader,
  _scope: Scope,
  asked: OutcomesAsked,
): Promise<OutcomeFigure[]> {
  const rows = await pairsOf(db, asked, null)
  const all = OUTCOME_CODES.map((code) => figure(code, rows))
  if (asked.placeId === undefined) return all
  const fewest = await fewestPairs(db, asked)
  return all.map((one) => shownFrom(one, fewest))
}

export type OutcomeLine = { key: string; figures: OutcomeFigure[] }

/**
 * The same by county, zone, sex or age band; of a group smaller than the rule only how many pairs there are, and of as many
 * more that no small group is what the others leave of the whole.
 */
export async function outcomeSplit(
  db: Reader,
  _scope: Scope,
  { by, ...asked }: OutcomesAsked & { by: OutcomeSplit },
): Promise<{ fewest: number; lines: OutcomeLine[] }> {
  const fewest = await fewestPairs(db, asked)
  const rows = await pairsOf(db, asked, by)
  const whole = await pairsOf(db, asked, null)
  const keys = [...new Set(rows.map(({ key }) => key))]
  const of = keys.map((key) => rows.filter((row) => row.key === key))
  const columns = OUTCOME_CODES.map((code) => {
    const parts = of.map((own) => figure(code, own))
    const hidden = hiddenParts(
      parts.map(({ n }) => n),
      figure(code, whole).n,
      Math.max(fewest, FEWEST_PAIRS),
    )
    return parts.map((one, i) => (hidden[i] ? unsaid(code, one.n) : one))
  })
  const lines = keys.map((key, i) => ({ key, figures: columns.map((parts) => parts[i]!) }))
  return { fewest, lines }
}

/** Below this many pairs the office shows no figure of a part of the run, and the public none at all. */
async function fewestPairs(db: Reader, { runId, asOf }: OutcomesAsked): Promise<number> {
  return (await rulesOf(db, runId, new Date(`${asOf}T23:59:59+03:30`))).PUBLIC_OUTCOME_MIN_N
}

function figure(code: (typeof OUTCOME_CODES)[number], rows: readonly Row[]): OutcomeFigure {
  const { instrument, part } = MEASURES[code]
  const row = rows.find((one) => one.instrument === instrument && one.part === part)
  if (!row) return unsaid(code, 0)
  const { before, after } = row
  return before && after ? outcomeOf(code, { before, after } satisfies Pairs) : unsaid(code, row.n)
}

async function pairsOf(db: Reader, asked: OutcomesAsked, by: OutcomeSplit | null): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select key, instrument, part, n, before, after from app.outcome_pairs(${asked.runId}::uuid, ${asked.asOf}::date, ${by},
      ${asked.placeId ?? null}::uuid, ${MEASURED}::jsonb, ${asked.from ?? 'BASELINE'}, ${asked.to ?? 'ENDLINE'})`)
  return [...rows]
}

/** matched pairs over those who completed. `key` is empty where it is of the whole run or place. */
export type Coverage = { key: string; pairs: number; completed: number }

export async function pairCoverage(
  db: Reader,
  _scope: Scope,
  { by, ...asked }: OutcomesAsked & { by?: OutcomeSplit },
): Promise<Coverage[]> {
  const rows = await db.execute<Coverage>(sql`
    select key, pairs, completed from app.pair_coverage(${asked.runId}::uuid, ${asked.asOf}::date, ${by ?? null},
      ${asked.placeId ?? null}::uuid)`)
  return [...rows]
}

/** O-14: DONE over all that were offered, with how the others stand. Numbers only. */
export type ReferralCounts = Record<'OFFERED' | 'ACCEPTED' | 'DONE' | 'DECLINED' | 'LAPSED' | 'all', number>

export async function referralCounts(
  db: Reader,
  _scope: Scope,
  asked: OutcomesAsked,
): Promise<ReferralCounts> {
  const rows = await db.execute<{ status: Exclude<keyof ReferralCounts, 'all'>; n: number }>(sql`
    select status, n from app.referral_counts(${asked.runId}::uuid, ${asked.asOf}::date, ${asked.placeId ?? null}::uuid)`)
  const counts: ReferralCounts = { OFFERED: 0, ACCEPTED: 0, DONE: 0, DECLINED: 0, LAPSED: 0, all: 0 }
  for (const { status, n } of rows) {
    counts[status] = n
    counts.all += n
  }
  return counts
}
