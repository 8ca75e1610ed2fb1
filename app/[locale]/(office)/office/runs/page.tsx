import type { Metadata } from 'next'
import { RunTable } from '@/components/programmes/run-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('runs.title') }
}

export default async function RunsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const [t, runs] = await Promise.all([wordsOf(locale), reading(scope, (db) => runsInReach(db, scope))])
  const base = `/${locale}/office/runs`
  const make = (
    <LinkButton href={`${base}/new`} look="primary">
      {t('runs.new')}
    </LinkButton>
  )
  if (runs.length === 0)
    return (
      <EmptyState title={t('runs.empty')} action={make}>
        {t('runs.emptyLine')}
      </EmptyState>
    )
  return (
    <div className="grid gap-4">
      <PageHead title={t('runs.title')} actions={make} />
      <RunTable
        rows={runs.map((run) => ({
          code: run.code,
          href: `${base}/${run.code}`,
          name: locale === 'fa' ? run.nameFa : run.nameEn,
          province: locale === 'fa' ? run.provinceFa : run.provinceEn,
          span: t('runs.span', {
            from: formatDay(run.startDate, locale, 'long'),
            to: formatDay(run.endDate, locale, 'long'),
          }),
          status: run.status,
          statusLabel: t(`runs.status.${run.status}`),
          demo: run.isDemo ? t('runs.demo') : null,
        }))}
        words={{
          caption: t('runs.caption'),
          name: t('runs.name'),
          code: t('runs.code'),
          province: t('runs.province'),
          when: t('runs.when'),
          state: t('runs.state'),
        }}
      />
    </div>
  )
}
