import { Badge, type Tone } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { Cell, RowHead } from '@/components/ui/table'
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
    <CardTable
      caption={words.caption}
      heads={[
        words.name,
        words.father,
        words.birthYear,
        words.nationalId,
        words.place,
        words.status,
        words.hours,
      ]}
      numeric={[words.birthYear, words.hours]}
      cards={rows.map((row) => ({
        key: row.personId,
        href: row.href,
        title: row.name,
        state: <State {...row} />,
        line: (
          <span className="text-sm text-ink-2">
            <bdi>{row.place}</bdi> · {words.hours}: {row.hours}
          </span>
        ),
      }))}
    >
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
            <State {...row} />
          </Cell>
          <Cell numeric>{row.hours}</Cell>
        </tr>
      ))}
    </CardTable>
  )
}

function State({ status, statusLabel }: Pick<PersonRow, 'status' | 'statusLabel'>) {
  return <Badge tone={STATE_TONES[status]}>{statusLabel}</Badge>
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
