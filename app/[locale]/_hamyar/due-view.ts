import type { Due } from '@/lib/hamyar/desk'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** What is due in words: what, since which day, and how late it is. */
export const dueViews = (due: readonly Due[], t: Words, locale: Locale) =>
  due.map(({ kind, day, late }, i) => ({
    key: `${kind} ${day} ${i}`,
    text: t(`hamyar-desk.due.${kind}`, {
      day: formatDay(day, locale, 'numeric'),
      days: formatNumber(late, locale),
    }),
  }))
