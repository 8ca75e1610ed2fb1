import type { DFigure } from '@/lib/charities/figures'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import type { Told } from '../present'

/** The figures in words: a share says both numbers it is made of, a part says of what it is one. */
export function figureViews(figures: readonly DFigure[], { t, locale }: Told) {
  const number = (n: number) => formatNumber(n, locale, { maxDecimals: 1 })
  const text = ({ value, of }: DFigure) => {
    if (value === null) return t('words.none')
    if (of === null) return number(value)
    const share = of > 0 ? ` (${formatPercent(value / of, locale, { maxDecimals: 1 })})` : ''
    return `${t('words.of', { value: number(value), target: number(of) })}${share}`
  }
  return figures.map((figure) => ({
    code: figure.code,
    name: t(`charities.figure.${figure.code}`),
    meaning: t(`charities.meaning.${figure.code}`, { part: number(figure.part ?? 0) }),
    value: text(figure),
    target: t(`charities.target.${figure.code}`),
  }))
}
