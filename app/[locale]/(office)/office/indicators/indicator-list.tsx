import { TargetsTable } from '@/components/indicators/targets-table'
import { Card } from '@/components/ui/card'
import type { FigureTable } from '@/db/queries/indicators/figures'
import { indicatorOf } from '@/lib/indicators/catalogue'
import type { Locale, Words } from '@/lib/shared/locale'
import { ruleSentence, targetRow } from './present'
import { targetSentence } from './target-sentence'

type Props = { t: Words; locale: Locale; table: FigureTable; hrefOf: (code: string) => string }

/** Every indicator: where it stands, and what it means, where its target comes from and what it is read from. */
export function IndicatorList({ t, locale, table, hrefOf }: Props) {
  const figures = table.places[0]?.figures ?? []
  return (
    <div className="grid gap-4">
      <Card id="figures" title={t('indicators.targets')} aside={ruleSentence(table.completion, t, locale)}>
        <TargetsTable
          t={t}
          locale={locale}
          rows={figures.map((figure) => targetRow(figure, table.completion, t, locale, hrefOf(figure.code)))}
        />
        <Limits t={t} table={table} />
      </Card>
      <Card id="definitions" title={t('indicator-catalogue.definition')}>
        <dl className="grid gap-x-10 gap-y-4 lg:grid-cols-2">
          {figures.map(({ code }) => (
            <div key={code} className="break-inside-avoid">
              <dt className="font-semibold">
                <a href={hrefOf(code)} className="text-ink">
                  {t(`indicators.names.${code}`)}
                </a>{' '}
                <bdi className="text-xs font-normal text-ink-3">{code}</bdi>
              </dt>
              <dd className="text-sm text-ink-2">
                {t(`indicator-catalogue.${code}.definition`)}
                <span className="mt-1 block text-xs">
                  {t('indicator-catalogue.sourceHead')}: {t(`indicator-catalogue.${code}.from`)} ·{' '}
                  {t('indicator-catalogue.frequencyHead')}:{' '}
                  {t(`indicator-catalogue.frequency.${indicatorOf(code).frequency}`)}
                </span>
                <span className="block text-xs">{targetSentence(code, t)}</span>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  )
}

/** Said where the reader sees less than the whole. */
export function Limits({ t, table }: { t: Words; table: Pick<FigureTable, 'seesMarks' | 'wholeRun'> }) {
  const lines = [table.wholeRun ? null : 'partial', table.seesMarks ? null : 'hidden'].filter(
    (line) => line !== null,
  )
  return lines.length === 0 ? null : (
    <div className="mt-3 text-sm text-ink-2">
      {lines.map((line) => (
        <p key={line}>{t(`indicator-catalogue.${line}`)}</p>
      ))}
    </div>
  )
}
