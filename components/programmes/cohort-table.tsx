import { HoursMeter } from '@/components/programmes/hours-meter'
import { Badge, type Tone } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { Cell, RowHead } from '@/components/ui/table'

export const COHORT_TONES: Record<string, Tone> = {
  FORMING: 'hint',
  READY: 'hint',
  RUNNING: 'done',
  FINISHED: 'done',
  SUSPENDED: 'broken',
  CANCELLED: 'broken',
}

/** A group in a list, every value in words. */
export type CohortRow = {
  code: string
  href: string
  place: string
  county: string
  lead: string
  status: string
  statusLabel: string
  members: string
  sessions: string
  hours: { share: number; label: string; shown: string }
}
export type CohortWords = Record<
  'caption' | 'group' | 'county' | 'lead' | 'state' | 'members' | 'sessions' | 'hours',
  string
>

/** The groups of a run: a table on a desk, cards on a phone. */
export function CohortTable({ rows, words }: { rows: CohortRow[]; words: CohortWords }) {
  return (
    <CardTable
      caption={words.caption}
      heads={[words.group, words.county, words.lead, words.state, words.members, words.sessions, words.hours]}
      numeric={[words.members, words.sessions]}
      cards={rows.map((row) => ({
        key: row.code,
        href: row.href,
        title: row.place,
        state: <State {...row} />,
        line: (
          <>
            <span className="text-sm text-ink-2">
              <bdi>{row.county}</bdi> · {words.lead}: <bdi>{row.lead}</bdi> · {words.members}: {row.members}
            </span>
            <HoursMeter {...row.hours} />
          </>
        ),
      }))}
    >
      {rows.map((row) => (
        <tr key={row.code}>
          <RowHead>
            <a href={row.href} className="font-semibold">
              <bdi>{row.place}</bdi>
            </a>
          </RowHead>
          <Cell>
            <bdi>{row.county}</bdi>
          </Cell>
          <Cell>
            <bdi>{row.lead}</bdi>
          </Cell>
          <Cell>
            <State {...row} />
          </Cell>
          <Cell numeric>{row.members}</Cell>
          <Cell numeric>{row.sessions}</Cell>
          <Cell className="min-w-44">
            <HoursMeter {...row.hours} />
          </Cell>
        </tr>
      ))}
    </CardTable>
  )
}

function State({ status, statusLabel }: Pick<CohortRow, 'status' | 'statusLabel'>) {
  return <Badge tone={COHORT_TONES[status]}>{statusLabel}</Badge>
}
