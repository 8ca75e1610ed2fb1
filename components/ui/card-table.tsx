import type { ReactNode } from 'react'
import { HeadCell, Table } from './table'

/** One row as a phone shows it: what it is, how it stands, and a line of the rest. */
export type RowCard = { key: string; href: string; title: string; state: ReactNode; line: ReactNode }
type Props = {
  caption: string
  /** The columns' heads; of numbers, those in `numeric`. */
  heads: string[]
  numeric: string[]
  cards: RowCard[]
  /** The table's rows. */
  children: ReactNode
}

/** A list of the desk: a table there and on paper, cards on a phone. */
export function CardTable({ caption, heads, numeric, cards, children }: Props) {
  return (
    <>
      <ul className="grid gap-2 md:hidden print:hidden" aria-label={caption}>
        {cards.map(({ key, href, title, state, line }) => (
          <li key={key} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
            <span className="flex items-center justify-between gap-2">
              <a href={href} className="inline-flex min-h-11 items-center font-semibold">
                <bdi>{title}</bdi>
              </a>
              {state}
            </span>
            {line}
          </li>
        ))}
      </ul>
      <div className="hidden md:block print:block">
        <Table caption={caption} captionHidden label={caption} dense>
          <thead>
            <tr>
              {heads.map((head) => (
                <HeadCell key={head} numeric={numeric.includes(head)}>
                  {head}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </Table>
      </div>
    </>
  )
}
