import type { Tone } from '@/components/ui/badge'
import type { FormField } from '@/components/ui/fields-form'
import {
  type AgreementState,
  type NeedState,
  type OfferState,
  type ProviderState,
  SERVICE_DOMAINS,
} from '@/lib/charities/kinds'
import type { Reason } from '@/lib/charities/match'
import type { ComplaintState, PledgeState } from '@/lib/charities/served'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

export type Told = { t: Words; locale: Locale }
export const countyOf = (row: { countyFa: string; countyEn: string }, locale: Locale) =>
  locale === 'fa' ? row.countyFa : row.countyEn
export const named = (row: { nameFa: string; nameEn: string }, locale: Locale) =>
  locale === 'fa' ? row.nameFa : row.nameEn

export const needTone = (state: NeedState): Tone =>
  state === 'MET'
    ? 'done'
    : state === 'DEFERRED'
      ? 'late'
      : state === 'REJECTED'
        ? 'broken'
        : state === 'IDENTIFIED'
          ? 'neutral'
          : 'hint'
export const providerTone = (state: ProviderState): Tone =>
  state === 'ACTIVE' ? 'done' : state === 'SUSPENDED' ? 'late' : state === 'ENDED' ? 'broken' : 'hint'
export const agreementTone = (state: AgreementState): Tone =>
  state === 'ACTIVE' ? 'done' : state === 'TERMINATED' ? 'broken' : state === 'ENDED' ? 'neutral' : 'hint'
export const offerTone = (state: OfferState): Tone =>
  state === 'ACCEPTED' ? 'done' : state === 'OFFERED' ? 'hint' : state === 'DECLINED' ? 'broken' : 'late'

export const complaintTone = (state: ComplaintState): Tone =>
  state === 'ANSWERED' ? 'done' : state === 'TAKEN' ? 'hint' : 'late'
export const pledgeTone = (state: PledgeState): Tone =>
  state === 'RECEIVED' ? 'done' : state === 'PROMISED' ? 'hint' : 'broken'

/** A county, or the whole province where none is said. */
export const placeName = (
  row: { countyFa: string | null; countyEn: string | null },
  { t, locale }: Told,
): string =>
  row.countyFa === null
    ? t('charities.wholeProvince')
    : countyOf({ countyFa: row.countyFa, countyEn: row.countyEn ?? row.countyFa }, locale)

/** Why a candidate stands where it stands, in words. */
export function reasonView(reason: Reason, { t, locale }: Told) {
  const number = (n: number | undefined) => formatNumber(n ?? 0, locale)
  return {
    key: reason.key,
    good: reason.good,
    text: t(`charities.reason.${reason.key}.${reason.good ? 'good' : 'poor'}`, {
      value: number(reason.value),
      of: number(reason.of),
    }),
  }
}

export const noticeWords = (t: Words) => ({ error: t('words.kind.error'), success: t('words.kind.success') })

export const dayField = (name: string, label: string, start: string, more: object = {}): FormField => ({
  kind: 'text',
  name,
  label,
  start,
  ltr: true,
  inputMode: 'numeric',
  ...more,
})
export const countField = (name: string, label: string, more: object = {}): FormField => ({
  kind: 'text',
  name,
  label,
  ltr: true,
  inputMode: 'numeric',
  maxLength: 9,
  ...more,
})
export const reasonField = (t: Words): FormField => ({
  kind: 'text',
  name: 'reason',
  label: t('charities.field.reason'),
  hint: t('charities.hint.nobody'),
  maxLength: 300,
})
export const domainField = (t: Words, start?: string): FormField => ({
  kind: 'select',
  name: 'domain',
  label: t('charities.field.domain'),
  ...(start ? { start } : {}),
  options: SERVICE_DOMAINS.map((value) => ({ value, label: t(`charities.domain.${value}`) })),
})
