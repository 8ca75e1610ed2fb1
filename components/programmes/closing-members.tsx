import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type ClosingMemberRow = {
  key: string
  rowNo: string
  name: string
  hours: string
  /** By the rule in force, and by all of the hours; null for who has left. */
  completes: boolean | null
  byRule: string
  strict: boolean
  byAll: string
}
export type ClosingMemberWords = Record<'caption' | 'row' | 'name' | 'hours' | 'byRule' | 'byAll', string>

/** Who completes by the rule in force, beside who has all the hours. */
export function ClosingMembers({ rows, words }: { rows: ClosingMemberRow[]; words: ClosingMemberWords }) {
  return (
    <Table caption={words.caption} captionHidden label={words.caption} dense>
      <thead>
        <tr>
          <HeadCell numeric>{words.row}</HeadCell>
          <HeadCell>{words.name}</HeadCell>
          <HeadCell numeric>{words.hours}</HeadCell>
          <HeadCell>{words.byRule}</HeadCell>
          <HeadCell>{words.byAll}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <Cell numeric>{row.rowNo}</Cell>
            <RowHead>
              <bdi>{row.name}</bdi>
            </RowHead>
            <Cell numeric>{row.hours}</Cell>
            <Cell>
              {row.completes === null ? (
                <span className="text-ink-2">{row.byRule}</span>
              ) : (
                <Badge tone={row.completes ? 'done' : 'late'}>{row.byRule}</Badge>
              )}
            </Cell>
            <Cell>{row.strict ? <Badge tone="done">{row.byAll}</Badge> : row.byAll}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
