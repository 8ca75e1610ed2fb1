import type { Mark } from '@/lib/workshops/register-view'

const PATHS = {
  PRESENT: 'M3 8.5l3.2 3.2L13 4.8',
  ABSENT: 'M4 4l8 8M12 4l-8 8',
  EXCUSED: 'M4 4l8 8M12 4l-8 8M2 14.5h12',
  LATE: 'M8 4v4.2l2.8 1.6M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  LEFT_EARLY: 'M2.5 8h9M8.5 4.5L12 8l-3.5 3.5M14 3v10',
} as const

/** The colours of a mark's state; the sign beside it says the same without colour. */
export const MARK_LOOKS: Record<Mark['code'] | 'none', string> = {
  PRESENT: 'bg-turquoise-wash border-turquoise text-turquoise-deep',
  LATE: 'bg-saffron-wash border-saffron text-saffron-ink',
  LEFT_EARLY: 'bg-saffron-wash border-saffron text-saffron-ink',
  ABSENT: 'bg-pomegranate-wash border-pomegranate text-pomegranate',
  EXCUSED: 'bg-pomegranate-wash border-pomegranate text-pomegranate',
  none: 'bg-surface border-edge border-dashed text-ink-2',
}

/** A small drawn sign; words stand beside it, so it is silent. */
export function MarkSign({ mark }: { mark: Mark | null }) {
  if (!mark) return null
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`size-4 shrink-0 fill-none stroke-current stroke-2 ${mark.code === 'LEFT_EARLY' ? 'rtl:-scale-x-100' : ''}`}
    >
      <path d={PATHS[mark.code]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}

/** A mark as the pill of a row. */
export function MarkPill({ mark, words }: { mark: Mark | null; words: string }) {
  return (
    <span
      className={`inline-flex min-h-11 min-w-26 items-center justify-center gap-1.5 rounded-full border px-3 py-1 text-center text-sm leading-tight font-semibold inked ${MARK_LOOKS[mark?.code ?? 'none']}`}
    >
      <MarkSign mark={mark} />
      {words}
    </span>
  )
}
