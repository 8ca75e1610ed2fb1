import { formatDay, monthName } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { provinceTables } from '../cells'
import { shownCounties } from '../present'
import { figureOf } from '../public-release'
import { shownIn } from '../shown-people'
import type { FrozenRelease } from './frozen'

/** The charts that may stand in other people's pages. */
export const CHARTS = ['headline', 'months', 'counties', 'age'] as const
export type ChartCode = (typeof CHARTS)[number]
export const isChart = (code: string): code is ChartCode => CHARTS.some((one) => one === code)

/** A figure of a chart: `shown` is what is written, `value` what is drawn. */
export type ChartLine = {
  name: string
  /** The name where it is heard and not seen under its column. */
  spoken?: string
  value: number
  of: number | null
  shown: string
  ofShown: string | null
}
export type ChartView = {
  code: ChartCode
  title: string
  /** The whole chart in words. */
  alt: string
  note: string | null
  source: string
  lines: ChartLine[]
  /** How tall the frame is that shows all of it, also on a phone. */
  height: number
}

/** A chart of a release in one language: its figures, and all of them in words. */
export function chartOf(code: ChartCode, release: FrozenRelease, t: Words, locale: Locale): ChartView {
  const title = t(`open-data.embed.charts.${code}`)
  const lines = LINES[code](release, t, locale)
  const told = lines.map(({ spoken, name: written, shown, ofShown }) => {
    const name = spoken ?? written
    return ofShown === null
      ? t('open-data.embed.said.column', { name, value: shown })
      : t('open-data.embed.said.bar', { name, value: shown, target: ofShown })
  })
  const [one] = lines
  const alt = !one
    ? t('open-data.embed.said.untold', { title })
    : code === 'headline'
      ? t('open-data.embed.said.headline', { title, value: one.shown, target: one.ofShown ?? '' })
      : t('open-data.embed.said.list', { title, list: told.join(t('words.listComma')) })
  return {
    code,
    title,
    alt,
    note: code === 'age' ? t('open-data.embed.rounded') : null,
    source: t('open-data.embed.source', {
      number: formatNumber(release.number, locale),
      day: formatDay(release.asOfIso, locale, 'long'),
    }),
    lines,
    height: code === 'counties' ? 150 + 34 * lines.length : HEIGHTS[code],
  }
}

const HEIGHTS = { headline: 260, months: 350, age: 380 }

type Lines = (release: FrozenRelease, t: Words, locale: Locale) => ChartLine[]

const LINES: Record<ChartCode, Lines> = {
  headline: (release, t, locale) => {
    const figure = figureOf(release, 'R-09')
    if (!figure) return []
    const { value, target: of } = figure
    const ofShown = of === null ? null : formatHours(of, locale)
    return [{ name: t('public.headline.unit'), value, of, shown: formatHours(value, locale), ofShown }]
  },
  months: (release, _t, locale) =>
    release.months.map(({ month, sessions }) => ({
      name: monthName(month, locale),
      value: sessions,
      of: null,
      shown: formatNumber(sessions, locale),
      ofShown: null,
    })),
  counties: (release, _t, locale) =>
    shownCounties(release, locale).map(({ shownName, sessionsHeld, sessionsPlanned }) => ({
      name: shownName,
      value: sessionsHeld,
      of: sessionsPlanned,
      shown: formatNumber(sessionsHeld, locale),
      ofShown: formatNumber(sessionsPlanned, locale),
    })),
  age: (release, t, locale) =>
    (provinceTables(release).find(({ table }) => table === 'AGE')?.cells ?? []).map((cell) => ({
      name: t(`open-data.embed.ages.${cell.category}`),
      spoken: t(`disclosure.category.${cell.category}`),
      value: typeof cell.shown === 'number' ? cell.shown : 0,
      of: null,
      shown: shownIn(cell, release.rules.minPeople, t, locale),
      ofShown: null,
    })),
}
