import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { recordModule } from '@/app/_actions/module-gaps'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { classGaps, recordsClass } from '@/db/queries/programmes/module-gaps'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { FieldFrame } from '../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('gaps.title') }
}

/** The trainer's list: who missed which module, and that it was passed since. */
export default async function ModuleGapsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const [t, [mine, people]] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => [await recordsClass(db, scope), await classGaps(db, scope)] as const),
  ])
  if (!mine) notFound()
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-4">
        <PageHead title={t('gaps.title')} line={t('gaps.line')} />
        {people.length === 0 ? <p>{t('gaps.none')}</p> : null}
        {people.map((one) => (
          <Card
            key={one.facilitatorId}
            title={<bdi>{one.name ?? t('runs.cohorts.hidden')}</bdi>}
            id={`gap-${one.facilitatorId}`}
          >
            <FieldsForm
              key={one.missing.length}
              action={recordModule}
              hidden={{ facilitatorId: one.facilitatorId }}
              idPrefix={`${one.facilitatorId}-`}
              look="plain"
              columns={2}
              fields={[
                {
                  kind: 'select',
                  name: 'moduleCode',
                  label: t('gaps.module'),
                  options: one.missing.map(({ code, titleFa, titleEn }) => ({
                    value: code,
                    label: locale === 'fa' ? titleFa : titleEn,
                  })),
                },
                {
                  kind: 'text',
                  name: 'passedOn',
                  label: t('gaps.passedOn'),
                  start: formatDay(one.today, locale, 'numeric'),
                  ltr: true,
                  inputMode: 'numeric',
                  required: true,
                },
              ]}
              submit={t('gaps.submit')}
              words={{
                error: t('words.kind.error'),
                success: t('words.kind.success'),
                done: t('gaps.done'),
              }}
            />
          </Card>
        ))}
      </div>
    </FieldFrame>
  )
}
