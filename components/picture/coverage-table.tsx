import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** A cell in words: what is there, and each thing that is missing. Null where a programme is not kept by neighbourhood. */
export type CellView = { there: string; missing: string[]; full: string } | null
export type CoverageRow = { key: string; name: string; county: boolean; cells: CellView[] }
type Props = {
  caption: string
  heads: string[]
  rows: CoverageRow[]
  words: { place: string; none: string; byCounty: string }
}

/** Places by programmes: a table on a desk, a card for each county on a phone. Nothing is said by colour alone. */
export function CoverageTable({ caption, heads, rows, words }: Props) {
  return (
    <>
      <ul className="grid gap-2 md:hidden print:hidden" aria-label={caption}>
        {rows.map((row) => (
          <li
            key={row.key}
            className={`rounded-lg border border-line px-3 py-2 ${row.county ? 'bg-surface' : 'ms-4 bg-sunk'}`}
          >
            <p className={row.county ? 'font-semibold' : ''}>
              <bdi>{row.name}</bdi>
            </p>
            <dl className="grid gap-1 text-sm">
              {row.cells.map((cell, at) =>
                cell ? (
                  <div key={heads[at]} className="grid gap-0.5">
                    <dt className="text-ink-2">{heads[at]}</dt>
                    <dd>
                      <CellWords cell={cell} />
                    </dd>
                  </div>
                ) : null,
              )}
            </dl>
          </li>
        ))}
      </ul>
      <div className="hidden md:block print:block">
        <Table caption={caption} captionHidden label={caption} dense tall>
          <thead>
            <tr>
              <HeadCell>{words.place}</HeadCell>
              {heads.map((head) => (
                <HeadCell key={head}>{head}</HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className={row.county ? 'bg-sunk' : ''}>
                <RowHead className={row.county ? 'font-semibold' : 'ps-6 sm:ps-6'}>
                  <bdi>{row.name}</bdi>
                </RowHead>
                {row.cells.map((cell, at) => (
                  <Cell key={heads[at]}>
                    {cell ? (
                      <CellWords cell={cell} />
                    ) : (
                      <span className="text-ink-3">
                        <span aria-hidden="true">{words.none}</span>
                        <span className="sr-only">{words.byCounty}</span>
                      </span>
                    )}
                  </Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}

function CellWords({ cell }: { cell: NonNullable<CellView> }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <span>{cell.there}</span>
      {cell.missing.length === 0 ? (
        <Badge tone="done">{cell.full}</Badge>
      ) : (
        cell.missing.map((one) => (
          <span key={one} className="max-w-full">
            <Badge tone="late">
              <span className="whitespace-normal">{one}</span>
            </Badge>
          </span>
        ))
      )}
    </span>
  )
}
