import { HoursMeter } from '@/components/programmes/hours-meter'
import { Badge, type Tone } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

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
    <>
      <ul className="grid gap-2 md:hidden print:hidden" aria-label={words.caption}>
        {rows.map((row) => (
          <li key={row.code} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
            <span className="flex items-center justify-between gap-2">
              <a href={row.href} className="inline-flex min-h-11 items-center font-semibold">
                <bdi>{row.place}</bdi>
              </a>
              <Badge tone={COHORT_TONES[row.status]}>{row.statusLabel}</Badge>
            </span>
            <span className="text-sm text-ink-2">
              <bdi>{row.county}</bdi> · {words.lead}: <bdi>{row.lead}</bdi> · {words.members}: {row.members}
            </span>
            <HoursMeter {...row.hours} />
          </li>
        ))}
      </ul>
      <div className="hidden md:block print:block">
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell>{words.group}</HeadCell>
              <HeadCell>{words.county}</HeadCell>
              <HeadCell>{words.lead}</HeadCell>
              <HeadCell>{words.state}</HeadCell>
              <HeadCell numeric>{words.members}</HeadCell>
              <HeadCell numeric>{words.sessions}</HeadCell>
              <HeadCell>{words.hours}</HeadCell>
            </tr>
          </thead>
          <tbody>
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
                  <Badge tone={COHORT_TONES[row.status]}>{row.statusLabel}</Badge>
                </Cell>
                <Cell numeric>{row.members}</Cell>
                <Cell numeric>{row.sessions}</Cell>
                <Cell className="min-w-44">
                  <HoursMeter {...row.hours} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}
