import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { putRecord } from '@/app/_actions/community'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { writableCohorts } from '@/db/queries/community/records'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { isRecordKind } from '@/lib/community/kinds'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { recordFields } from '../../../../_community/record-fields'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ kind?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.new') }
}

/** A new record of her neighbourhood. */
export default async function NewRecordPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { kind } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'record')
  const scope = scopeOf(actor)
  const [t, cohorts] = await Promise.all([
    wordsOf(locale),
    reading(scope, (db) => writableCohorts(db, scope, {})),
  ])
  const [first] = cohorts
  if (!isRecordKind(kind) || !first) notFound()
  const place = (one: typeof first) => (locale === 'fa' ? one.placeFa : one.placeEn)
  const back = `/${locale}/today/community`
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-4">
        <PageHead title={t(`community.kind.${kind}`)} line={<bdi>{place(first)}</bdi>} />
        <p className="text-sm text-ink-2">
          {t(`community.about${kind === 'ANALYSIS' ? 'Analysis' : 'Record'}`)}
        </p>
        <FieldsForm
          action={putRecord}
          hidden={{ kind, back, ...(cohorts.length === 1 ? { cohortId: first.cohortId } : {}) }}
          size="field"
          submit={t('community.submit')}
          words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
          fields={[
            ...(cohorts.length > 1
              ? [
                  {
                    kind: 'select' as const,
                    name: 'cohortId',
                    label: t('community.field.cohort'),
                    options: cohorts.map((one) => ({ value: one.cohortId, label: place(one) })),
                  },
                ]
              : []),
            ...recordFields(kind, { t, locale, today: first.today }),
          ]}
        />
        <p>
          <a href={back} className="inline-flex min-h-touch items-center">
            {t('community.back')}
          </a>
        </p>
      </div>
    </FieldFrame>
  )
}
