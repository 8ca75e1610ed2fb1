import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'

type Counts = { counties: number; neighbourhoods: number; facilitators: number; participants: number }
type Props = {
  t: Words
  locale: Locale
  targets: Counts & { cohortMinutes: number; facilitatorMinutes: number }
  /** Where the run stands, once there is one. */
  now?: Counts
}

/** What the plan asks for, as the rules in force say it, and how much of it is set up. */
export function TargetsList({ t, locale, targets, now }: Props) {
  const counts = ['counties', 'neighbourhoods', 'facilitators', 'participants'] as const
  const number = (value: number) => formatNumber(value, locale)
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-3">
      {counts.map((key) => (
        <Item
          key={key}
          value={
            now
              ? t('runs.targets.of', { value: number(now[key]), target: number(targets[key]) })
              : number(targets[key])
          }
          label={t(`runs.targets.${key}`)}
        />
      ))}
      <Item value={formatHours(targets.cohortMinutes, locale)} label={t('runs.targets.cohortHours')} />
      <Item
        value={formatHours(targets.facilitatorMinutes, locale)}
        label={t('runs.targets.facilitatorHours')}
      />
    </ul>
  )
}

function Item({ value, label }: { value: string; label: string }) {
  return (
    <li className="grid">
      <span className="text-lg font-bold tabular-nums">{value}</span>
      <span className="text-sm text-ink-2">{label}</span>
    </li>
  )
}
