import type { Metadata } from 'next'
import { propose } from '@/app/_actions/hamyar'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { hamyarCounties, ruleSets, trades, workersFor } from '@/db/queries/hamyar/reference'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { ACTIVITY_KINDS } from '@/lib/hamyar/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { requireHamyar } from '../allowed'
import { named, setName } from '../present'
import { hamyarBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.new') }
}

/** A new group: where, what it works at, by which rule set it will be judged, and who accompanies it. */
export default async function NewGroupPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireHamyar(actor, 'enrol')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const [counties, sets, known, workers] = await reading(scope, async (db) => [
    await hamyarCounties(db, scope, 'enrol'),
    await ruleSets(db, scope),
    await trades(db, scope),
    await workersFor(db, scope),
  ])
  const choose = { value: '', label: t('hamyar.choose') }
  const own = workers.find(({ userId }) => userId === actor.userId)
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead title={t('hamyar.new')} line={t('hamyar.newLine')} />
      <FieldsForm
        action={propose}
        hidden={{ back: hamyarBase(locale) }}
        size="office"
        submit={t('hamyar.newSubmit')}
        words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
        fields={[
          { kind: 'text', name: 'nameFa', label: t('hamyar.field.name'), maxLength: 80 },
          {
            kind: 'select',
            name: 'countyId',
            label: t('hamyar.column.county'),
            start: counties.length === 1 ? counties[0]!.countyId : '',
            options: [choose, ...counties.map((one) => ({ value: one.countyId, label: named(one, locale) }))],
          },
          {
            kind: 'select',
            name: 'tradeId',
            label: t('hamyar.column.trade'),
            options: [choose, ...known.map((one) => ({ value: one.tradeId, label: named(one, locale) }))],
          },
          {
            kind: 'select',
            name: 'activityKind',
            label: t('hamyar.field.activityKind'),
            options: ACTIVITY_KINDS.map((value) => ({ value, label: t(`hamyar.activity.${value}`) })),
          },
          {
            kind: 'select',
            name: 'ruleSetId',
            label: t('hamyar.column.ruleSet'),
            hint: t('hamyar.hint.ruleSet'),
            options: [
              { value: '', label: t('hamyar.provinceSet') },
              ...sets.map((one) => ({ value: one.ruleSetId, label: setName(one, locale) })),
            ],
          },
          {
            kind: 'select',
            name: 'workerId',
            label: t('hamyar.field.worker'),
            hint: t('hamyar.hint.worker'),
            start: own?.userId ?? '',
            options: [choose, ...workers.map((one) => ({ value: one.userId, label: one.name }))],
          },
          {
            kind: 'area',
            name: 'commonGoal',
            label: t('hamyar.field.goal'),
            mark: t('words.optional'),
            hint: t('hamyar.hint.goal'),
            rows: 2,
            maxLength: 300,
          },
        ]}
      />
    </div>
  )
}
