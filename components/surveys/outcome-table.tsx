import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** A figure with its numbers in the reader's digits; dashes where there are too few pairs. */
export type OutcomeRow = {
  key: string
  name: string
  /** The change in words, as the public may read it; null where there is none to tell. */
  band: string | null
  n: string
  before: string
  after: string
  change: string
  interval: string
  effect: string
  improved: string
  same: string
  worse: string
  /** Where the interval lies on a line from −20 to 20; null where there is none. */
  span: { low: number; at: number; high: number } | null
}
type Words = Record<
  | 'caption'
  | 'first'
  | 'n'
  | 'before'
  | 'after'
  | 'change'
  | 'interval'
  | 'effect'
  | 'improved'
  | 'same'
  | 'worse',
  string
>

/** Outcomes, or the parts of one, a line each. The interval is drawn and written. */
export function OutcomeTable({ rows, words }: { rows: OutcomeRow[]; words: Words }) {
  return (
    <Table caption={words.caption} label={words.caption} roomy>
      <thead>
        <tr>
          <HeadCell>{words.first}</HeadCell>
          {(['n', 'before', 'after', 'change', 'interval'] as const).map((key) => (
            <HeadCell key={key} numeric>
              {words[key]}
            </HeadCell>
          ))}
          {(['effect', 'improved', 'same', 'worse'] as const).map((key) => (
            <HeadCell key={key} numeric>
              {words[key]}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHead className="min-w-40">
              {row.name}
              {row.band ? <span className="block text-xs text-ink-2">{row.band}</span> : null}
            </RowHead>
            <Cell numeric>{row.n}</Cell>
            <Cell numeric>{row.before}</Cell>
            <Cell numeric>{row.after}</Cell>
            <Cell numeric>
              <b>{row.change}</b>
            </Cell>
            <Cell numeric>
              {row.interval}
              {row.span ? <Interval {...row.span} /> : null}
            </Cell>
            <Cell numeric>{row.effect}</Cell>
            <Cell numeric>{row.improved}</Cell>
            <Cell numeric>{row.same}</Cell>
            <Cell numeric>{row.worse}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const REACH = 20
const WIDE = 120
const x = (value: number) => ((Math.max(-REACH, Math.min(REACH, value)) + REACH) / (2 * REACH)) * WIDE

/** The change as a dot on its interval, beside a line that stands for no change. */
function Interval({ low, at, high }: { low: number; at: number; high: number }) {
  return (
    <svg
      viewBox={`0 0 ${WIDE} 20`}
      width={WIDE}
      height="20"
      aria-hidden="true"
      className="block max-w-none"
      direction="ltr"
    >
      <path d={`M${WIDE / 2} 1V19`} className="stroke-edge" strokeDasharray="3 2" />
      <path
        d={`M${x(low)} 10H${x(high)}M${x(low)} 6V14M${x(high)} 6V14`}
        className="stroke-turquoise"
        strokeWidth="2"
      />
      <circle cx={x(at)} cy="10" r="4" className="fill-turquoise" />
    </svg>
  )
}
