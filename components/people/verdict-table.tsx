import { Badge, type Tone } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type Verdict = 'accepted' | 'ask' | 'warning' | 'rejected' | 'unchanged'
export const VERDICT_TONES: Record<Verdict, Tone> = {
  accepted: 'done',
  ask: 'hint',
  warning: 'late',
  rejected: 'broken',
  unchanged: 'neutral',
}

/** One row of an uploaded file, every value in words. */
export type VerdictLine = {
  key: string
  row: string
  verdict: Verdict
  verdictLabel: string
  reasons: string[]
  /** What was understood: the name first, then the rest in one line. Null where nothing could be. */
  name: string | null
  /** The name as it was typed, where the row is not taken: whoever mends the file must find her. */
  typed?: string
  place: string | null
  details: string[]
}
export type VerdictWords = Record<
  'caption' | 'row' | 'verdict' | 'understood' | 'place' | 'why' | 'empty',
  string
>

/** Rows of an uploaded file with verdict, reason and the values understood; its head stays in sight. */
export function VerdictTable({ lines, words }: { lines: VerdictLine[]; words: VerdictWords }) {
  if (lines.length === 0) return <p className="py-6 text-ink-2">{words.empty}</p>
  return (
    <>
      <ul className="grid gap-2 sm:hidden">
        {lines.map((line) => (
          <li key={line.key} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
            <span className="flex items-center justify-between gap-2 text-sm text-ink-2">
              {words.row} {line.row}
              <Badge tone={VERDICT_TONES[line.verdict]}>{line.verdictLabel}</Badge>
            </span>
            <Understood line={line} />
            {line.place ? <bdi className="text-sm text-ink-2">{line.place}</bdi> : null}
            <Reasons line={line} />
          </li>
        ))}
      </ul>
      <div className="hidden max-h-[70dvh] overflow-y-auto rounded-lg border border-line sm:block print:max-h-none">
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell>{words.row}</HeadCell>
              <HeadCell>{words.verdict}</HeadCell>
              <HeadCell>{words.understood}</HeadCell>
              <HeadCell>{words.place}</HeadCell>
              <HeadCell>{words.why}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <RowHead className="tabular-nums">{line.row}</RowHead>
                <Cell>
                  <Badge tone={VERDICT_TONES[line.verdict]}>{line.verdictLabel}</Badge>
                </Cell>
                <Cell>
                  <Understood line={line} />
                </Cell>
                <Cell>{line.place ? <bdi>{line.place}</bdi> : null}</Cell>
                <Cell>
                  <Reasons line={line} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}

function Understood({ line }: { line: VerdictLine }) {
  if (!line.name)
    return line.typed ? <bdi className="text-ink-2">{line.typed}</bdi> : <span aria-hidden="true">—</span>
  return (
    <span className="grid">
      <bdi className="font-semibold">{line.name}</bdi>
      <span className="flex flex-wrap gap-x-3 text-xs text-ink-2">
        {line.details.map((detail) => (
          <bdi key={detail}>{detail}</bdi>
        ))}
      </span>
    </span>
  )
}

function Reasons({ line }: { line: VerdictLine }) {
  return line.reasons.map((reason) => (
    <span key={reason} className="block text-sm">
      {reason}
    </span>
  ))
}
