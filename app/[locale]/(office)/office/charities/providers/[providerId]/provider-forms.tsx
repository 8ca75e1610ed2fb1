import { randomUUID } from 'node:crypto'
import {
  correctProvider,
  putAssessment,
  putNameConsent,
  putPlaces,
  stepProvider,
} from '@/app/_actions/charities'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { ServiceRow } from '@/db/queries/charities/catalogue'
import type { ProviderLine } from '@/db/queries/charities/providers'
import { type ProviderAct, providerActs } from '@/lib/charities/way'
import { dayTyped, formatDay } from '@/lib/shared/jalali'
import { countField, dayField, noticeWords, reasonField, type Told } from '../../present'
import { providerFields } from '../provider-fields'

type Shared = { told: Told; provider: ProviderLine; back: string }
const FORWARD: readonly ProviderAct[] = ['assess', 'accept', 'activate', 'resume']

/** The step that comes next in the open, the others behind a fold. */
export function ProviderSteps({ told, provider, today, back }: Shared & { today: string }) {
  const { t, locale } = told
  const form = (act: ProviderAct) => (
    <FieldsForm
      action={stepProvider}
      hidden={{ providerId: provider.providerId, version: String(provider.version), act, back }}
      idPrefix={`${act}-`}
      look={FORWARD.includes(act) ? 'primary' : 'danger'}
      submit={t(`charities.providerAct.${act}`)}
      words={noticeWords(t)}
      fields={FORWARD.includes(act) ? [] : [reasonField(t)]}
    />
  )
  const acts = providerActs(provider.state)
  const next = acts.find((act) => FORWARD.includes(act))
  return (
    <Card id="next" title={t('charities.next')}>
      {provider.state === 'APPLIED' && !provider.assessed ? (
        <p className="mb-3 text-sm text-ink-2">{t('charities.assessFirst')}</p>
      ) : null}
      {next ? form(next) : <p className="text-ink-2">{t(`charities.providerNext.${provider.state}`)}</p>}
      <details className="mt-3" open={provider.state === 'APPLIED' && !provider.assessed}>
        <summary className="min-h-touch py-2 font-semibold text-lapis">{t('charities.assess')}</summary>
        <FieldsForm
          action={putAssessment}
          hidden={{ key: randomUUID(), providerId: provider.providerId, back }}
          idPrefix="assessment-"
          look="plain"
          submit={t('charities.saveAssessment')}
          words={noticeWords(t)}
          fields={[
            dayField('day', t('charities.field.day'), dayTyped(today, locale)),
            {
              kind: 'area',
              name: 'finding',
              label: t('charities.field.finding'),
              hint: t('charities.hint.nobody'),
              rows: 3,
              maxLength: 600,
            },
          ]}
        />
      </details>
      {acts
        .filter((act) => act !== next)
        .map((act) => (
          <details key={act}>
            <summary className="min-h-touch py-2 font-semibold text-lapis">
              {t(`charities.providerAct.${act}`)}
            </summary>
            {form(act)}
          </details>
        ))}
    </Card>
  )
}

export function ChangeProvider({ told, provider, back }: Shared) {
  const { t } = told
  return (
    <details className="mt-3">
      <summary className="min-h-touch py-2 font-semibold text-lapis">{t('charities.change')}</summary>
      <FieldsForm
        action={correctProvider}
        hidden={{ providerId: provider.providerId, version: String(provider.version), back }}
        idPrefix="change-"
        look="plain"
        columns={2}
        submit={t('charities.save')}
        words={noticeWords(t)}
        fields={providerFields(told, provider)}
      />
    </details>
  )
}

/** Whether its name may stand in releases; by default a release only counts it. */
export function NameConsent({ told: { t, locale }, provider, back }: Shared) {
  const { nameConsentOn: day, nameConsentNote: note } = provider
  return (
    <Card id="name-consent" title={t('charities.nameConsent.title')}>
      <p className="text-ink-2">
        {day === null
          ? t('charities.nameConsent.none')
          : t('charities.nameConsent.given', { day: formatDay(day, locale, 'long'), note: note ?? '' })}
      </p>
      <details className="mt-3">
        <summary className="min-h-touch py-2 font-semibold text-lapis">{t('charities.change')}</summary>
        <FieldsForm
          action={putNameConsent}
          hidden={{ providerId: provider.providerId, version: String(provider.version), back }}
          idPrefix="name-consent-"
          look="plain"
          columns={2}
          submit={t('charities.nameConsent.save')}
          words={noticeWords(t)}
          fields={[
            dayField('day', t('charities.nameConsent.day'), day === null ? '' : dayTyped(day, locale), {
              hint: t('charities.nameConsent.dayHint'),
            }),
            {
              kind: 'text',
              name: 'note',
              label: t('charities.nameConsent.note'),
              hint: t('charities.hint.nobody'),
              start: note ?? '',
              maxLength: 160,
            },
          ]}
        />
      </details>
    </Card>
  )
}

export function PlacesForm({
  told: { t },
  providerId,
  services,
  back,
}: {
  told: Told
  providerId: string
  services: ServiceRow[]
  back: string
}) {
  if (services.length === 0) return null
  return (
    <details className="mt-3">
      <summary className="min-h-touch py-2 font-semibold text-lapis">{t('charities.setPlaces')}</summary>
      <FieldsForm
        action={putPlaces}
        hidden={{ providerId, back }}
        idPrefix="places-"
        look="plain"
        columns={2}
        submit={t('charities.save')}
        words={noticeWords(t)}
        fields={[
          {
            kind: 'select',
            name: 'serviceId',
            label: t('charities.field.service'),
            options: services.map((one) => ({ value: one.serviceId, label: one.titleFa })),
          },
          countField('places', t('charities.field.places'), { hint: t('charities.hint.places') }),
        ]}
      />
    </details>
  )
}
