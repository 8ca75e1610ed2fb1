import { PILLARS } from '@/lib/hamyar/desk'
import type { HFigure } from '@/lib/hamyar/indicators'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import type { Told } from '../present'

/** A figure in words: a share says both numbers it is made of, a mean and a median of how many. */
export function figureText({ value, of, shape, pillars }: HFigure, { t, locale }: Told): string {
  const number = (n: number) => formatNumber(n, locale, { maxDecimals: 1 })
  if (shape === 'pillars' && pillars)
    return PILLARS.map((pillar) =>
      t('hamyar-desk.pillarCount', {
        pillar: t(`hamyar-desk.pillar.${pillar}`),
        count: number(pillars[pillar]),
      }),
    ).join(' · ')
  if (of === null) return number(value)
  if (shape === 'mean')
    return of === 0
      ? t('words.none')
      : t('hamyar-desk.mean', { value: `${value > 0 ? '+' : ''}${number(value / of)}` })
  if (shape === 'days') return of === 0 ? t('words.none') : t('hamyar.days', { count: number(value) })
  return t('words.of', { value: number(value), target: number(of) })
}

export const figureCells = (figures: readonly HFigure[], told: Told) =>
  figures.map((figure) => ({ code: figure.code, text: figureText(figure, told) }))

/** The whole: each with what it means, its share where it is one, and its target as far as a source states one. */
export function figureViews(
  figures: readonly HFigure[],
  told: Told & { target: number | null; literate: number },
) {
  const { t, locale, target, literate } = told
  const number = (n: number) => formatNumber(n, locale)
  const share = (figure: HFigure) =>
    figure.shape === 'share' && figure.of
      ? ` (${formatPercent(figure.value / figure.of, locale, { maxDecimals: 1 })})`
      : ''
  return figures.map((figure) => ({
    code: figure.code,
    name: t(`hamyar.figure.${figure.code}`),
    meaning: t(`hamyar.meaning.${figure.code}`, { groups: number(literate) }),
    value: `${figureText(figure, told)}${share(figure)}`,
    target:
      figure.code === 'H-01'
        ? target === null
          ? t('words.none')
          : number(target)
        : t(`hamyar.target.${figure.code}`),
  }))
}
