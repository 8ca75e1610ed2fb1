import type { ReactNode } from 'react'
import { Cell, HeadCell, RowHead, Table } from './table'

export type FigureView = {
  code: string
  name: ReactNode
  meaning: ReactNode
  value: ReactNode
  /** Said under the value: what it is made of. */
  more?: ReactNode
  target: ReactNode
  /** Where its rows stand. */
  href?: string | null
}

/** A programme's figures, one a line: what each means, how much it is, and what it is to be. */
export function FigureList({
  caption,
  heads: [first, value, target],
  figures,
}: {
  caption: string
  heads: readonly [string, string, string]
  figures: readonly FigureView[]
}) {
  return (
    <Table caption={caption} captionHidden label={caption} dense>
      <thead>
        <tr>
          <HeadCell>{first}</HeadCell>
          <HeadCell numeric>{value}</HeadCell>
          <HeadCell>{target}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {figures.map((one) => (
          <tr key={one.code} className="align-top">
            <RowHead>
              {one.href ? <a href={one.href}>{one.name}</a> : one.name}{' '}
              <bdi className="text-xs whitespace-nowrap text-ink-3">{one.code}</bdi>
              <span className="block text-xs text-ink-2">{one.meaning}</span>
            </RowHead>
            <Cell numeric>
              <span className="font-semibold">{one.value}</span>
              {one.more ? (
                <span className="block text-xs whitespace-normal text-ink-2">{one.more}</span>
              ) : null}
            </Cell>
            <Cell className="text-sm text-ink-2">{one.target}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
