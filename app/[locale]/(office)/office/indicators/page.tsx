import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { measures } from '@/db/queries/indicators/measures'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { qualityReach } from '@/lib/indicators/reach'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { AsOfForm } from './as-of-form'
import { type AskedParams, addressOf, askedRun } from './asked'
import { IndicatorList } from './indicator-list'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<AskedParams> }

/** What belongs to the indicators and has a page or a file of its own. */
const LINKS = [
  { path: 'targets', word: 'targetsLink' },
  { path: 'logframe', word: 'logframeLink' },
  { path: 'quarters', word: 'quartersLink' },
  { path: 'indicators/figures.xlsx', word: 'files.xlsx' },
  { path: 'indicators/figures.csv', word: 'files.csv' },
  { path: 'indicators/dictionary.csv', word: 'files.dictionary' },
] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.indicators') }
}

export default async function IndicatorsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    return (
      at && {
        at,
        table: await measures(db, scope, {
          runId: at.run.runId,
          asOf: at.asOf,
          counting: 'internal',
          clock: new Date(at.run.clock),
          reach: qualityReach(actor, at.run),
        }),
      }
    )
  })
  if (!found)
    return (
      <EmptyState title={t('indicator-catalogue.noRun')}>{t('indicator-catalogue.noRunLine')}</EmptyState>
    )
  const { at, table } = found
  const base = `/${locale}/office/indicators`
  const line = t('indicator-catalogue.line', {
    run: locale === 'fa' ? at.run.nameFa : at.run.nameEn,
    day: formatDay(at.asOf, locale, 'long'),
  })
  return (
    <>
      <PageHead
        title={t('indicator-catalogue.title')}
        line={line}
        actions={
          <>
            <LinkButton href={addressOf(`${base}/table.xlsx`, at)} look="quiet" download>
              {t('exports.take')}
            </LinkButton>
            <AsOfForm t={t} locale={locale} {...at} />
          </>
        }
      />
      <p className="mb-4 flex flex-wrap gap-x-5 text-sm print:hidden">
        {LINKS.map(({ path, word }) => (
          <a
            key={path}
            href={addressOf(`/${locale}/office/${path}`, at)}
            className="inline-flex min-h-11 items-center"
            download={path.includes('.') ? '' : undefined}
          >
            {t(`indicator-catalogue.${word}`)}
          </a>
        ))}
      </p>
      <IndicatorList
        t={t}
        locale={locale}
        table={table}
        hrefOf={(code) => addressOf(`${base}/${code}`, at)}
      />
    </>
  )
}
