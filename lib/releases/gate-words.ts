import type { Exposure } from '@/lib/disclosure/attack'
import type { Breach } from '@/lib/disclosure/lawful'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** Names of places in the reader's language, by the names the release holds. */
export type PlaceNames = (county: string | null, place: string | null) => string | null

const TABLES = [
  'AGE',
  'EDUCATION',
  'HEAD',
  'COUNTY_AGE',
  'NEIGHBOURHOOD',
  'ATTENDANCE',
  'OUTCOME',
  'ENROLLED',
  'COMPLETED',
  'LEFT',
  'STRICT',
  'COUNTY',
]

/** A kind of people; what is asked of them in a survey goes by the name of the outcome. */
const kindWords = (category: string, t: Words) =>
  t(category.startsWith('O-') ? `outcomes.code.${category}` : `disclosure.category.${category}`)

/** A figure by its key: which table, where, and of which kind. */
export function keyWords(key: string, t: Words, locale: Locale, names: PlaceNames): string {
  const [table = '', county, place, category] = key.split('|')
  if (!TABLES.includes(table)) return t('disclosure.table.OTHER')
  const where = names(county || null, place || null)
  const kind = category && category !== 'ALL' ? kindWords(category, t) : null
  return [t(`disclosure.table.${table}`), where, kind]
    .filter((part) => part !== null)
    .join(locale === 'fa' ? '، ' : ', ')
}

/** What was found, as a sentence. */
export function exposureWords(
  { about, lo, hi }: Exposure,
  t: Words,
  locale: Locale,
  names: PlaceNames,
): string {
  const kinds = about.categories.map((category) => kindWords(category, t))
  const kind = about.kind === 'COUNT' && lo === hi ? 'EXACT' : about.kind
  return t(`disclosure.reason.${kind}`, {
    where: names(about.county, about.place) ?? t('disclosure.reason.province'),
    what: kinds.length > 0 ? kinds.join(' + ') : t('disclosure.reason.everybody'),
    day: formatDay(about.on, locale, 'long'),
    since: about.since ? formatDay(about.since, locale, 'long') : '',
    lo: formatNumber(lo, locale),
    hi: formatNumber(hi, locale),
  })
}

export function breachWords({ rule, key }: Breach, t: Words, locale: Locale, names: PlaceNames): string {
  return t(`disclosure.reason.rule.${rule}`, { what: keyWords(key, t, locale, names) })
}
