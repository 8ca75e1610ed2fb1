import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { SessionState } from '@/lib/workshops/codes'
import { STATUS_TONES } from './session-card'
import type { QueueWords } from './sheet-queue'

/** A sheet in a list that is only read, every value in words. */
export type SheetLine = {
  id: string
  href: string
  session: string
  place: string
  county: string
  day: string
  attended: string
  hours: string
  flags: string[]
  /** Why it was returned or did not take place. */
  reason: string
  status: SessionState
  statusLabel: string
}

/** Sheets in one state: returned, approved, cancelled. */
export function SheetList({
  lines,
  words,
  caption,
  shows,
}: {
  lines: SheetLine[]
  words: QueueWords
  caption: string
  /** Approved sheets show what was recorded; returned and cancelled ones why. */
  shows: 'marks' | 'reason'
}) {
  return (
    <Table caption={caption} captionHidden label={caption} dense>
      <thead>
        <tr>
          <HeadCell>{words.session}</HeadCell>
          <HeadCell className="max-sm:hidden">{words.place}</HeadCell>
          <HeadCell className="max-sm:hidden">{words.day}</HeadCell>
          {shows === 'marks' ? (
            <>
              <HeadCell numeric>{words.attended}</HeadCell>
              <HeadCell numeric>{words.hours}</HeadCell>
            </>
          ) : (
            <HeadCell>{words.reason}</HeadCell>
          )}
          <HeadCell>{words.state}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <RowHead>
              <a href={line.href} className="inline-flex min-h-10 items-center">
                {line.session}
              </a>
              <span className="block text-xs leading-snug text-ink-2 sm:hidden">
                <bdi>{line.county}</bdi> · <bdi>{line.place}</bdi>
                <br />
                {line.day}
              </span>
            </RowHead>
            <Cell className="max-sm:hidden">
              <bdi>{line.county}</bdi> · <bdi>{line.place}</bdi>
            </Cell>
            <Cell className="whitespace-nowrap max-sm:hidden">{line.day}</Cell>
            {shows === 'marks' ? (
              <>
                <Cell numeric>{line.attended}</Cell>
                <Cell numeric>{line.hours}</Cell>
              </>
            ) : (
              <Cell className="min-w-32 leading-snug">
                <bdi>{line.reason}</bdi>
              </Cell>
            )}
            <Cell>
              <span className="flex flex-wrap gap-1">
                <Badge tone={STATUS_TONES[line.status]}>{line.statusLabel}</Badge>
                {line.flags.map((flag) => (
                  <Badge key={flag} tone="late">
                    {flag}
                  </Badge>
                ))}
              </span>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
