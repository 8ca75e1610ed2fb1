import type { Metadata } from 'next'
import { type IndicatorRow, TargetsTable } from '@/components/indicators/targets-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { type AimLine, type ModuleHours, moduleHours, planAims } from '@/db/queries/indicators/aims'
import { type Measure, measures } from '@/db/queries/indicators/measures'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { AIM_CODES, entryOf } from '@/lib/indicators/dictionary'
import { qualityReach } from '@/lib/indicators/reach'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { AsOfForm } from '../indicators/as-of-form'
import { type AskedParams, addressOf, askedRun } from '../indicators/asked'
import { measureRow } from '../indicators/measure-rows'
import { sourceText } from '../rules/source-text'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<AskedParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('logframe.title') }
}

/** The plan's aims, the outcomes that should show each, and the outputs delivered for it, with targets and actuals. */
export default async function LogframePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    if (!at) return null
    const one = { runId: at.run.runId, asOf: at.asOf }
    return {
      at,
      aims: await planAims(db, scope),
      modules: await moduleHours(db, scope, one),
      table: await measures(db, scope, {
        ...one,
        counting: 'internal',
        clock: new Date(at.run.clock),
        reach: qualityReach(actor, at.run),
      }),
    }
  })
  if (!found)
    return (
      <EmptyState title={t('indicator-catalogue.noRun')}>{t('indicator-catalogue.noRunLine')}</EmptyState>
    )
  const { at, aims, modules, table } = found
  const hrefOf = (code: string, more: Record<string, string> = {}) =>
    addressOf(`/${locale}/office/indicators/${code}`, at, more)
  const row = (measure: Measure) =>
    measureRow(measure, table.basis.completion, t, locale, hrefOf(measure.code))
  const shown = table.measures.filter(({ state }) => state !== 'hidden')
  const ofAim = (aim: AimLine) =>
    shown.filter(({ code }) => {
      const { aims: own } = entryOf(code)
      return own.length < AIM_CODES.length && own.some((one) => one === aim.code)
    })
  const moduleRow = ({ code, titleFa, titleEn, planned, held }: ModuleHours): IndicatorRow => ({
    code,
    name: t('logframe.module', { title: locale === 'fa' ? titleFa : titleEn }),
    unit: 'hours',
    actual: held,
    target: planned === 0 ? null : planned,
    href: `${hrefOf('R-08', { by: 'module' })}#parts`,
  })
  return (
    <>
      <PageHead
        title={t('logframe.title')}
        line={t('logframe.line', {
          run: locale === 'fa' ? at.run.nameFa : at.run.nameEn,
          day: formatDay(at.asOf, locale, 'long'),
        })}
        actions={<AsOfForm t={t} locale={locale} {...at} />}
      />
      <p className="mb-4 max-w-measure text-ink-2">{t('logframe.intro')}</p>
      <div className="grid gap-4">
        {aims.map((aim) => {
          const outcomes = ofAim(aim).filter(
            ({ code }) => entryOf(code).kind === 'outcome' && code !== 'O-15',
          )
          const outputs = [
            ...modules.filter((one) => one.aims.includes(aim.code)).map(moduleRow),
            ...ofAim(aim)
              .filter(({ code }) => entryOf(code).kind === 'output')
              .map(row),
          ]
          return (
            <Card
              key={aim.code}
              id={aim.code}
              title={
                <>
                  <span className="text-ink-2">{t('logframe.aim', { code: aim.code })}</span> ·{' '}
                  {locale === 'fa' ? aim.titleFa : aim.titleEn}
                </>
              }
              aside={t('logframe.source', { source: sourceText(aim.source, t) })}
            >
              <h3 className="mb-1 text-sm font-semibold">{t('logframe.outcomes')}</h3>
              {outcomes.length === 0 ? (
                <p className="text-sm text-ink-2">{t('logframe.noOutcome')}</p>
              ) : (
                <TargetsTable t={t} locale={locale} rows={outcomes.map(row)} />
              )}
              <h3 className="mt-4 mb-1 text-sm font-semibold">{t('logframe.outputs')}</h3>
              <TargetsTable t={t} locale={locale} rows={outputs} />
            </Card>
          )
        })}
        <Card id="shared" title={t('logframe.shared')}>
          <TargetsTable
            t={t}
            locale={locale}
            rows={shown.filter(({ code }) => entryOf(code).aims.length === AIM_CODES.length).map(row)}
          />
        </Card>
        <p className="text-sm text-ink-2">
          {t('logframe.caveat')} {t('logframe.outside')}
        </p>
      </div>
    </>
  )
}
