import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { putNeed } from '@/app/_actions/charities'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { services } from '@/db/queries/charities/catalogue'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { PRIORITIES } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { dayTyped } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import { homeOf, requireCharities } from '../../allowed'
import { countField, dayField, domainField, named, noticeWords } from '../../present'
import { charitiesBase } from '../../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.newNeed') }
}

/** A need somebody found, old or new. */
export default async function NewNeedPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireCharities(actor, 'devolve')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { provinceId, counties, now } = await homeOf(actor, (await searchParams).province, 'devolve')
  const known = await reading(scope, (db) => services(db, scope, { provinceId }))
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead title={t('charities.newNeed')} line={t('charities.newNeedLine')} />
      <FieldsForm
        action={putNeed}
        hidden={{ key: randomUUID(), back: `${charitiesBase(locale)}/needs` }}
        columns={2}
        submit={t('charities.saveNeed')}
        words={noticeWords(t)}
        fields={[
          {
            kind: 'text',
            name: 'titleFa',
            label: t('charities.field.need'),
            hint: t('charities.hint.nobody'),
            maxLength: 160,
          },
          {
            kind: 'select',
            name: 'countyId',
            label: t('charities.field.county'),
            options: counties.map((one) => ({ value: one.countyId, label: named(one, locale) })),
          },
          domainField(t),
          {
            kind: 'select',
            name: 'serviceId',
            label: t('charities.field.service'),
            mark: t('words.optional'),
            hint: t('charities.hint.service'),
            options: [
              { value: '', label: t('charities.notKnown') },
              ...known.map((one) => ({
                value: one.serviceId,
                label: `${t(`charities.domain.${one.domain}`)} · ${one.titleFa}`,
              })),
            ],
          },
          countField('people', t('charities.field.estimate'), { hint: t('charities.hint.estimate') }),
          {
            kind: 'select',
            name: 'priority',
            label: t('charities.field.priority'),
            start: 'NORMAL',
            options: PRIORITIES.map((value) => ({ value, label: t(`charities.priority.${value}`) })),
          },
          {
            kind: 'select',
            name: 'isNew',
            label: t('charities.field.isNew'),
            options: [
              { value: 'no', label: t('charities.oldNeed') },
              { value: 'yes', label: t('charities.isNew') },
            ],
          },
          dayField('identifiedOn', t('charities.field.identifiedOn'), dayTyped(tehranDay(now), locale)),
        ]}
      />
    </div>
  )
}
