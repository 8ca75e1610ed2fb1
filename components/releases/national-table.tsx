import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type NationalRow = { name: string; release: string; cells: string[] }
type Props = {
  columns: string[]
  rows: NationalRow[]
  sum: NationalRow
  words: { caption: string; province: string; release: string }
}

/** The released figures of each province, and their sums in the last row. */
export function NationalTable({ columns, rows, sum, words }: Props) {
  const line = ({ name, release, cells }: NationalRow, strong: boolean) => (
    <tr key={name} className={strong ? 'font-semibold' : undefined}>
      <RowHead>
        <bdi>{name}</bdi>
      </RowHead>
      <Cell>{release}</Cell>
      {cells.map((cell, at) => (
        <Cell key={columns[at]} numeric>
          {cell}
        </Cell>
      ))}
    </tr>
  )
  return (
    <Table caption={words.caption} captionHidden label={words.caption} roomy>
      <thead>
        <tr>
          <HeadCell>{words.province}</HeadCell>
          <HeadCell>{words.release}</HeadCell>
          {columns.map((column) => (
            <HeadCell key={column} numeric>
              {column}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>{rows.map((row) => line(row, false))}</tbody>
      <tfoot>{line(sum, true)}</tfoot>
    </Table>
  )
}
