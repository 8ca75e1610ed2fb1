import type { Scale } from '@/lib/surveys/instruments'

type Props = { scale: Scale; value: number; most: number; className?: string }

/** How much or how often, without a word: a glass that fills, or dots that are counted. */
export function ScalePicture({ scale, value, most, className = 'size-10' }: Props) {
  return scale === 'TIMES' ? (
    <Dots value={value} most={most} className={className} />
  ) : (
    <Glass share={value / most} className={className} />
  )
}

function Glass({ share, className }: { share: number; className: string }) {
  const top = 54 - 44 * share
  const edge = (y: number) => 14 + ((y - 10) / 44) * 5
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={`${className} shrink-0`}>
      {share > 0 ? (
        <path d={`M${edge(top)} ${top}H${64 - edge(top)}L45 54H19z`} className="fill-turquoise" />
      ) : null}
      <path
        d="M14 10l5 44h26l5-44"
        className="fill-none stroke-ink"
        strokeWidth="4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}

const SPOTS = [
  [18, 18],
  [46, 18],
  [18, 46],
  [46, 46],
  [32, 32],
] as const

function Dots({ value, most, className }: { value: number; most: number; className: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={`${className} shrink-0`}>
      {SPOTS.slice(0, most).map(([cx, cy], i) => (
        <circle
          key={`${cx}-${cy}`}
          cx={cx}
          cy={cy}
          r="10"
          strokeWidth="3.5"
          className={i < value ? 'fill-turquoise stroke-ink' : 'fill-none stroke-edge'}
        />
      ))}
    </svg>
  )
}
