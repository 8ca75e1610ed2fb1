import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type PipelineRow = {
  key: string
  state: string
  href: string | null
  count: string
  oldest: string
  late: string
}
type Props = { caption: string; heads: [string, string, string, string]; rows: PipelineRow[] }

/** How many groups stand where on their way, how long the longest has, and what is overdue there. */
export function Pipeline({ caption, heads, rows }: Props) {
  return (
    <Table caption={caption} captionHidden label={caption} dense>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <HeadCell key={head} numeric={i > 0}>
              {head}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, state, href, count, oldest, late }) => (
          <tr key={key}>
            <RowHead>{href ? <a href={href}>{state}</a> : state}</RowHead>
            <Cell numeric>{count}</Cell>
            <Cell numeric>{oldest}</Cell>
            <Cell numeric>{late}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
