import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type KindCell = { text: string; href: string | null }
export type KindRow = { key: string; county: string; place: string; cells: KindCell[] }

/** Neighbourhoods against kinds of record: how many of each, and the way to them. */
export function KindTable({
  caption,
  heads,
  rows,
}: {
  caption: string
  heads: { county: string; place: string; kinds: string[] }
  rows: KindRow[]
}) {
  return (
    <Table caption={caption} captionHidden label={caption} dense roomy>
      <thead>
        <tr>
          <HeadCell>{heads.place}</HeadCell>
          <HeadCell>{heads.county}</HeadCell>
          {heads.kinds.map((kind) => (
            <HeadCell key={kind} numeric>
              {kind}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHead>
              <bdi>{row.place}</bdi>
            </RowHead>
            <Cell>
              <bdi>{row.county}</bdi>
            </Cell>
            {row.cells.map((cell, i) => (
              <Cell key={heads.kinds[i]} numeric>
                {cell.href ? (
                  <a href={cell.href}>{cell.text}</a>
                ) : (
                  <span className="text-ink-3">{cell.text}</span>
                )}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
