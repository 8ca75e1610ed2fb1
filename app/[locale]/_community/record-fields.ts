import type { FormField } from '@/components/ui/fields-form'
import { ADDRESSEES, ANALYSIS_PARTS, GATHERINGS, type RecordKind } from '@/lib/community/kinds'
import { dayTyped } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

type Standing = {
  day: string
  what: string
  elements: string | null
  shocks: string | null
  resources: string | null
  priorities: string | null
  addressedTo: string | null
  participants: number | null
}

/** The boxes of a kind of record, with what stands in them. */
export function recordFields(
  kind: RecordKind,
  { t, locale, today, now }: { t: Words; locale: Locale; today: string; now?: Standing },
): FormField[] {
  const optional = t('words.optional')
  const fields: FormField[] = [
    {
      kind: 'text',
      name: 'day',
      label: t('community.field.day'),
      hint: t('community.hint.day'),
      start: dayTyped(now?.day ?? today, locale),
      ltr: true,
      inputMode: 'numeric',
    },
  ]
  if (kind === 'PROPOSAL')
    fields.push({
      kind: 'select',
      name: 'addressedTo',
      label: t('community.field.addressedTo'),
      start: now?.addressedTo ?? '',
      options: [
        { value: '', label: t('community.choose') },
        ...ADDRESSEES.map((value) => ({ value, label: t(`community.addressee.${value}`) })),
      ],
    })
  fields.push({
    kind: 'area',
    name: 'what',
    label: t(`community.what.${kind}`),
    hint: t('community.hint.nobody'),
    start: now?.what ?? '',
    rows: 2,
    maxLength: 300,
  })
  if (kind === 'ANALYSIS')
    fields.push(
      ...ANALYSIS_PARTS.map(
        (part): FormField => ({
          kind: 'area',
          name: part,
          label: t(`community.part.${part}`),
          hint: t(`community.partHint.${part}`),
          start: now?.[part] ?? '',
          maxLength: 1000,
        }),
      ),
    )
  if (kind !== 'ANALYSIS')
    fields.push({
      kind: 'text',
      name: 'participants',
      label: t('community.field.participants'),
      ...(GATHERINGS.includes(kind) ? {} : { mark: optional }),
      start: now?.participants ? localDigits(String(now.participants), locale) : '',
      ltr: true,
      inputMode: 'numeric',
      maxLength: 9,
    })
  return fields
}
