import type { Metadata } from 'next'
import { join } from '@/app/_actions/hamyar'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { countiesOf } from '@/db/queries/programmes/run-setup'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { MEMBER_CATEGORIES } from '@/lib/hamyar/kinds'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { dayTyped } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import { foundGroup } from '../../../../../../_hamyar/found'
import { requireHamyar } from '../../../allowed'
import { yesNo } from '../../../present'
import { hamyarBase } from '../../../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.join') }
}

/** A woman joins: who she is, and what the rule asks of her. */
export default async function JoinPage({ params }: Props) {
  const { locale: asked, groupId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireHamyar(actor, 'enrol')
  const group = await foundGroup(actor, groupId)
  requirePower(actor, 'enrol', group)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const counties = await reading(scope, (db) => countiesOf(db, scope, group.provinceId))
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead title={t('hamyar.join')} line={<bdi>{group.nameFa}</bdi>} />
      <FieldsForm
        action={join}
        hidden={{ groupId, back: `${hamyarBase(locale)}/${groupId}` }}
        size="office"
        submit={t('hamyar.joinSubmit')}
        words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
        fields={[
          { kind: 'text', name: 'first', label: t('hamyar.field.first'), maxLength: 60 },
          { kind: 'text', name: 'last', label: t('hamyar.field.last'), maxLength: 60 },
          {
            kind: 'text',
            name: 'father',
            label: t('hamyar.field.father'),
            mark: t('words.optional'),
            maxLength: 60,
          },
          {
            kind: 'text',
            name: 'nationalId',
            label: t('hamyar.field.nationalId'),
            ltr: true,
            inputMode: 'numeric',
            maxLength: 12,
          },
          {
            kind: 'text',
            name: 'birthIso',
            label: t('hamyar.field.birth'),
            hint: t('hamyar.hint.birth'),
            ltr: true,
            inputMode: 'numeric',
            maxLength: 10,
          },
          {
            kind: 'select',
            name: 'category',
            label: t('hamyar.column.category'),
            options: MEMBER_CATEGORIES.map((value) => ({ value, label: t(`hamyar.category.${value}`) })),
          },
          {
            kind: 'select',
            name: 'homeCountyId',
            label: t('hamyar.field.homeCounty'),
            start: group.countyId,
            options: counties.map((one) => ({ value: one.id, label: locale === 'fa' ? one.fa : one.en })),
          },
          { kind: 'select', name: 'isLiterate', label: t('hamyar.field.isLiterate'), options: yesNo(t) },
          { kind: 'select', name: 'isCovered', label: t('hamyar.field.isCovered'), options: yesNo(t) },
          { kind: 'select', name: 'ableToWork', label: t('hamyar.field.ableToWork'), options: yesNo(t) },
          { kind: 'select', name: 'employed', label: t('hamyar.field.employed'), options: yesNo(t) },
          {
            kind: 'text',
            name: 'joinedOn',
            label: t('hamyar.field.joinedOn'),
            start: dayTyped(tehranDay(new Date()), locale),
            ltr: true,
            inputMode: 'numeric',
          },
          {
            kind: 'select',
            name: 'consent',
            label: t('hamyar.field.consent'),
            hint: t('hamyar.hint.consent'),
            options: yesNo(t),
          },
        ]}
      />
    </div>
  )
}
