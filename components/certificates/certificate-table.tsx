import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

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
    <>
      <ul className="grid gap-2 md:hidden" aria-label={words.caption}>
        {rows.map((row) => (
          <li key={row.key} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
            <span className="flex items-center justify-between gap-2">
              <a href={row.href} className="inline-flex min-h-11 items-center font-semibold">
                <bdi>{row.name}</bdi>
              </a>
              <State {...row} />
            </span>
            <span className="text-sm text-ink-2">
              <bdi dir="ltr">{row.number}</bdi> · <bdi>{row.place}</bdi> · {words.hours}: {row.hours}
            </span>
          </li>
        ))}
      </ul>
      <div className="hidden md:block">
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell>{words.number}</HeadCell>
              <HeadCell>{words.name}</HeadCell>
              <HeadCell>{words.role}</HeadCell>
              <HeadCell>{words.place}</HeadCell>
              <HeadCell numeric>{words.hours}</HeadCell>
              <HeadCell>{words.issuedOn}</HeadCell>
              <HeadCell>{words.state}</HeadCell>
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </Table>
      </div>
    </>
  )
}

function State({ revoked, state }: Pick<CertificateTableRow, 'revoked' | 'state'>) {
  return <Badge tone={revoked ? 'broken' : 'done'}>{state}</Badge>
}
