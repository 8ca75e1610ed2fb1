import type { Locale } from '@/lib/shared/locale'

type Point = { payload?: { said?: string; name?: string } }
type Props = { active?: boolean; payload?: readonly Point[]; locale: Locale }

/** What a point says, in a whole sentence: shown beside it, and read aloud as the arrow keys go from one to the next. */
export function ChartTooltip({ active, payload, locale }: Props) {
  const point = active ? payload?.[0]?.payload : undefined
  return (
    <p
      role="status"
      aria-live="assertive"
      dir={locale === 'fa' ? 'rtl' : 'ltr'}
      className={
        point
          ? 'w-max max-w-48 whitespace-normal rounded-lg border border-line-2 bg-surface px-3 py-2 text-sm text-ink shadow-card sm:max-w-72'
          : 'sr-only'
      }
    >
      {point?.said ?? ''}
    </p>
  )
}
