import type { Metadata } from 'next'
import { signOut } from '@/app/_actions/access'
import { tellOffice } from '@/app/_actions/tasks'
import { SafeguardForm } from '@/components/tasks/safeguard-form'
import { Notice } from '@/components/ui/notice'
import { myCohorts } from '@/db/queries/programmes/my-cohorts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { FieldFrame } from '../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.help') }
}

export default async function SafeguardPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const cohorts = await reading(scope, (db) => myCohorts(db, scope))
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-4">
        <h1 className="text-xl">{t('follow-up.safeguard.title')}</h1>
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {t('follow-up.safeguard.urgent')}
        </Notice>
        <p>{t('follow-up.safeguard.line')}</p>
        {cohorts.length === 0 ? (
          <p>{t('follow-up.safeguard.noCohort')}</p>
        ) : (
          <SafeguardForm
            action={tellOffice}
            cohorts={cohorts.map((one) => ({
              value: one.cohortId,
              label: locale === 'fa' ? one.placeFa : one.placeEn,
            }))}
            words={{
              cohort: t('follow-up.safeguard.cohort'),
              text: t('follow-up.safeguard.text'),
              textHint: t('follow-up.safeguard.textHint'),
              submit: t('follow-up.safeguard.submit'),
              sent: t('follow-up.safeguard.sent'),
              error: t('words.kind.error'),
              success: t('words.kind.success'),
            }}
          />
        )}
      </div>
    </FieldFrame>
  )
}
