import { ALL, keyOf } from './cell'
import type { Layers } from './layers'
import type { About, Target } from './targets'

/**
 * An outcome of the whole province as it truly is: never published. `low` and `high` hold the mean change, turned so that more
 * is kinder; `moved` is null where so few answered twice that the database tells their number only. `known` is how many of
 * these pairs there already were on the days on which the outcome was told.
 */
export type TrueOutcome = {
  code: string
  pairs: number
  low: number | null
  high: number | null
  moved: { better: number; same: number; worse: number } | null
  known: { day: string; pairs: number }[]
}

/**
 * What a band says of counts of people, whoever reads it: at least so many answered twice; and since a mean can only lie clear
 * of nought where some moved, at least LEAST_MOVED did. Above there is no bound but who is enrolled.
 */
export type OutcomeFact = {
  key: string
  on: string
  code: string
  says: { of: 'ANSWERED' | 'BETTER' | 'WORSE'; lo: number; hi: number | null }[]
}

/**
 * With k of n moved the t of the paired test is at most √(k(n−1)/(n−k)), reached where they move alike and nobody else does.
 * It has to pass the 97.5 % quantile, which no group of five or more does with fewer than four (a test goes through them).
 */
export const LEAST_MOVED = 4

/** A cell of an outcome as it stands in a release or its table; a number where a band should be is read as people better off. */
export function outcomeFact(
  cell: { category: string; shown: string | number; refreshedOn: string },
  least: number,
): OutcomeFact | null {
  const { category: code, shown, refreshedOn: on } = cell
  const key = keyOf({ table: 'OUTCOME', county: null, place: null, category: code })
  const enough = { of: 'ANSWERED', lo: least, hi: null } as const
  const fact = (...says: OutcomeFact['says']): OutcomeFact => ({ key, on, code, says })
  if (typeof shown === 'number') return fact(enough, { of: 'BETTER', lo: shown, hi: shown })
  if (shown === 'UNDER') return fact({ of: 'ANSWERED', lo: 0, hi: least - 1 })
  if (shown === 'NO_CLEAR_CHANGE') return fact(enough)
  const moved = shown === 'BETTER' || shown === 'WORSE'
  return moved ? fact(enough, { of: shown, lo: LEAST_MOVED, hi: null }) : null
}

const PROVINCE = { county: null, place: null }
const KINDS = ['BETTER', 'SAME', 'WORSE'] as const
const SMALL = 9
const MANY = 1e6

/**
 * Puts what bands say into the model: who answered twice and is better off, unchanged or worse off, and who did not answer, are
 * together whoever is enrolled. How many more answered from one telling to the next is known outside. Returns what must stay hidden.
 */
export function outcomeTargets(layers: Layers): Target[] {
  const told = new Map<string, OutcomeFact>()
  for (const { knowledge } of layers.told)
    for (const fact of knowledge.outcomes)
      told.set(`${fact.code}|${fact.on}|${JSON.stringify(fact.says)}`, fact)
  const before = new Map<string, { columns: number[]; truth: number }>()
  return [...told.values()].flatMap((fact) => {
    const at = layers.told.findIndex(({ truth }) => truth.asOf === fact.on)
    const own = layers.told[at]?.truth.outcomes?.find(({ code }) => code === fact.code)
    if (!own) return []
    const enrolled = layers.sum(layers.layer('head', at), 'head', PROVINCE, [ALL])
    const { better, same, worse } = own.moved ?? { better: own.pairs, same: 0, worse: 0 }
    const counts = { BETTER: better, SAME: same, WORSE: worse }
    const column = (kind: string, truth: number) =>
      layers.column(`outcome|${fact.on}|${fact.code}|${kind}`, truth, MANY)
    const of = KINDS.map((kind) => column(kind, counts[kind]))
    const silent = column('SILENT', enrolled.truth - own.pairs)
    layers.row(0, 0, [
      ...enrolled.columns.map((one) => [one, 1] as const),
      ...[...of, silent].map((one) => [one, -1] as const),
    ])
    for (const { of: kind, lo, hi } of fact.says) {
      const columns = kind === 'ANSWERED' ? of : [of[KINDS.indexOf(kind)]!]
      layers.row(
        lo,
        hi ?? Number.POSITIVE_INFINITY,
        columns.map((one) => [one, 1] as const),
      )
    }
    const last = before.get(fact.code)
    const more = own.pairs - (last?.truth ?? 0)
    if (last)
      layers.row(more, more, [
        ...of.map((one) => [one, 1] as const),
        ...last.columns.map((one) => [one, -1] as const),
      ])
    before.set(fact.code, { columns: of, truth: own.pairs })
    return hiddenOf(fact, own, of, silent, enrolled.truth)
  })
}

function hiddenOf(
  fact: OutcomeFact,
  own: TrueOutcome,
  of: number[],
  silent: number,
  enrolled: number,
): Target[] {
  const about = (kind: About['kind'], what: string): About => ({
    ...PROVINCE,
    kind,
    categories: [fact.code, what],
    on: fact.on,
    since: null,
  })
  const count = (what: string, columns: number[], truth: number): Target[] =>
    truth < 1 || truth > SMALL ? [] : [{ about: about('COUNT', what), columns, truth, alike: false }]
  const counts = own.moved ? [own.moved.better, own.moved.same, own.moved.worse] : []
  const only = counts.findIndex((one) => one === own.pairs && one > 0)
  return [
    ...count('ANSWERED', of, own.pairs),
    ...count('SILENT', [silent], enrolled - own.pairs),
    ...counts.flatMap((truth, at) => count(KINDS[at]!, [of[at]!], truth)),
    ...(only < 0
      ? []
      : [
          {
            about: about('GROUP', KINDS[only]!),
            columns: of.filter((_, at) => at !== only),
            truth: 0,
            alike: true,
          },
        ]),
  ]
}
