import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** A facilitator of a run with the one act that is next for her. */
export type FacilitatorRow = {
  facilitatorId: string
  name: string
  /** Her monthly statement. */
  hoursHref: string
  organisation: string
  hours: string
  status: string
  trained: boolean
  leads: string
  act: FieldsFormProps | null
  /** The form that makes her account, where she leads a group and has none. */
  invite: ReactNode
}
type Props = {
  rows: FacilitatorRow[]
  words: Record<
    'caption' | 'name' | 'statement' | 'organisation' | 'training' | 'state' | 'leads' | 'act',
    string
  >
}

/** Facilitators of a run: nominated, in training, certified, given a group. */
export function FacilitatorTable({ rows, words }: Props) {
  return (
    <Table caption={words.caption} captionHidden label={words.caption} dense roomy>
      <thead>
        <tr>
          <HeadCell>{words.name}</HeadCell>
          <HeadCell>{words.organisation}</HeadCell>
          <HeadCell numeric>{words.training}</HeadCell>
          <HeadCell>{words.state}</HeadCell>
          <HeadCell>{words.leads}</HeadCell>
          <HeadCell>{words.act}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.facilitatorId}>
            <RowHead>
              <bdi>{row.name}</bdi>{' '}
              <a href={row.hoursHref} className="block whitespace-nowrap text-sm">
                {words.statement}
              </a>
            </RowHead>
            <Cell>
              <bdi>{row.organisation}</bdi>
            </Cell>
            <Cell numeric>{row.hours}</Cell>
            <Cell>
              <Badge tone={row.trained ? 'done' : 'hint'}>{row.status}</Badge>
            </Cell>
            <Cell>
              <bdi>{row.leads}</bdi>
            </Cell>
            <Cell>
              {row.act ? <FieldsForm {...row.act} /> : null}
              {row.invite}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
