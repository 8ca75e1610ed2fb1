import { useId } from 'react'

type Props = {
  /** Shares of the target, 0 to 1; what is more than the whole is drawn full. */
  share: number
  /** Where the plan says we should be today: a tick across the bar. */
  plannedShare?: number | null
  tone?: 'done' | 'late' | 'foreseen'
  /** What the bar says in words; the numbers themselves stand beside it. */
  label: string
  height?: 8 | 12
}

/**
 * Value on its way to a target, with the plan's tick. Late is hatched as well as saffron, foreseen is only outlined.
 * Drawn in SVG with percentages: no inline style, prints as it stands, mirrored in a right-to-left page.
 */
export function Meter({ share, plannedShare, tone = 'done', label, height = 8 }: Props) {
  const value = percent(share)
  const radius = height / 2
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height={height + 8}
      className="block min-w-20 rtl:-scale-x-100"
    >
      <rect y="4" width="100%" height={height} rx={radius} className="fill-unwoven" />
      {tone === 'foreseen' ? (
        <rect
          x="0.75"
          y="4.75"
          width={value}
          height={height - 1.5}
          rx={radius}
          className="fill-turquoise-wash stroke-turquoise"
          strokeWidth="1.5"
        />
      ) : tone === 'late' ? (
        <LateBar width={value} height={height} />
      ) : (
        <rect y="4" width={value} height={height} rx={radius} className="fill-turquoise" />
      )}
      {plannedShare == null ? null : (
        <line
          x1={percent(plannedShare)}
          x2={percent(plannedShare)}
          y1="0"
          y2={height + 8}
          className="stroke-ink"
          strokeWidth="2"
        />
      )}
    </svg>
  )
}

/** Apart, for it alone needs a name of its own: the rest can be drawn where React keeps no state. */
function LateBar({ width, height }: { width: string; height: number }) {
  const id = useId()
  return (
    <>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="fill-saffron" />
        <rect width="1.5" height="6" className="fill-surface" />
      </pattern>
      <rect y="4" width={width} height={height} rx={height / 2} fill={`url(#${id})`} />
    </>
  )
}

function percent(share: number): string {
  return `${Math.min(100, Math.max(0, share * 100)).toFixed(2)}%`
}
