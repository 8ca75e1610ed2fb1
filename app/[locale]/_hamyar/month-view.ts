import type { MonthView } from '@/components/hamyar/book-list'
import { type EntryKind, incomeOf, perMember, type Totals } from '@/lib/hamyar/ledger'
import { monthName } from '@/lib/shared/jalali-names'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'

/** Rials of a bigint as people read them; nothing passes through a float. */
export function rials(amount: bigint, t: Words, locale: Locale): string {
  const digits = (amount < 0n ? -amount : amount).toString()
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, locale === 'fa' ? '٬' : ',')
  return t('hamyar.rial', { amount: `${amount < 0n ? '−' : ''}${localDigits(grouped, locale)}` })
}

/** A month of a book: the totals of some kinds; income and what each member has of it where both its sides are there. */
export function monthView(
  { month, totals }: { month: number; totals: Totals },
  kinds: readonly EntryKind[],
  members: number,
  { t, locale }: { t: Words; locale: Locale },
): MonthView {
  const money = (amount: bigint) => rials(amount, t, locale)
  const income = kinds.includes('SALE') && kinds.includes('COST') ? incomeOf(totals) : null
  const share = income === null ? null : perMember(income, members)
  return {
    key: String(month),
    month: localDigits(`${monthName(month % 100, locale)} ${Math.floor(month / 100)}`, locale),
    facts: [
      ...kinds.map((kind) => ({ label: t(`hamyar.kind.${kind}`), value: money(totals[kind]) })),
      ...(income === null ? [] : [{ label: t('hamyar.book.income'), value: money(income) }]),
      ...(share === null
        ? []
        : [
            {
              label: t('hamyar.book.each', { count: formatNumber(members, locale) }),
              value:
                share.rest === 0n
                  ? money(share.each)
                  : t('hamyar.book.eachRest', { each: money(share.each), rest: money(share.rest) }),
            },
          ]),
    ],
  }
}
