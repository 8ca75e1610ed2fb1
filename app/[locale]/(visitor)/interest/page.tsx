import type { Metadata } from 'next'
import { writeToOffice } from '@/app/_actions/interest'
import { InterestForm } from '@/components/interest/interest-form'
import { PublicShell } from '@/components/layout/public-shell'
import { EmptyState } from '@/components/ui/empty-state'
import { formToken } from '@/db/commands/interest/send-interest'
import { interestOffices } from '@/db/queries/interest/offices'
import { reading } from '@/db/transaction'
import { NOBODY, scopeOf } from '@/lib/access/actor'
import { INTEREST_KINDS, INTEREST_WISHES } from '@/lib/interest/schema'
import { localeOf, wordsOf } from '@/lib/server/i18n'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('interest.title'), description: t('interest.description') }
}

/** A letter to the office of somebody who would like to take part or to help. */
export default async function InterestPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [t, offices] = await Promise.all([
    wordsOf(locale),
    reading(scopeOf(NOBODY), (db) => interestOffices(db)),
  ])
  const fa = locale === 'fa'
  const chosen = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`interest.${group}.${value}`) }))
  return (
    <PublicShell t={t} locale={locale} path="/interest" demo={false}>
      <div className="grid max-w-2xl gap-6 py-8">
        <div>
          <h1 className="text-2xl">{t('interest.title')}</h1>
          <p className="mt-2 text-lg">{t('interest.line')}</p>
        </div>
        {offices.length === 0 ? (
          <EmptyState title={t('interest.none')}>{t('interest.noneLine')}</EmptyState>
        ) : (
          <>
            <ul className="ms-5 list-disc">
              {['who', 'nothing', 'forgotten'].map((what) => (
                <li key={what}>{t(`interest.promise.${what}`)}</li>
              ))}
            </ul>
            <InterestForm
              action={writeToOffice}
              token={formToken(new Date())}
              offices={offices.map((one) => ({
                value: one.provinceId,
                label: fa ? one.nameFa : one.nameEn,
              }))}
              kinds={chosen('kind', INTEREST_KINDS)}
              wishes={chosen('wish', INTEREST_WISHES)}
              words={{
                office: t('interest.field.office'),
                kind: t('interest.field.kind'),
                wish: t('interest.field.wish'),
                name: t('interest.field.name'),
                nameHint: t('interest.field.nameHint'),
                reach: t('interest.field.reach'),
                reachHint: t('interest.field.reachHint'),
                message: t('interest.field.message'),
                messageHint: t('interest.field.messageHint'),
                optional: t('interest.field.optional'),
                consent: t('interest.field.consent'),
                trap: t('interest.field.trap'),
                submit: t('interest.submit'),
                sent: t('interest.sent'),
                sentLine: t('interest.sentLine'),
                error: t('words.kind.error'),
                success: t('words.kind.success'),
              }}
            />
          </>
        )}
      </div>
    </PublicShell>
  )
}
