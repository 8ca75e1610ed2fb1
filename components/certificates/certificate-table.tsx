import { Badge } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { Cell, RowHead } from '@/components/ui/table'

export type CertificateTableRow = {
  key: string
  href: string
  number: string
  name: string
  role: string
  place: string
  hours: string
  issuedOn: string
  revoked: boolean
  state: string
}
export type CertificateWords = Record<
  'caption' | 'number' | 'name' | 'role' | 'place' | 'hours' | 'issuedOn' | 'state',
  string
>

/** Certificates by number: a table on a desk, cards on a phone. */
export function CertificateTable({ rows, words }: { rows: CertificateTableRow[]; words: CertificateWords }) {
  return (
    <CardTable
      caption={words.caption}
      heads={[words.number, words.name, words.role, words.place, words.hours, words.issuedOn, words.state]}
      numeric={[words.hours]}
      cards={rows.map((row) => ({
        key: row.key,
        href: row.href,
        title: row.name,
        state: <State {...row} />,
        line: (
          <span className="text-sm text-ink-2">
            <bdi dir="ltr">{row.number}</bdi> · <bdi>{row.place}</bdi> · {words.hours}: {row.hours}
          </span>
        ),
      }))}
    >
      {rows.map((row) => (
        <tr key={row.key}>
          <RowHead className="whitespace-nowrap">
            <a href={row.href}>
              <bdi dir="ltr">{row.number}</bdi>
            </a>
          </RowHead>
          <Cell>
            <bdi>{row.name}</bdi>
          </Cell>
          <Cell>{row.role}</Cell>
          <Cell>
            <bdi>{row.place}</bdi>
          </Cell>
          <Cell numeric>{row.hours}</Cell>
          <Cell className="whitespace-nowrap">{row.issuedOn}</Cell>
          <Cell>
            <State {...row} />
          </Cell>
        </tr>
      ))}
    </CardTable>
  )
}

function State({ revoked, state }: Pick<CertificateTableRow, 'revoked' | 'state'>) {
  return <Badge tone={revoked ? 'broken' : 'done'}>{state}</Badge>
}
