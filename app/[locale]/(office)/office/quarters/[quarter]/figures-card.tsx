import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { QuarterSheet } from '@/db/queries/indicators/quarters'
import type { QuarterFigure } from '@/lib/indicators/quarter'
import type { Locale, Words } from '@/lib/shared/locale'
import { amountText } from './amounts'

type Props = { t: Words; locale: Locale; sheet: QuarterSheet; hrefOf: (code: string) => string }

/** Codes a county is told by in the quarter's table. */
const OF_COUNTY = ['R-07', 'R-08', 'R-09', 'R-10', 'R-11', 'R-13'] as const

/** The figures as they were closed, beside how they read today; then those of the counties. */
export function FiguresCard({ t, locale, sheet, hrefOf }: Props) {
  const { figures } = sheet.quarter
  const whole = figures.filter(({ level }) => level === 'run')
  const counties = [...new Set(figures.filter(({ level }) => level === 'county').map(({ place }) => place))]
  const at = (place: string, code: string) =>
    figures.find((one) => one.level === 'county' && one.place === place && one.code === code)
  const nameOf = (place: string) => {
    const found = figures.find((one) => one.level === 'county' && one.place === place)
    return (locale === 'fa' ? found?.nameFa : found?.nameEn) ?? place
  }
  const { compare } = new Intl.Collator(locale)
  return (
    <>
      <Card id="figures" title={t('quarters.figures')}>
        <Table
          caption={t('quarters.figuresCaption')}
          captionHidden
          label={t('quarters.figuresCaption')}
          dense
        >
          <thead>
            <tr>
              <HeadCell>{t('indicators.indicator')}</HeadCell>
              <HeadCell numeric>{t('quarters.frozen')}</HeadCell>
              <HeadCell numeric className="hidden sm:table-cell">
                {t('quarters.inQuarter')}
              </HeadCell>
              <HeadCell numeric className="hidden sm:table-cell">
                {t('indicators.target')}
              </HeadCell>
              <HeadCell numeric>{t('quarters.now')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {whole.map((figure) => (
              <tr key={figure.code} className="hover:bg-sunk">
                <RowHead>
                  <a href={hrefOf(figure.code)} className="text-ink underline decoration-line-2">
                    {t(`indicators.names.${figure.code}`)}
                  </a>{' '}
                  <bdi className="text-xs text-ink-3">{figure.code}</bdi>
                </RowHead>
                <Cell numeric className="font-semibold">
                  {amountText(figure.code, figure, t, locale)}
                </Cell>
                <Cell numeric className="hidden sm:table-cell">
                  {figure.inQuarter ? amountText(figure.code, figure.inQuarter, t, locale) : t('words.none')}
                </Cell>
                <Cell numeric className="hidden sm:table-cell">
                  {figure.target === null
                    ? t('words.none')
                    : amountText(figure.code, { value: figure.target }, t, locale)}
                </Cell>
                <Cell numeric>{nowText(figure, sheet, t, locale)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <Card id="counties" title={t('quarters.counties')}>
        <Table
          caption={t('quarters.countiesCaption')}
          captionHidden
          label={t('quarters.countiesCaption')}
          dense
          roomy
        >
          <thead>
            <tr>
              <HeadCell>{t('indicators.breakdown.county')}</HeadCell>
              {OF_COUNTY.map((code) => (
                <HeadCell key={code} numeric>
                  {t(`indicators.names.${code}`)}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {counties
              .toSorted((one, other) => compare(nameOf(one), nameOf(other)))
              .map((place) => (
                <tr key={place}>
                  <RowHead>{nameOf(place)}</RowHead>
                  {OF_COUNTY.map((code) => {
                    const figure = at(place, code)
                    return (
                      <Cell key={code} numeric>
                        {figure ? amountText(code, figure, t, locale) : t('words.none')}
                      </Cell>
                    )
                  })}
                </tr>
              ))}
          </tbody>
        </Table>
      </Card>
    </>
  )
}

/** Today's value where it is another than the closed one. */
function nowText(figure: QuarterFigure, { adjustments }: QuarterSheet, t: Words, locale: Locale) {
  const changed = adjustments.find((one) => one.level === 'run' && one.code === figure.code)
  return changed ? (
    <a href={`#change-${figure.code}`} className="font-semibold">
      {amountText(figure.code, changed.now, t, locale)}
    </a>
  ) : (
    <span className="text-ink-2">{t('quarters.same')}</span>
  )
}
