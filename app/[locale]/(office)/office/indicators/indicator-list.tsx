import { TargetsTable } from '@/components/indicators/targets-table'
import { Card } from '@/components/ui/card'
import type { FigureTable } from '@/db/queries/indicators/figures'
import type { Measure, MeasureTable } from '@/db/queries/indicators/measures'
import { type EntryKind, entryOf } from '@/lib/indicators/dictionary'
import type { Locale, Words } from '@/lib/shared/locale'
import { measureRow } from './measure-rows'
import { ruleSentence } from './present'
import { targetSentence } from './target-sentence'

type Props = { t: Words; locale: Locale; table: MeasureTable; hrefOf: (code: string) => string }
const KINDS: readonly EntryKind[] = ['output', 'outcome', 'quality']

/** Every indicator: where it stands, and what it means, where its target comes from and what it is read from. */
export function IndicatorList({ t, locale, table, hrefOf }: Props) {
  const { completion } = table.basis
  const of = (kind: EntryKind) =>
    table.measures.filter(({ code, state }) => entryOf(code).kind === kind && state !== 'hidden')
  const rows = (measures: Measure[]) =>
    measures.map((measure) => measureRow(measure, completion, t, locale, hrefOf(measure.code)))
  return (
    <div className="grid gap-4">
      {KINDS.map((kind) => {
        const measures = of(kind)
        return measures.length === 0 ? null : (
          <Card
            key={kind}
            id={kind}
            title={t(`indicator-catalogue.group.${kind}`)}
            aside={kind === 'output' ? ruleSentence(completion, t, locale) : undefined}
          >
            <TargetsTable t={t} locale={locale} rows={rows(measures)} />
            {kind === 'output' ? <Limits t={t} table={table.basis} /> : null}
          </Card>
        )
      })}
      <Card id="definitions" title={t('indicator-catalogue.definition')}>
        <dl className="grid gap-x-10 gap-y-4 lg:grid-cols-2">
          {table.measures.map(({ code }) => (
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
                  {t(`indicator-catalogue.frequency.${entryOf(code).frequency}`)}
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
