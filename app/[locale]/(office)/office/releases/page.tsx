import type { Metadata } from 'next'
import { prepare, saveContact } from '@/app/_actions/releases'
import { PrepareForm } from '@/components/releases/prepare-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { runNamed } from '@/db/queries/programmes/run-line'
import { officeContact, releasesOf } from '@/db/queries/releases/list'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { lastEndedDay } from '@/lib/indicators/as-of'
import { requireActor, requirePower } from '@/lib/server/actor'
import { errorSentences } from '@/lib/server/error-sentences'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'
import { localDigits } from '@/lib/shared/number'
import { contactFields } from './contact-fields'
import { ReleaseTable } from './release-table'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('release-desk.title') }
}

export default async function ReleasesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const { run: code } = await searchParams
  const t = await wordsOf(locale)
  const { run, lines, contact } = await reading(scope, async (db) => {
    const named = await runNamed(db, scope, code)
    return {
      run: named,
      lines: named ? await releasesOf(db, scope, named.runId) : [],
      contact: named ? await officeContact(db, scope, named.runId) : null,
    }
  })
  if (!run) return <EmptyState title={t('release-desk.noRun')} />
  const base = `/${locale}/office/releases`
  const day = jalaliOf(lastEndedDay(new Date(run.clock)))
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('release-desk.title')}
        line={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>}
      />
      {actorCanSomewhere(actor, 'prepare') ? (
        <Card title={t('release-desk.prepareTitle')} id="prepare">
          <PrepareForm
            runId={run.runId}
            base={base}
            proposed={localDigits(jalaliText(day.y, day.m, day.d), locale)}
            words={{
              asOf: t('release-desk.asOf'),
              asOfHint: t('release-desk.asOfHint'),
              prepare: t('release-desk.prepare'),
              acknowledge: t('release-desk.acknowledge'),
              error: t('words.kind.error'),
              fallback: t('errors.E-GEN-09', { requestId: '—' }),
            }}
            errors={await errorSentences(locale, /^E-(PUB|GEN)-/)}
            locale={locale}
            prepare={prepare}
          />
        </Card>
      ) : null}
      <Card title={t('release-desk.listTitle')} id="list">
        {lines.length === 0 ? (
          <EmptyState title={t('release-desk.empty')} />
        ) : (
          <ReleaseTable t={t} locale={locale} lines={lines} base={base} />
        )}
      </Card>
      {actorCanSomewhere(actor, 'sign') ? (
        <Card title={t('release-desk.contact.title')} id="contact">
          <FieldsForm
            action={saveContact}
            hidden={{ runId: run.runId }}
            columns={2}
            idPrefix="contact-"
            look="plain"
            fields={contactFields(contact, t, locale)}
            submit={t('release-desk.contact.save')}
            words={{
              error: t('words.kind.error'),
              success: t('words.kind.success'),
              done: t('release-desk.contact.saved'),
            }}
          />
        </Card>
      ) : null}
    </div>
  )
}
