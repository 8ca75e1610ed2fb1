import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type SeenRow = {
  seq: number
  moment: string
  who: string
  role: string
  action: string
  reason: string | null
}
type Props = {
  rows: SeenRow[]
  words: Record<'title' | 'line' | 'empty' | 'caption' | 'when' | 'who' | 'what' | 'why' | 'none', string>
  children?: React.ReactNode
}

/** Who has seen or changed a person's record: a table on a desk, cards on a phone. */
export function WhoSaw({ rows, words, children }: Props) {
  return (
    <Card id="seen" title={words.title}>
      <p className="mb-3 max-w-measure text-sm text-ink-2">{words.line}</p>
      {rows.length === 0 ? <p>{words.empty}</p> : null}
      <ol className="grid md:hidden" aria-label={words.caption}>
        {rows.map((row) => (
          <li key={row.seq} className="grid gap-0.5 border-b border-line py-2 last:border-0">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <b>{row.action}</b>
              <span className="text-sm text-ink-2">{row.moment}</span>
            </span>
            <span className="text-sm">
              <bdi className="font-semibold">{row.who}</bdi> <span className="text-ink-2">{row.role}</span>
            </span>
            {row.reason ? <bdi className="text-sm text-ink-2">{row.reason}</bdi> : null}
          </li>
        ))}
      </ol>
      {rows.length > 0 ? (
        <div className="hidden md:block">
          <Table caption={words.caption} captionHidden label={words.caption} dense>
            <thead>
              <tr>
                <HeadCell>{words.when}</HeadCell>
                <HeadCell>{words.who}</HeadCell>
                <HeadCell>{words.what}</HeadCell>
                <HeadCell>{words.why}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.seq} className="align-top">
                  <Cell className="text-ink-2">{row.moment}</Cell>
                  <RowHead>
                    <bdi>{row.who}</bdi>
                    <span className="block font-normal text-ink-2">{row.role}</span>
                  </RowHead>
                  <Cell>{row.action}</Cell>
                  <Cell>{row.reason ? <bdi>{row.reason}</bdi> : words.none}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
      {children}
    </Card>
  )
}
