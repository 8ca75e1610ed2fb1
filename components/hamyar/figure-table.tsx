import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

type Row = { key: string; name: string; target?: string; cells: { code: string; text: string }[] }
type Props = {
  caption: string
  first: string
  target?: string
  heads: { code: string; name: string }[]
  rows: Row[]
}

/** Figures by what they are split by, a column each; where there is nothing it says nought. */
export function FigureTable({ caption, first, target, heads, rows }: Props) {
  return (
    <Table caption={caption} captionHidden label={caption} dense roomy>
      <thead>
        <tr>
          <HeadCell>{first}</HeadCell>
          {target ? <HeadCell numeric>{target}</HeadCell> : null}
          {heads.map(({ code, name }) => (
            <HeadCell key={code} numeric>
              {name} <bdi className="block text-xs text-ink-3">{code}</bdi>
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHead>
              <bdi>{row.name}</bdi>
            </RowHead>
            {target ? <Cell numeric>{row.target}</Cell> : null}
            {row.cells.map(({ code, text }) => (
              <Cell key={code} numeric>
                {text}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
