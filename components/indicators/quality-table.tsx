import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type QualityColumn = { key: string; label: string; numeric?: boolean }
export type QualityRow = { key: string; cells: Record<string, { text: string; href?: string }> }

/** The rows behind one of the numbers. */
export function QualityTable({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: QualityColumn[]
  rows: QualityRow[]
}) {
  return (
    <Table caption={caption} captionHidden label={caption} dense>
      <thead>
        <tr>
          {columns.map(({ key, label, numeric }) => (
            <HeadCell key={key} numeric={numeric}>
              {label}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {columns.map(({ key, numeric }, at) =>
              at === 0 ? (
                <RowHead key={key}>
                  <Inside {...row.cells[key]!} />
                </RowHead>
              ) : (
                <Cell key={key} numeric={numeric}>
                  <Inside {...row.cells[key]!} />
                </Cell>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Inside({ text, href }: { text: string; href?: string }) {
  const words = <bdi>{text}</bdi>
  return href ? <a href={href}>{words}</a> : words
}
