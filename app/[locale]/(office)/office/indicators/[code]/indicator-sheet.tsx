import type { ReactNode } from 'react'
import { BreakdownTable } from '@/components/indicators/breakdown-table'
import { EvidenceTable } from '@/components/indicators/evidence-table'
import { figureText } from '@/components/indicators/figure-text'
import { Card } from '@/components/ui/card'
import { Meter } from '@/components/ui/meter'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import type { PlaceName } from '@/db/queries/indicators/cohort-facts'
import type { Figure, FigureTable } from '@/db/queries/indicators/figures'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import { DECIDED_AT_CLOSE } from '@/lib/indicators/formula'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatPercent } from '@/lib/shared/number'
import { AsOfForm } from '../as-of-form'
import { type AskedRun, addressOf } from '../asked'
import { evidenceView } from '../evidence-view'
import { Limits } from '../indicator-list'
import { breakdownRows, indicatorName, parts, partUnit, ruleSentence, shownValue } from '../present'
import { targetSentence } from '../target-sentence'
import type { CountedSheet } from './found'
import { PartsCard } from './parts-card'

type Props = CountedSheet & {
  t: Words
  locale: Locale
  code: IndicatorCode
  at: AskedRun
  /** What the catalogue says of it, and its targets. */
  children: ReactNode
}

/** One indicator: its value and how it comes about, by place, and the rows behind it. */
export function IndicatorSheet(props: Props) {
  const { t, locale, code, at, whole, counties, places, placeId, total, figure, rows, page, size } = props
  const { choices, parts: found, kept, children } = props
  const name = indicatorName(total, t)
  const base = `/${locale}/office/indicators/${code}`
  const hrefOf = (place: string) => `${addressOf(base, at, { place })}#evidence`
  const place = placeOf(placeId, counties, places)
  const breakdown = {
    t,
    locale,
    name,
    unit: indicatorOf(code).unit,
    partUnit: partUnit(code),
    total: parts(total),
  }
  // Broken down by a place alone the parts are that table: it is not shown twice.
  const alone = found.by.length === 1 ? found.by[0] : undefined
  const rowsBy = (level: 'county' | 'neighbourhood') =>
    breakdownRows(code, (level === 'county' ? counties : places)?.places ?? [], level, locale, hrefOf)
  const view = evidenceView(code, rows, t, locale)
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
        actions={<AsOfForm t={t} locale={locale} {...at} placeId={placeId} />}
      />
      <p className="mb-4 text-sm print:hidden">
        <a href={addressOf(`/${locale}/office/indicators`, at)}>{t('indicator-catalogue.back')}</a>
      </p>
      <div className="grid gap-4">
        <Value {...props} table={whole} />
        {choices.length > 0 ? (
          <PartsCard
            t={t}
            locale={locale}
            kept={kept}
            name={name}
            choices={choices}
            found={found}
            figure={figure}
            places={alone === 'county' || alone === 'neighbourhood' ? rowsBy(alone) : []}
            whole={breakdown.total.target ?? null}
          />
        ) : null}
        {counties && alone !== 'county' ? (
          <Card id="counties">
            <BreakdownTable {...breakdown} by="county" rows={rowsBy('county')} />
          </Card>
        ) : null}
        {places && alone !== 'neighbourhood' ? (
          <Card id="neighbourhoods">
            <BreakdownTable {...breakdown} by="neighbourhood" rows={rowsBy('neighbourhood')} />
          </Card>
        ) : null}
        <Card
          id="evidence"
          title={t('indicators.evidence.title')}
          aside={
            place ? (
              <>
                {t('indicator-catalogue.place', { place: locale === 'fa' ? place.nameFa : place.nameEn })} ·{' '}
                <a href={`${addressOf(base, at)}#evidence`}>{t('indicator-catalogue.everywhere')}</a>
              </>
            ) : undefined
          }
        >
          <EvidenceTable
            t={t}
            locale={locale}
            name={name}
            columns={view.columns}
            rows={view.rows}
            rowCount={rows.rowCount}
            equal={rows.numerator === figure.numerator && rows.denominator === figure.denominator}
            pagination={
              <Pagination
                t={t}
                locale={locale}
                page={page}
                pages={Math.ceil(rows.rowCount / size)}
                hrefOf={(next) => `${addressOf(base, at, { place: placeId, page: String(next) })}#evidence`}
              />
            }
          />
        </Card>
        {children}
      </div>
    </>
  )
}

function Value({ t, locale, code, total, table }: Props & { table: FigureTable }) {
  const { unit } = indicatorOf(code)
  const value = figureText(shownValue(code, total.value), unit, t, locale)
  const unitName = t(`indicators.unit.${unit}`)
  return (
    <Card
      id="value"
      title={t('indicator-catalogue.value')}
      aside={<a href="#evidence">{t('indicators.evidence.jump')}</a>}
    >
      {total.value === null ? (
        <p className="max-w-measure text-lg">
          {t('indicator-catalogue.stateLine.empty', {
            denominator: t(`indicator-catalogue.${code}.denominator`),
          })}
        </p>
      ) : (
        <>
          <p className="text-3xl font-bold tabular-nums">
            {value} {unitName ? <span className="text-base font-normal text-ink-2">{unitName}</span> : null}
          </p>
          <p className="mt-1 tabular-nums">{formulaSentence(total, value, t, locale)}</p>
        </>
      )}
      <AgainstTarget t={t} locale={locale} code={code} total={total} value={value} />
      {total.provisional ? (
        <p className="mt-2 font-medium text-saffron-ink">{t('indicator-catalogue.provisional')}</p>
      ) : null}
      <div className="mt-3 max-w-[70ch] text-sm text-ink-2">
        <p>{t(`indicator-catalogue.${code}.definition`)}</p>
        {DECIDED_AT_CLOSE.includes(code) ? (
          <p>
            {ruleSentence(table.completion, t, locale)} ·{' '}
            {t('indicator-catalogue.strictRule', {
              of: formatHours(table.completion.plannedMinutes, locale),
            })}
          </p>
        ) : null}
        <p>{targetSentence(code, t)}</p>
        <p>{t('indicator-catalogue.counting')}</p>
      </div>
      <Limits t={t} table={table} />
    </Card>
  )
}

type AgainstProps = Pick<Props, 't' | 'locale' | 'code' | 'total'> & { value: string }

/** The target and today's plan beside the value, with the bar that shows them. */
function AgainstTarget({ t, locale, code, total, value }: AgainstProps) {
  if (total.target === null || total.value === null) return null
  const text = (amount: number) => figureText(shownValue(code, amount), indicatorOf(code).unit, t, locale)
  const share = (part: number, whole: number) =>
    whole === 0 ? t('words.none') : formatPercent(part / whole, locale, { decimals: 1 })
  const { planned, target, quarterTarget } = total
  return (
    <div className="mt-2 max-w-md text-ink-2">
      <Meter
        share={target === 0 ? 0 : total.value / target}
        plannedShare={planned === null || target === 0 ? null : planned / target}
        height={12}
        label={t('indicators.meter', {
          name: t(`indicators.names.${code}`),
          actual: value,
          target: text(target),
        })}
      />
      <p>
        {t('indicators.target')}: {text(target)} ·{' '}
        {t('indicators.ofTarget', { share: share(total.value, target) })}
      </p>
      {quarterTarget === null ? null : <p>{t('targets.ofQuarter', { target: text(quarterTarget) })}</p>}
      {planned === null ? null : (
        <p>{t('indicators.plannedLine', { planned: text(planned), share: share(total.value, planned) })}</p>
      )}
    </div>
  )
}

/** «ردیف‌های حاضر (۸٬۵۵۳) ÷ همهٔ ردیف‌ها (۱۰٬۰۶۵) = ۸۵٫۰٪» */
function formulaSentence(figure: Figure, value: string, t: Words, locale: Locale): string {
  const { code } = figure
  const part = (which: 'numerator' | 'denominator', amount: number) =>
    t('indicator-catalogue.part', {
      name: t(`indicator-catalogue.${code}.${which}`),
      value: figureText(amount, which === 'numerator' ? partUnit(code) : 'count', t, locale),
    })
  const name = t(`indicator-catalogue.${code}.numerator`)
  if (figure.denominator === null) return t('indicator-catalogue.formulaOne', { numerator: name, value })
  return t('indicator-catalogue.formula', {
    numerator: part('numerator', figure.numerator),
    denominator: part('denominator', figure.denominator),
    value,
  })
}

function placeOf(placeId: string | undefined, ...tables: (FigureTable | null)[]): PlaceName | null {
  if (placeId === undefined) return null
  for (const table of tables) {
    const found = table?.places.find(({ place }) => place?.placeId === placeId)?.place
    if (found) return found
  }
  return null
}
