import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** One target beside what is planned. */
export type CheckRow = {
  key: string
  title: string
  target: string
  /** Where the target comes from: «منبع: …», and the level when it is not the nation's. */
  source: string
  level: string | null
  href: string
  planned: string
  difference: string
  same: boolean
}
type Props = {
  rows: CheckRow[]
  words: Record<'caption' | 'what' | 'target' | 'planned' | 'difference', string>
}

/** What the rules ask for, what is planned, and how they differ. */
export function ChecksTable({ rows, words }: Props) {
  return (
    <Table caption={words.caption} captionHidden label={words.caption} dense>
      <thead>
        <tr>
          <HeadCell>{words.what}</HeadCell>
          <HeadCell numeric>{words.target}</HeadCell>
          <HeadCell numeric>{words.planned}</HeadCell>
          <HeadCell>{words.difference}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHead>
              <a href={row.href} className="font-semibold">
                {row.title}
              </a>
              <span className="flex flex-wrap items-center gap-2 text-xs text-ink-2">
                <bdi>{row.source}</bdi>
                {row.level ? <Badge tone="hint">{row.level}</Badge> : null}
              </span>
            </RowHead>
            <Cell numeric>{row.target}</Cell>
            <Cell numeric>{row.planned}</Cell>
            <Cell>
              <Badge tone={row.same ? 'done' : 'late'}>{row.difference}</Badge>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
