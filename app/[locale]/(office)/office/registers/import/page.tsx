import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { ImportStart, runsOfImport } from '../../people/import/start'
import { paperSentence } from './sentence'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ refused?: string; run?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('paper.import.title') }
}

export default async function RegistersImportPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { refused, run: code } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'record')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const to = runsOfImport(await reading(scope, (db) => runsInReach(db, scope)), code)
  if (!to) return <EmptyState title={t('paper.import.noRun')}>{t('paper.import.noRunLine')}</EmptyState>
  return (
    <div className="grid gap-5">
      <PageHead title={t('paper.import.title')} line={t('paper.import.line')} />
      <ImportStart
        t={t}
        locale={locale}
        kind="PAPER"
        words="paper"
        action={`/${locale}/office/registers/import/upload`}
        {...to}
        refused={refused}
        sentence={(code) => paperSentence(t, locale, code)}
      />
      <Card id="how" title={t('paper.import.how')}>
        <ul className="grid max-w-3xl list-disc gap-1 ps-5 text-ink-2">
          {(['sheets', 'columns', 'marks', 'empty'] as const).map((line) => (
            <li key={line}>{t(`paper.import.${line}`)}</li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
