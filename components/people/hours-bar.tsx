import { Meter } from '@/components/ui/meter'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours } from '@/lib/shared/number'

type Props = { t: Words; locale: Locale; minutes: number; neededMinutes: number; plannedMinutes: number }

/** Somebody's hours on their way to the whole course, with a tick where the rule says it is enough. */
export function HoursBar({ t, locale, minutes, neededMinutes, plannedMinutes }: Props) {
  const hours = {
    done: formatHours(minutes, locale),
    needed: formatHours(neededMinutes, locale),
    planned: formatHours(plannedMinutes, locale),
  }
  const whole = Math.max(1, plannedMinutes)
  return (
    <span className="grid min-w-16 items-center gap-x-3 sm:min-w-36 sm:grid-cols-[minmax(5rem,1fr)_auto]">
      <Meter share={minutes / whole} plannedShare={neededMinutes / whole} label={t('people.bar', hours)} />
      <span className="text-sm whitespace-nowrap tabular-nums sm:min-w-22" aria-hidden="true">
        {t('people.barShort', hours)}
      </span>
    </span>
  )
}
