import { Badge, type Tone } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** One decision on a rule, every value in words. */
export type RuleChangeRow = {
  id: string
  /** Named where decisions on several rules stand together. */
  rule: { title: string; href: string } | null
  value: string
  state: 'inForce' | 'notYet' | 'past'
  stateLabel: string
  level: string
  since: string
  source: string
  reason: string
  by: string
  at: string
}
export type RuleHistoryWords = Record<
  'caption' | 'rule' | 'value' | 'scope' | 'since' | 'source' | 'why' | 'by' | 'at',
  string
>
type Props = { rows: RuleChangeRow[]; words: RuleHistoryWords }

const TONES: Record<RuleChangeRow['state'], Tone> = { inForce: 'done', notYet: 'hint', past: 'neutral' }

/** What was decided, newest first: a table on a desk, cards on a phone. */
export function RuleHistory({ rows, words }: Props) {
  const titled = rows.some((row) => row.rule)
  return (
    <>
      <ol className="grid md:hidden" aria-label={words.caption}>
        {rows.map((row) => (
          <li key={row.id} className="grid gap-1 border-b border-line py-2 last:border-b-0">
            {row.rule ? (
              <a href={row.rule.href} className="inline-flex min-h-10 items-center font-semibold">
                {row.rule.title}
              </a>
            ) : null}
            <span className="flex flex-wrap items-center gap-2">
              <b>{row.value}</b> <State row={row} /> <span className="text-sm text-ink-2">{row.level}</span>
            </span>
            <bdi>{row.reason}</bdi>
            <span className="text-sm text-ink-2">
              {words.source}: <bdi>{row.source}</bdi> · {words.since}: {row.since}
            </span>
            <span className="text-sm text-ink-2">
              {words.by}: <bdi>{row.by}</bdi> · {words.at}: {row.at}
            </span>
          </li>
        ))}
      </ol>
      <div className="hidden md:block">
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              {titled ? <HeadCell>{words.rule}</HeadCell> : null}
              <HeadCell>{words.value}</HeadCell>
              <HeadCell>{words.scope}</HeadCell>
              <HeadCell>{words.since}</HeadCell>
              <HeadCell>{words.why}</HeadCell>
              <HeadCell>{words.source}</HeadCell>
              <HeadCell>{words.by}</HeadCell>
              <HeadCell>{words.at}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {row.rule ? (
                  <RowHead>
                    <a href={row.rule.href}>{row.rule.title}</a>
                  </RowHead>
                ) : null}
                <Cell>
                  <span className="inline-flex flex-wrap items-center gap-2">
                    <b>{row.value}</b> <State row={row} />
                  </span>
                </Cell>
                <Cell>{row.level}</Cell>
                <Cell>{row.since}</Cell>
                <Cell className="max-w-[26ch]">
                  <bdi>{row.reason}</bdi>
                </Cell>
                <Cell className="max-w-[22ch]">
                  <bdi>{row.source}</bdi>
                </Cell>
                <Cell>
                  <bdi>{row.by}</bdi>
                </Cell>
                <Cell>{row.at}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}

function State({ row }: { row: RuleChangeRow }) {
  return row.state === 'past' ? null : <Badge tone={TONES[row.state]}>{row.stateLabel}</Badge>
}
