import type { FormField } from '@/components/ui/fields-form'
import type { ContactFacts } from '@/db/queries/releases/list'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

/** Who answers for public pages, as fields of a form. */
export function contactFields(contact: ContactFacts | null, t: Words, locale: Locale): FormField[] {
  const field = (name: keyof ContactFacts, more: { ltr?: boolean; required?: boolean }): FormField => ({
    kind: 'text',
    name,
    label: t(`release-desk.contact.${name}`),
    start: name === 'phone' ? localDigits(contact?.phone ?? '', locale) : (contact?.[name] ?? ''),
    ...(more.required ? {} : { mark: t('words.optional') }),
    ...more,
  })
  return [
    field('nameFa', { required: true }),
    field('nameEn', { ltr: true }),
    field('phone', { ltr: true, required: true }),
    field('email', { ltr: true, required: true }),
    field('hoursFa', {}),
    field('hoursEn', { ltr: true }),
  ]
}
