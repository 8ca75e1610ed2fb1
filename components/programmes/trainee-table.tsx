import type { ReactNode } from 'react'
import { HoursMeter } from '@/components/programmes/hours-meter'
import { Badge, type Tone } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** Somebody of step 1, every value in words. */
export type TraineeRow = {
  facilitatorId: string
  name: string
  organisation: string
  state: string
  tone: Tone
  notes: string[]
  hours: { share: number; label: string; shown: string }
  test: string
  leads: string
  next: ReactNode
  /** Endings and replacement, behind a fold. */
  more: ReactNode
}
type Props = {
  rows: TraineeRow[]
  words: Record<
    'caption' | 'name' | 'organisation' | 'state' | 'hours' | 'test' | 'leads' | 'act' | 'more',
    string
  >
}

/** Nominees of step 1 by organisation, with hours, scores and what may come next. */
export function TraineeTable({ rows, words }: Props) {
  return (
    <Table caption={words.caption} captionHidden label={words.caption} dense roomy>
      <thead>
        <tr>
          <HeadCell>{words.name}</HeadCell>
          <HeadCell>{words.organisation}</HeadCell>
          <HeadCell>{words.state}</HeadCell>
          <HeadCell>{words.hours}</HeadCell>
          <HeadCell numeric>{words.test}</HeadCell>
          <HeadCell>{words.leads}</HeadCell>
          <HeadCell>{words.act}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.facilitatorId} className="align-top">
            <RowHead className="sm:whitespace-nowrap">
              <bdi>{row.name}</bdi>
            </RowHead>
            <Cell>
              <bdi>{row.organisation}</bdi>
            </Cell>
            <Cell>
              <Badge tone={row.tone}>{row.state}</Badge>
              {row.notes.map((note) => (
                <span key={note} className="block text-xs text-ink-2">
                  <bdi>{note}</bdi>
                </span>
              ))}
            </Cell>
            <Cell className="min-w-36">
              <HoursMeter {...row.hours} />
            </Cell>
            <Cell numeric>{row.test}</Cell>
            <Cell>
              <bdi>{row.leads}</bdi>
            </Cell>
            <Cell>
              {row.next}
              {row.more ? (
                <details>
                  <summary className="min-h-11 py-2 whitespace-nowrap text-lapis">{words.more}</summary>
                  {row.more}
                </details>
              ) : null}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
