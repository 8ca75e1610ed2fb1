import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { putAgreement } from '@/app/_actions/charity-agreements'
import { Button } from '@/components/ui/button'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { offersOf } from '@/db/queries/charities/needs'
import { placesOf, providerLines } from '@/db/queries/charities/providers'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { CLAUSE_AIMS } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { dayTyped } from '@/lib/shared/jalali'
import { localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { homeOf, requireCharities } from '../../allowed'
import { countField, dayField, noticeWords } from '../../present'
import { charitiesBase } from '../../tabs'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ provider?: string; service?: string; offer?: string; province?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.newAgreement') }
}

/** A service is handed over: first to whom, then which, from when to when, and what it does for empowerment. */
export default async function NewAgreementPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requireCharities(actor, 'devolve')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { provinceId, now } = await homeOf(actor, asked.province, 'devolve')
  const base = `${charitiesBase(locale)}/agreements`
  const found = await reading(scope, async (db) => {
    const providers = await providerLines(db, scope, { provinceId })
    const provider = isUuid(asked.provider)
      ? (await providerLines(db, scope, { providerId: asked.provider }))[0]
      : undefined
    return {
      providers: providers.filter(({ state }) => state === 'ACTIVE' || state === 'ACCEPTED'),
      provider,
      places: provider ? await placesOf(db, scope, provider.providerId) : [],
      offer:
        provider && isUuid(asked.offer)
          ? (await offersOf(db, scope, { providerId: provider.providerId })).find(
              ({ offerId, state }) => offerId === asked.offer && state === 'ACCEPTED',
            )
          : undefined,
    }
  })
  const { provider, offer } = found
  const today = tehranDay(now)
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead
        title={t('charities.newAgreement')}
        line={provider ? <bdi>{provider.nameFa}</bdi> : t('charities.newAgreementLine')}
      />
      {provider ? (
        <FieldsForm
          action={putAgreement}
          hidden={{
            key: randomUUID(),
            providerId: provider.providerId,
            back: base,
            ...(offer ? { offerId: offer.offerId } : {}),
          }}
          columns={2}
          submit={t('charities.saveAgreement')}
          words={noticeWords(t)}
          fields={[
            {
              kind: 'select',
              name: 'serviceId',
              label: t('charities.field.service'),
              hint: offer ? offer.needFa : t('charities.hint.offered'),
              start: offer?.serviceId ?? asked.service ?? '',
              options: found.places.map((one) => ({ value: one.serviceId, label: one.titleFa })),
            },
            countField('capacity', t('charities.field.capacity'), {
              hint: t('charities.hint.capacity'),
              start: offer ? localDigits(String(offer.people), locale) : '',
            }),
            dayField('startsOn', t('charities.field.startsOn'), dayTyped(today, locale)),
            dayField('endsOn', t('charities.field.endsOn'), '', { hint: t('charities.hint.endsOn') }),
            {
              kind: 'select',
              name: 'aim',
              label: t('charities.field.aim'),
              hint: t('charities.hint.aim'),
              options: CLAUSE_AIMS.map((value) => ({ value, label: t(`charities.aim.${value}`) })),
            },
            {
              kind: 'area',
              name: 'clause',
              label: t('charities.field.clause'),
              hint: t('charities.hint.clause'),
              rows: 3,
              maxLength: 1000,
            },
          ]}
        />
      ) : (
        <form action={`${base}/new`} className="grid max-w-xl gap-4">
          <Select
            id="provider"
            label={t('charities.field.provider')}
            hint={t('charities.hint.provider')}
            options={found.providers.map((one) => ({ value: one.providerId, label: one.nameFa }))}
          />
          <div>
            <Button type="submit">{t('charities.goOn')}</Button>
          </div>
        </form>
      )}
    </div>
  )
}
