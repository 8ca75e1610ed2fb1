import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { RegisterLabels } from './register-labels'
import type { Mark } from './register-view'

/** A label with its values filled in, numbers in the digits of the language. */
export function sentence(label: string, values: Record<string, string | number>, locale: Locale): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? formatNumber(value, locale) : value
  })
}

/** What a mark says, in words. */
export function markWords(mark: Mark | null, labels: RegisterLabels, locale: Locale): string {
  if (mark === null) return labels.mark.none
  if (mark.late > 0 && mark.early > 0)
    return sentence(labels.mark.both, { late: mark.late, early: mark.early }, locale)
  return sentence(labels.mark[mark.code], { n: mark.code === 'LATE' ? mark.late : mark.early }, locale)
}

/** The sentence of a refusal. A value that is itself a mark's code becomes its word. */
export function refusalWords(
  code: string,
  values: Record<string, string | number>,
  labels: RegisterLabels,
  locale: Locale,
): string {
  const known = labels.errors[code]
  if (!known) return sentence(labels.refusedUnknown, { code }, locale)
  const worded = { ...values }
  for (const [name, value] of Object.entries(values)) {
    if (value === 'PRESENT' || value === 'ABSENT') worded[name] = labels.mark[value]
  }
  // A value that did not come must not stand there in braces: its bracket goes with it.
  return sentence(known, worded, locale).replace(/\s*\([^()]*\{\w+\}[^()]*\)/g, '')
}
