import type { ReactNode } from 'react'
import { figureText } from '@/components/indicators/figure-text'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import type { Measure } from '@/db/queries/indicators/measures'
import { isQualityCode } from '@/lib/indicators/quality'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { AsOfForm } from '../as-of-form'
import { type AskedRun, addressOf } from '../asked'
import { shownIn } from '../measure-rows'

type Props = { t: Words; locale: Locale; at: AskedRun; measure: Measure; children: ReactNode }

/** An indicator that is told by others than the sheets: what it comes to, or why there is no number yet. */
export function OtherSheet({ t, locale, at, measure, children }: Props) {
  const { code, unit, state } = measure
  const name = t(`indicators.names.${code}`)
  return (
    <>
      <PageHead
        title={name}
        line={
          <>
            <bdi>{code}</bdi> ·{' '}
            {t('indicator-catalogue.line', {
              run: locale === 'fa' ? at.run.nameFa : at.run.nameEn,
              day: formatDay(at.asOf, locale, 'long'),
            })}
          </>
        }
        actions={<AsOfForm t={t} locale={locale} {...at} />}
      />
      <p className="mb-4 text-sm print:hidden">
        <a href={addressOf(`/${locale}/office/indicators`, at)}>{t('indicator-catalogue.back')}</a>
      </p>
      <div className="grid gap-4">
        <Card
          id="value"
          title={t('indicator-catalogue.value')}
          aside={
            isQualityCode(code) && state !== 'hidden' ? (
              <a href={`${addressOf(`/${locale}/office/quality`, at, { q: code })}#rows`}>
                {t('indicators.evidence.jump')}
              </a>
            ) : undefined
          }
        >
          {state === 'measured' ? (
            <Value t={t} locale={locale} measure={measure} />
          ) : (
            <p className="max-w-measure">
              {t(`indicator-catalogue.stateLine.${state}`, {
                denominator: state === 'empty' ? t(`indicator-catalogue.${code}.denominator`) : '',
              })}
            </p>
          )}
          {measure.target === null && measure.quarterTarget === null ? null : (
            <p className="mt-2 text-ink-2">
              {t('indicators.target')}: {figureText(shownIn(unit, measure.target), unit, t, locale)}
              {measure.quarterTarget === null
                ? null
                : ` · ${t('targets.ofQuarter', { target: figureText(shownIn(unit, measure.quarterTarget), unit, t, locale) })}`}
            </p>
          )}
        </Card>
        {children}
      </div>
    </>
  )
}

function Value({ t, locale, measure }: Pick<Props, 't' | 'locale' | 'measure'>) {
  const { code, unit, value, numerator, denominator } = measure
  const text = figureText(shownIn(unit, value), unit, t, locale)
  const name = t(`indicators.unit.${unit}`)
  return (
    <>
      <p className="text-3xl font-bold tabular-nums">
        {text} {name ? <span className="text-base font-normal text-ink-2">{name}</span> : null}
      </p>
      {denominator === null ? (
        <p className="mt-1 text-ink-2">{t(`indicator-catalogue.${code}.numerator`)}</p>
      ) : (
        <p className="mt-1 tabular-nums">
          {t('indicator-catalogue.formula', {
            numerator: t('indicator-catalogue.part', {
              name: t(`indicator-catalogue.${code}.numerator`),
              value: figureText(numerator, 'count', t, locale),
            }),
            denominator: t('indicator-catalogue.part', {
              name: t(`indicator-catalogue.${code}.denominator`),
              value: figureText(denominator, 'count', t, locale),
            }),
            value: text,
          })}
        </p>
      )}
    </>
  )
}
