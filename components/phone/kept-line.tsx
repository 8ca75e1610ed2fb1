'use client'

import type { Kept } from '@/lib/client/phone/groups'
import { addDays, formatDay } from '@/lib/shared/jalali'
import type { Locale } from '@/lib/shared/locale'
import { tehranDay } from '@/lib/shared/tehran'
import { usePhoneWords } from './phone-words'

const LOOKS = {
  kept: 'text-saffron-ink',
  sent: 'text-ink-2',
  received: 'text-turquoise-deep',
  conflict: 'text-saffron-ink',
  waits: 'text-saffron-ink',
} as const
const SIGNS = { kept: '●', sent: '…', received: '✓', conflict: '!', waits: '!' } as const

/** Where a word of hers is: on this phone, on its way, at the office, in dispute, or waiting for people. */
export function KeptLine({ kept }: { kept: Kept }) {
  const { t } = usePhoneWords()
  const state = kept.state ?? 'received'
  return (
    <span className={`flex items-center gap-1.5 text-sm ${LOOKS[state]}`}>
      <span aria-hidden="true">{SIGNS[state]}</span>
      {t.hamyar.state[state]}
    </span>
  )
}

const DAYS_BACK = 14

/** Today by the office's clock and the days before it; what was recorded offline is never of a day to come. */
export function dayOptions(now: Date, locale: Locale, other?: string): { value: string; label: string }[] {
  const today = tehranDay(now)
  const days = Array.from({ length: DAYS_BACK }, (_, i) => addDays(today, -i))
  const all = other && !days.includes(other) ? [...days, other] : days
  return all.map((value) => ({ value, label: formatDay(value, locale, 'full') }))
}
