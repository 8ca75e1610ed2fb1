import type { FormField } from '@/components/ui/fields-form'
import type { MemberLine } from '@/db/queries/hamyar/group-page'
import { dayTyped } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'

/** What every card of the desk is given. */
export type DeskProps = {
  told: { t: Words; locale: Locale }
  groupId: string
  /** Those in the group today. */
  members: MemberLine[]
  today: string
  back: string
  /** Whether the group's work goes on: otherwise nothing more is written. */
  open: boolean
}

export const formWords = (t: Words) => ({ error: t('words.kind.error'), success: t('words.kind.success') })
export const nameOf = ({ name }: Pick<MemberLine, 'name'>, t: Words) => name ?? t('hamyar.unnamed')

/** A day in a box, today unless another is said. */
export const dayField = (
  { told: { t, locale } }: Pick<DeskProps, 'told'>,
  name: string,
  label: string,
  start: string | null,
): FormField => ({
  kind: 'text',
  name,
  label,
  ...(start === null ? { mark: t('words.optional') } : { start: dayTyped(start, locale) }),
  ltr: true,
  inputMode: 'numeric',
  maxLength: 10,
})

export const memberOptions = (members: readonly MemberLine[], t: Words) =>
  members.map((one) => ({ value: one.memberId, label: nameOf(one, t) }))
