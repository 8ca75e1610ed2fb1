type Column = { label: string; value: number; shown: string }

type Props = {
  columns: Column[]
  /** The whole chart in words; the table beside it has the figures. */
  label: string
  /** Right-to-left readers read time from the right. */
  rtl: boolean
  tone?: 'turquoise' | 'lapis'
}

const FILLS = { turquoise: 'fill-turquoise', lapis: 'fill-lapis' }
const TOP = 30
const FLOOR = 168

/**
 * Columns from zero, their values written on them. Plain SVG from the server: complete without scripts, in print and
 * in a saved page. Positions are percentages, so the letters keep their size at any width.
 */
export function Columns({ columns, label, rtl, tone = 'turquoise' }: Props) {
  const most = Math.max(1, ...columns.map((column) => column.value))
  const step = 100 / Math.max(1, columns.length)
  const width = Math.min(step * 0.58, 14)
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height={FLOOR + 34}
      direction={rtl ? 'rtl' : 'ltr'}
      className="block overflow-visible"
    >
      <g>
        {columns.map((column, index) => {
          const centre = (rtl ? columns.length - index - 0.5 : index + 0.5) * step
          const height = ((FLOOR - TOP) * column.value) / most
          return (
            <g key={column.label}>
              <rect
                x={`${centre - width / 2}%`}
                y={FLOOR - height}
                width={`${width}%`}
                height={height}
                rx="2"
                className={FILLS[tone]}
              />
              <text
                x={`${centre}%`}
                y={FLOOR - height - 9}
                textAnchor="middle"
                className="fill-ink text-sm font-semibold"
              >
                {column.shown}
              </text>
              <text x={`${centre}%`} y={FLOOR + 24} textAnchor="middle" className="fill-ink-2 text-sm">
                {column.label}
              </text>
            </g>
          )
        })}
        <line x1="0" x2="100%" y1={FLOOR + 0.5} y2={FLOOR + 0.5} className="stroke-edge" />
      </g>
    </svg>
  )
}
