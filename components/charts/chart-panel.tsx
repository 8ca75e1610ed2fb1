import type { ReactNode } from 'react'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

type Props = {
  title: ReactNode
  /** One of the charts of `late.tsx`. */
  chart: ReactNode
  /** The same figures as a table: always there, from the server, under the chart. */
  table: { caption: string; head: string[]; rows: string[][] }
}

/** A chart and its equal: the table says all the chart says, to who does not see it, has no scripts, or wants the number. */
export function ChartPanel({ title, chart, table }: Props) {
  return (
    <figure className="m-0 grid min-w-0 gap-3">
      <figcaption className="text-base font-bold">{title}</figcaption>
      {chart}
      <Table caption={table.caption} captionHidden label={table.caption} dense>
        <thead>
          <tr>
            {table.head.map((word, at) => (
              <HeadCell key={word} numeric={at > 0}>
                {word}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...cells]) => (
            <tr key={name}>
              <RowHead>{name}</RowHead>
              {cells.map((cell, at) => (
                <Cell key={at} numeric>
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </figure>
  )
}
