import { callResult, type Outcome } from '@/lib/quality/draw'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'

/** «۸۰٪ تأیید کردند (۴ از ۵ نفری که پاسخ دادند) …»: a share never stands without how many it is of. */
export function resultText(outcomes: readonly (Outcome | null)[], t: Words, locale: Locale): string {
  const { all, open, notReached, answered, confirmed, share } = callResult(outcomes)
  const number = (value: number) => formatNumber(value, locale)
  const rest = t('integrity.calls.rest', {
    all: number(all),
    notReached: number(notReached),
    open: number(open),
  })
  if (share === null) return `${t('integrity.calls.noAnswer')} ${rest}`
  const told = t('integrity.calls.share', {
    share: formatPercent(share, locale, { decimals: 0 }),
    confirmed: number(confirmed),
    answered: number(answered),
  })
  return `${told} ${rest}`
}
