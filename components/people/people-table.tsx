import { Badge, type Tone } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { VisuallyHidden } from '@/components/ui/visually-hidden'

export const STATE_TONES: Record<string, Tone> = {
  ACTIVE: 'done',
  COMPLETED: 'done',
  NOT_COMPLETED: 'late',
  NO_SHOW: 'late',
  WITHDRAWN: 'broken',
  CANCELLED: 'broken',
}

/** A person in a list, every value in words. */
export type PersonRow = {
  personId: string
  href: string
  name: string
  father: string
  birthYear: string
  /** The last two digits, and the same as it is spoken; null where she has none. */
  idEnd: { shown: string; spoken: string } | null
  place: string
  placeHref: string | null
  status: string
  statusLabel: string
  hours: string
}
export type PeopleWords = Record<
  'caption' | 'name' | 'father' | 'birthYear' | 'nationalId' | 'noId' | 'place' | 'status' | 'hours',
  string
>

/** People of the scope: a table on a desk, cards on a phone. */
export function PeopleTable({ rows, words }: { rows: PersonRow[]; words: PeopleWords }) {
  return (
    <>
      <ul className="grid gap-2 md:hidden print:hidden" aria-label={words.caption}>
        {rows.map((row) => (
          <li key={row.personId} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
            <span className="flex items-center justify-between gap-2">
              <a href={row.href} className="inline-flex min-h-11 items-center font-semibold">
                <bdi>{row.name}</bdi>
              </a>
              <Badge tone={STATE_TONES[row.status]}>{row.statusLabel}</Badge>
            </span>
            <span className="text-sm text-ink-2">
              <bdi>{row.place}</bdi> · {words.hours}: {row.hours}
            </span>
          </li>
        ))}
      </ul>
      <div className="hidden md:block print:block">
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell>{words.name}</HeadCell>
              <HeadCell>{words.father}</HeadCell>
              <HeadCell numeric>{words.birthYear}</HeadCell>
              <HeadCell>{words.nationalId}</HeadCell>
              <HeadCell>{words.place}</HeadCell>
              <HeadCell>{words.status}</HeadCell>
              <HeadCell numeric>{words.hours}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.personId}>
                <RowHead>
                  <a href={row.href} className="font-semibold">
                    <bdi>{row.name}</bdi>
                  </a>
                </RowHead>
                <Cell>
                  <bdi>{row.father}</bdi>
                </Cell>
                <Cell numeric>{row.birthYear}</Cell>
                <Cell>
                  {row.idEnd ? <MaskedId {...row.idEnd} /> : <span className="text-ink-2">{words.noId}</span>}
                </Cell>
                <Cell>
                  {row.placeHref ? (
                    <a href={row.placeHref}>
                      <bdi>{row.place}</bdi>
                    </a>
                  ) : (
                    <bdi>{row.place}</bdi>
                  )}
                </Cell>
                <Cell>
                  <Badge tone={STATE_TONES[row.status]}>{row.statusLabel}</Badge>
                </Cell>
                <Cell numeric>{row.hours}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}

/** A national id of which only the end is shown. */
export function MaskedId({ shown, spoken }: { shown: string; spoken: string }) {
  return (
    <>
      <span aria-hidden="true" dir="ltr" className="whitespace-nowrap tabular-nums">
        ••••••••{shown}
      </span>
      <VisuallyHidden>{spoken}</VisuallyHidden>
    </>
  )
}
