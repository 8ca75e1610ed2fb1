import type { FormField } from '@/components/ui/fields-form'
import type { ProviderLine } from '@/db/queries/charities/providers'
import { PROVIDER_TYPES, SERVICE_DOMAINS } from '@/lib/charities/kinds'
import { dayTyped } from '@/lib/shared/jalali'
import { dayField, type Told } from '../present'

/** What is written of a provider, beginning with what stands. */
export function providerFields({ t, locale }: Told, one: ProviderLine | null): FormField[] {
  const optional = t('words.optional')
  return [
    {
      kind: 'text',
      name: 'nameFa',
      label: t('charities.field.providerName'),
      start: one?.nameFa ?? '',
      maxLength: 120,
    },
    {
      kind: 'select',
      name: 'providerType',
      label: t('charities.field.providerType'),
      start: one?.providerType ?? 'CHARITY',
      options: PROVIDER_TYPES.map((value) => ({ value, label: t(`charities.providerType.${value}`) })),
    },
    {
      kind: 'text',
      name: 'licenceNo',
      label: t('charities.field.licenceNo'),
      mark: optional,
      start: one?.licenceNo ?? '',
      maxLength: 60,
    },
    {
      kind: 'text',
      name: 'licenceIssuer',
      label: t('charities.field.licenceIssuer'),
      mark: optional,
      start: one?.licenceIssuer ?? '',
      maxLength: 120,
    },
    dayField(
      'licenceUntil',
      t('charities.field.licenceUntil'),
      one?.licenceUntil ? dayTyped(one.licenceUntil, locale) : '',
      { hint: t('charities.hint.licence'), mark: optional },
    ),
    {
      kind: 'text',
      name: 'contact',
      label: t('charities.field.contact'),
      hint: t('charities.hint.contact'),
      mark: optional,
      start: one?.contact ?? '',
      maxLength: 160,
    },
    {
      kind: 'checks',
      name: 'domains',
      label: t('charities.field.domains'),
      start: one?.domains ?? [],
      options: SERVICE_DOMAINS.map((value) => ({ value, label: t(`charities.domain.${value}`) })),
    },
  ]
}
