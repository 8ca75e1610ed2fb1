import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { COLUMNS } from '../open-data/columns'
import type { BothWords, DictionaryRow } from '../open-data/dictionary'
import { LICENCE } from '../open-data/licence'
import { type PackagedFile, packageOf } from '../open-data/package'
import { textIn } from '../public-release'
import type { PublicSibling } from './bundle'
import { DOMAINS, FAMILY, OTHER_TRADES, type SiblingCode, unitOf } from './family'
import { siblingName } from './links'
import { siblingRows } from './rows'

/** What never changes once a release is out. */
export type FrozenSibling = Omit<PublicSibling, 'older' | 'corrections'>

export function frozenSibling(release: PublicSibling): FrozenSibling {
  const { older: _older, corrections: _corrections, ...frozen } = release
  return frozen
}

/** The rules and the stated number as they stand in sentences. */
const valuesOf = ({ rules, figures }: FrozenSibling, code: SiblingCode, locale: Locale) => ({
  min: formatNumber(rules.minPeople, locale),
  changes: formatNumber(rules.refreshChanges, locale),
  target: formatNumber(figures.find((one) => one.code === code)?.target ?? 0, locale),
})

/** What one figure says: its name, what it counts and in which unit, and how. */
export function figureWords(code: SiblingCode, release: FrozenSibling, t: Words, locale: Locale) {
  const table = FAMILY[release.programme].find((one) => one.code === code)!
  const values = valuesOf(release, code, locale)
  const method = table.counts === 'JOBS' ? 'rounded' : table.counts === 'PERSON_HOURS' ? 'hours' : 'exact'
  return {
    title: t(`sibling.figure.${code}`),
    meaning: t(`sibling.meaning.${code}`, values),
    counts: t(`sibling.counts.${table.counts}`),
    method: t(`sibling.method.${method}`, values),
    unit: unitOf(table),
  }
}

export const codesOf = ({ programme }: Pick<FrozenSibling, 'programme'>): SiblingCode[] => [
  ...new Set(FAMILY[programme].map(({ code }) => code)),
]

/** What a kind of a figure is called: the field of a service, the trade of a group, the rest together. */
export function kindName(
  category: string,
  { programme, trades }: Pick<FrozenSibling, 'programme' | 'trades'>,
  t: Words,
  locale: Locale,
): string {
  if (programme === 'CHARITY') return t(`charities.domain.${category}`)
  if (category === OTHER_TRADES) return t('sibling.programme.HAMYAR.other')
  const trade = trades.find(({ key }) => key === category)
  return trade ? textIn(trade.name, locale) : category
}

export function describeSibling(release: FrozenSibling, t: Words, locale: Locale) {
  const province = textIn(release.provinceName, locale)
  const day = formatDay(release.asOfIso, locale, 'long')
  const summary = t(`sibling.programme.${release.programme}.summary`, { province, day })
  return {
    name: t(`sibling.programme.${release.programme}.dataset`, { province }),
    publisher: textIn(release.publisher, locale),
    summary: release.demo ? `${summary} ${t('open-data.demo')}` : summary,
    source: t(`sibling.programme.${release.programme}.source`),
    number: formatNumber(release.number, locale),
    day,
  }
}

/** What every column, figure, kind and word of the files means, in both languages. */
export function siblingDictionary(release: FrozenSibling, words: BothWords): DictionaryRow[] {
  const row = (
    kind: string,
    name: string,
    of: (t: Words, locale: Locale) => Partial<Told>,
  ): DictionaryRow => {
    const [fa, en] = [of(words.fa, 'fa'), of(words.en, 'en')]
    return {
      ...{ kind, name, unit: fa.unit ?? '' },
      ...{ title_fa: fa.title ?? '', title_en: en.title ?? '' },
      ...{ meaning_fa: fa.meaning ?? '', meaning_en: en.meaning ?? '' },
      ...{ method_fa: fa.method ?? '', method_en: en.method ?? '' },
      ...{ source_fa: fa.source ?? '', source_en: en.source ?? '' },
    }
  }
  const rows = siblingRows(release)
  const used = (of: (one: (typeof rows)[number]) => string | null) => [
    ...new Set(rows.map(of).filter((one) => one !== null)),
  ]
  const min = (locale: Locale) => ({ min: formatNumber(release.rules.minPeople, locale) })
  const kinds = release.programme === 'CHARITY' ? DOMAINS : used(({ category }) => category)
  return [
    ...COLUMNS.map(({ name }) =>
      row('column', name, (t) => ({
        title: t(`open-data.columns.${name}.title`),
        meaning: t(`open-data.columns.${name}.meaning`),
      })),
    ),
    ...codesOf(release).map((code) =>
      row('figure', code, (t, locale) => {
        const { counts, meaning, ...told } = figureWords(code, release, t, locale)
        const source = t(`sibling.programme.${release.programme}.source`)
        return { ...told, meaning: `${meaning} (${counts})`, source }
      }),
    ),
    ...kinds.map((name) =>
      row('category', name, (t, locale) => ({ title: kindName(name, release, t, locale) })),
    ),
    ...(['level', 'unit', 'precision', 'status'] as const).flatMap((group) =>
      used((one) => one[group]).map((name) =>
        row(group, name, (t, locale) => ({ title: t(`open-data.words.${group}.${name}`, min(locale)) })),
      ),
    ),
  ]
}
type Told = Record<'title' | 'meaning' | 'method' | 'source' | 'unit', string>

export const siblingAnswer = (release: FrozenSibling) => ({
  version: 1,
  release: {
    programme: release.programme,
    number: release.number,
    as_of: release.asOfIso,
    published_on: release.publishedAtIso,
    demo: release.demo,
    province: release.provinceName,
    publisher: release.publisher,
    licence: { code: LICENCE.code, href: LICENCE.href },
  },
  figures: siblingRows(release),
})

/** The licence as a text for people, Persian first. */
export function siblingLicence(release: FrozenSibling, words: BothWords): string {
  const told = (locale: Locale) => {
    const t = words[locale]
    const { name, publisher, number, day } = describeSibling(release, t, locale)
    const licence = t('open-data.licence.name')
    const demo = release.demo ? `\n\n${t('open-data.demo')}` : ''
    return `${t('sibling.licence', { name, publisher, number, day, licence, href: LICENCE.href })}${demo}`
  }
  return `${told('fa')}\n\n${told('en')}\n`
}

export function siblingPackage(release: FrozenSibling, files: readonly PackagedFile[], words: BothWords) {
  const [fa, en] = [describeSibling(release, words.fa, 'fa'), describeSibling(release, words.en, 'en')]
  return packageOf(
    {
      name: siblingName(release),
      title: fa.name,
      description: `${fa.summary}\n\n${en.name}. ${en.summary}`,
      version: `${release.number}.0.0`,
      created: `${release.publishedAtIso}T00:00:00Z`,
      keywords: [words.fa('open-data.keywords.4'), words.en('open-data.keywords.4')],
      contributors: [{ title: fa.publisher, roles: ['publisher', 'rightsHolder'] }],
    },
    files,
    words,
  )
}
