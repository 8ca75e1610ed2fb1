import type { OutcomeRow } from '@/components/surveys/outcome-table'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { bandOf, fallsWell, type OutcomeFigure } from '@/lib/surveys/outcome'
import { FEWEST_PAIRS } from '@/lib/surveys/statistics'

/** A figure in words and digits; what is not said is a dash. */
export function outcomeRow(figure: OutcomeFigure, name: string, t: Words, locale: Locale): OutcomeRow {
  const none = t('outcomes.table.none')
  const share = fallsWell(figure.code)
  const number = (value: number | null, sign?: 'always') => {
    if (value === null) return none
    const style = { decimals: 1, ...(sign && { sign }) } as const
    return share && !sign ? formatPercent(value / 100, locale, style) : formatNumber(value, locale, style)
  }
  const people = (count: number | null) => (count === null ? none : formatPercent(count / figure.n, locale))
  const { low, high, change } = figure
  const band = bandOf(figure, FEWEST_PAIRS)
  return {
    key: figure.code,
    name,
    band: band ? t(`outcomes.band.${band}`) : null,
    n: formatNumber(figure.n, locale),
    before: number(figure.before),
    after: number(figure.after),
    change: number(change, 'always'),
    interval:
      low === null || high === null
        ? none
        : t('outcomes.table.from', {
            low: isolate(number(low, 'always')),
            high: isolate(number(high, 'always')),
          }),
    effect: figure.effect === null ? none : formatNumber(figure.effect, locale, { decimals: 2 }),
    improved: people(figure.improved),
    same: people(figure.same),
    worse: people(figure.worse),
    span: low === null || high === null || change === null ? null : { low, at: change, high },
  }
}

export const tableWords = (t: Words, first: string, caption = t('outcomes.table.caption')) => ({
  caption,
  first,
  n: t('outcomes.table.n'),
  before: t('outcomes.table.before'),
  after: t('outcomes.table.after'),
  change: t('outcomes.table.change'),
  interval: t('outcomes.table.interval'),
  effect: t('outcomes.table.effect'),
  improved: t('outcomes.table.improved'),
  same: t('outcomes.table.same'),
  worse: t('outcomes.table.worse'),
})

/** Means before and after with the interval of the change, for those in points of a hundred; the table beside it says the rest. */
export function outcomeChart(figures: readonly OutcomeFigure[], t: Words, locale: Locale) {
  const points = (value: number, sign: 'auto' | 'always' = 'auto') =>
    formatNumber(value, locale, { decimals: 1, sign })
  return {
    words: {
      before: t('report.column.before'),
      after: t('report.column.after'),
      interval: t('report.picture.interval'),
    },
    rows: figures.flatMap(({ code, before, after, low, high }) => {
      if (fallsWell(code) || before === null || after === null || low === null || high === null) return []
      const name = t(`outcomes.code.${code}`)
      const said = t('report.said.outcome', {
        name,
        before: points(before),
        after: points(after),
        change: points(after - before, 'always'),
        from: points(low, 'always'),
        to: points(high, 'always'),
      })
      return [{ name, before, after, low, high, said }]
    }),
  }
}
