import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { textIn } from '../public-release'
import { dataAddress } from './address'
import type { FrozenRelease } from './frozen'
import { LICENCE } from './licence'

/** What the data set is called, what it holds and how it is cited, in one language. `origin` is empty in files that travel. */
export function describe(release: FrozenRelease, t: Words, locale: Locale, origin = '') {
  const province = textIn(release.provinceName, locale)
  const day = formatDay(release.asOfIso, locale, 'long')
  const name = t('open-data.name', { province })
  const publisher = textIn(release.publisher, locale)
  const summary = t('open-data.summary', { province, day })
  const number = formatNumber(release.number, locale)
  const address = `${origin}${dataAddress(release.number, 'figures.csv')}`
  return {
    name,
    publisher,
    summary: release.demo ? `${summary} ${t('open-data.demo')}` : summary,
    cite: t('open-data.cite.text', { publisher, name, number, day, address }),
    keywords: [1, 2, 3, 4].map((n) => t(`open-data.keywords.${n}`)),
  }
}

/** The licence as a text for people, Persian first. */
export function licenceText(release: FrozenRelease, words: Record<Locale, Words>): string {
  const told = (locale: Locale) => {
    const t = words[locale]
    const { name, cite, publisher } = describe(release, t, locale)
    const licence = t('open-data.licence.name')
    const text = t('open-data.licence.text', { name, licence, href: LICENCE.href, cite })
    const demo = release.demo ? `\n\n${t('open-data.demo')}` : ''
    return `${text}\n${t('open-data.licence.source', { publisher })}${demo}`
  }
  return `${told('fa')}\n\n${told('en')}\n`
}
