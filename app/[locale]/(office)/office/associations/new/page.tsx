import type { Metadata } from 'next'
import { propose } from '@/app/_actions/associations'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { associationClock, associationCounties } from '@/db/queries/associations/association-facts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { CAPACITY_GROUPS } from '@/lib/associations/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { dayTyped } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import { requireAssociations } from '../allowed'
import { named, noticeWords } from '../present'
import { associationsBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.new') }
}

/** A new association: where, of which capacity group, and since when it is being formed. */
export default async function NewAssociationPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireAssociations(actor, 'run')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { counties, today } = await reading(scope, async (db) => {
    const counties = await associationCounties(db, scope, 'run')
    const [first] = counties
    const clock = first ? await associationClock(db, first.provinceId, new Date()) : new Date()
    return { counties, today: tehranDay(clock) }
  })
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead title={t('associations.new')} line={t('associations.newLine')} />
      <FieldsForm
        action={propose}
        hidden={{ back: associationsBase(locale) }}
        submit={t('associations.newSubmit')}
        words={noticeWords({ t, locale })}
        fields={[
          {
            kind: 'select',
            name: 'countyId',
            label: t('associations.column.county'),
            start: counties.length === 1 ? counties[0]!.countyId : '',
            options: [
              { value: '', label: t('associations.choose') },
              ...counties.map((one) => ({ value: one.countyId, label: named(one, locale) })),
            ],
          },
          {
            kind: 'text',
            name: 'nameFa',
            label: t('associations.field.name'),
            maxLength: 80,
            required: true,
          },
          {
            kind: 'select',
            name: 'capacityGroup',
            label: t('associations.field.group'),
            options: CAPACITY_GROUPS.map((value) => ({ value, label: t(`associations.group.${value}`) })),
          },
          {
            kind: 'text',
            name: 'begunOn',
            label: t('associations.field.begunOn'),
            start: dayTyped(today, locale),
            ltr: true,
            inputMode: 'numeric',
            required: true,
          },
        ]}
      />
    </div>
  )
}
