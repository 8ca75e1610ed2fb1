import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { shareOf } from '../present'
import { figureOf, textIn } from '../public-release'
import type { FrozenRelease } from './frozen'

/** The pages that have a picture of their own where they are shared. */
export const SHARE_PAGES = [
  'overview',
  'outcomes',
  'explore',
  'method',
  'releases',
  'open-data',
  'embeds',
] as const
export type SharePage = (typeof SHARE_PAGES)[number]

/** All that stands on a picture: texts, and how full its bar is. */
export type ShareView = {
  demo: string
  brand: string
  title: string
  figure: string
  unit: string
  of: string
  share: number | null
  line: string
  foot: string
  /** The whole picture in words. */
  alt: string
}

export const sharePath = (page: SharePage, locale: Locale) => `share-${page}-${locale}.png`

/** What a page of a release says on its picture: figures of the release and nothing else. */
export function shareView(page: SharePage, release: FrozenRelease, t: Words, locale: Locale): ShareView {
  const title = t(`open-data.share.pages.${page}`, { province: textIn(release.provinceName, locale) })
  const shown = page === 'overview' || page === 'explore' ? figured(page, release, t, locale) : null
  const line = shown ? '' : t(`open-data.share.lines.${page}`)
  const foot = t('open-data.share.foot', {
    number: formatNumber(release.number, locale),
    day: formatDay(release.asOfIso, locale, 'long'),
  })
  const demo = release.demo ? t('words.demo') : ''
  const text = [shown ? `${shown.figure} ${shown.unit} ${shown.of}`.trim() : line, foot, demo]
  return {
    demo,
    brand: t('words.productName'),
    title,
    ...(shown ?? { figure: '', unit: '', of: '', share: null }),
    line,
    foot,
    alt: t('open-data.share.alt', { title, text: text.filter(Boolean).join('. ') }),
  }
}

function figured(page: SharePage, release: FrozenRelease, t: Words, locale: Locale) {
  const hours = page === 'overview' ? figureOf(release, 'R-09') : null
  const figure = hours ?? figureOf(release, 'SESSIONS')
  if (!figure) return null
  const said = (value: number) => (hours ? formatHours(value, locale) : formatNumber(value, locale))
  return {
    figure: said(figure.value),
    unit: t(hours ? 'open-data.share.hours' : 'open-data.share.sessions'),
    of: figure.target === null ? '' : t('open-data.share.of', { target: said(figure.target) }),
    share: shareOf(figure.value, figure.target),
  }
}
