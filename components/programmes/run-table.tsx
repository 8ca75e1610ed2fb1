import { Badge, type Tone } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export const RUN_TONES: Record<string, Tone> = {
  DRAFT: 'late',
  APPROVED: 'hint',
  STEP1_RUNNING: 'done',
  STEP2_RUNNING: 'done',
  CLOSING: 'hint',
  SUSPENDED: 'broken',
}

export type RunRow = {
  code: string
  href: string
  name: string
  province: string
  span: string
  status: string
  statusLabel: string
  demo: string | null
}
type Props = {
  rows: RunRow[]
  words: Record<'caption' | 'name' | 'code' | 'province' | 'when' | 'state', string>
}

/** The runs in reach. */
export function RunTable({ rows, words }: Props) {
  return (
    <Table caption={words.caption} captionHidden label={words.caption} roomy>
      <thead>
        <tr>
          <HeadCell>{words.name}</HeadCell>
          <HeadCell>{words.code}</HeadCell>
          <HeadCell>{words.province}</HeadCell>
          <HeadCell>{words.when}</HeadCell>
          <HeadCell>{words.state}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <RowHead>
              <a href={row.href} className="font-semibold">
                <bdi>{row.name}</bdi>
              </a>
            </RowHead>
            <Cell className="whitespace-nowrap">
              <bdi dir="ltr">{row.code}</bdi>
            </Cell>
            <Cell>
              <bdi>{row.province}</bdi>
            </Cell>
            <Cell className="whitespace-nowrap">{row.span}</Cell>
            <Cell>
              <span className="flex flex-wrap gap-1">
                <Badge tone={RUN_TONES[row.status]}>{row.statusLabel}</Badge>
                {row.demo ? <Badge>{row.demo}</Badge> : null}
              </span>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
