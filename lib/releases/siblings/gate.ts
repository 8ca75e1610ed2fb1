import { z } from 'zod'
import type { Exposure } from '@/lib/disclosure/attack'
import type { Verdict } from '@/lib/disclosure/gate'
import type { Breach } from '@/lib/disclosure/lawful'
import { possibleCounts, shownPeople } from '@/lib/disclosure/rounding'
import { canonicalText } from '@/lib/shared/canonical'
import { rowTexts } from '../open-data/rows'
import { type SiblingBundle, type SiblingFigure, type SiblingTruth, siblingBundle } from './bundle'
import { DOMAINS, OTHER_TRADES, tableOf } from './family'
import { SIBLINGS } from './kinds'
import { figuresOfRows, siblingRowsToCome } from './rows'

const text = z.strictObject({ fa: z.string(), en: z.string().nullable() })
const source = z.strictObject({
  title: text,
  publisher: text,
  dated: z.string().nullable(),
  href: z.string().nullable(),
})
const whole = z.int().min(0)

/** The whole of what a release of a programme beside the plan may hold: anything more is seen and refused. */
const Document = z.strictObject({
  programme: z.enum(SIBLINGS),
  asOfIso: z.string(),
  demo: z.boolean(),
  provinceCode: z.string(),
  provinceName: text,
  publisher: text,
  contact: z.strictObject({
    officeName: text,
    phone: z.string(),
    email: z.string(),
    hours: text.nullable(),
  }),
  rules: z.strictObject({ minPeople: whole, refreshChanges: whole }),
  counties: z.array(
    z.strictObject({
      name: text,
      position: z.strictObject({ lon: z.number(), lat: z.number() }).nullable(),
    }),
  ),
  trades: z.array(z.strictObject({ key: z.string(), name: text })),
  figures: z.array(
    z.strictObject({
      code: z.string(),
      county: z.string().nullable(),
      category: z.string().nullable(),
      shown: z.union([whole, z.literal('UNDER')]),
      target: whole.nullable(),
      refreshedOn: z.string(),
    }),
  ),
  named: z.array(z.strictObject({ name: z.string(), county: z.string() })),
  quotations: z.array(z.strictObject({ text, source })),
})

export type SiblingGate = {
  document: unknown
  truth: SiblingTruth
  /** The figures of the release before this one, and how many releases are out. */
  previous: readonly SiblingFigure[]
  earlier: number
  /** How many values must stay possible for a count of one to nine. */
  width: number
  /** The rows of its files as texts; made of the document itself where none are given. */
  files?: readonly Record<string, string>[]
}

const keyOf = ({ code, county, category }: Pick<SiblingFigure, 'county' | 'category'> & { code: string }) =>
  [code, county ?? '', '', category ?? 'ALL'].join('|')

/**
 * The gate of a release that holds counts of groups, organisations and places. It reads the document back as anybody can fetch it and
 * refuses whatever is not of the family, is not the truth told by the rules, or stands otherwise in the files; then it attacks the
 * few counts of people. Exact figures are given to the attacker. No two counts of people are tied by an identity that is told, so
 * what she can know of one is the range behind its own cell; that range is what is measured.
 */
export function siblingGate({ document, truth, previous, earlier, width, files }: SiblingGate): Verdict {
  const read = Document.safeParse(JSON.parse(JSON.stringify(document)))
  const breaches: Breach[] = []
  const exposures: Exposure[] = []
  let tested = 0
  let narrowest: number | null = null
  if (!read.success) {
    for (const { path } of read.error.issues) breaches.push({ rule: 'NUMBER', key: path.join('.') })
  } else {
    const told = read.data as SiblingBundle
    const lawful = siblingBundle(truth, previous)
    breaches.push(...strangers(told), ...differences(told, lawful))
    const rows = files ?? rowTexts(siblingRowsToCome(told))
    breaches.push(...otherwise(figuresOfRows(rows), told.figures))
    for (const figure of told.figures) {
      if (tableOf(told.programme, figure)?.counts !== 'JOBS') continue
      const range = possibleCounts(figure.shown, truth.rules.minPeople)
      const [lo, hi] = range ? [range.lo, range.hi] : [Number(figure.shown), Number(figure.shown)]
      const found = hi - lo + 1
      tested += 1
      narrowest = narrowest === null ? found : Math.min(narrowest, found)
      if (found < width && hi >= 1 && lo <= 9) exposures.push(exposureOf(figure, lo, hi))
    }
  }
  return {
    result: breaches.length > 0 || exposures.length > 0 ? 'REFUSED' : 'PASSED',
    // Nothing is solved here: the ranges are read off.
    proof: { puzzles: 0, of: 0, found: 0, stands: true },
    releases: earlier + 1,
    ...{ tested, narrowest, withdrawn: [], exposures, inherited: 0, breaches, disagreements: 0, width },
  }
}

/** Figures that no release of the programme has: another table, another kind, a count of people that is not protected. */
function strangers({ programme, figures, trades, rules }: SiblingBundle): Breach[] {
  const known = new Set([...trades.map(({ key }) => key), OTHER_TRADES])
  return figures.flatMap((figure): Breach[] => {
    const table = tableOf(programme, figure)
    const stray: Breach[] = [{ rule: 'FAMILY', key: keyOf(figure) }]
    if (!table) return stray
    if (table.by === 'TRADE' && !known.has(figure.category!)) return stray
    if (table.by === 'DOMAIN' && !DOMAINS.includes(figure.category!)) return stray
    if (!table.target && figure.target !== null) return stray
    const raw =
      typeof figure.shown === 'number' && shownPeople(figure.shown, rules.minPeople) !== figure.shown
    return table.counts === 'JOBS' && raw ? [{ rule: 'VALUE', key: keyOf(figure) }] : []
  })
}

/** What the document tells otherwise than the rules tell the truth: figure by figure, and then all that stands around them. */
function differences(told: SiblingBundle, lawful: SiblingBundle): Breach[] {
  const right = new Map(lawful.figures.map((figure) => [keyOf(figure), figure]))
  const given = new Map(told.figures.map((figure) => [keyOf(figure), figure]))
  const missing = [...right.keys()].filter((key) => !given.has(key))
  const twice = told.figures.length > given.size ? [{ rule: 'FAMILY', key: 'figures' } as const] : []
  const wrong = [...given].flatMap(([key, figure]): Breach[] => {
    const one = right.get(key)
    if (!one) return [{ rule: 'FAMILY', key }]
    if (one.refreshedOn !== figure.refreshedOn) return [{ rule: 'REFRESH', key }]
    return canonicalText(one) === canonicalText(figure) ? [] : [{ rule: 'VALUE', key }]
  })
  const { figures: _told, ...around } = told
  const parts = Object.keys(around) as (keyof typeof around)[]
  const changed = parts.filter((part) => canonicalText(told[part]) !== canonicalText(lawful[part]))
  return [
    ...missing.map((key): Breach => ({ rule: 'FAMILY', key })),
    ...twice,
    ...wrong,
    ...changed.map((key): Breach => ({ rule: 'NUMBER', key })),
  ]
}

function otherwise(files: readonly SiblingFigure[], told: readonly SiblingFigure[]): Breach[] {
  const texts = (list: readonly SiblingFigure[]) =>
    new Map(list.map((one) => [canonicalText(one), keyOf(one)]))
  const [one, other] = [texts(files), texts(told)]
  const only = (a: Map<string, string>, b: Map<string, string>) =>
    [...a].filter(([figure]) => !b.has(figure)).map(([, key]) => key)
  const keys = new Set([...only(one, other), ...only(other, one)])
  return [...keys].map((key): Breach => ({ rule: 'FILE', key }))
}

function exposureOf({ county, refreshedOn }: SiblingFigure, lo: number, hi: number): Exposure {
  const about = { kind: 'COUNT' as const, county, place: null, categories: [], on: refreshedOn, since: null }
  return { about, lo, hi, lowProved: lo >= 1 && hi <= 4 }
}
