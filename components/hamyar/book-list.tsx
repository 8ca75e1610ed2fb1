import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'

export type EntryView = {
  key: string
  kind: string
  amount: string
  line: string
  note: string | null
  state: string | null
  struck: boolean
  undo: ReactNode
}

/** Lines of a group's book as a thumb reads them; one that was taken back stays, crossed out. */
export function BookList({ label, entries }: { label: string; entries: EntryView[] }) {
  return (
    <ul aria-label={label} className="grid gap-2">
      {entries.map(({ key, kind, amount, line, note, state, struck, undo }) => (
        <li key={key} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-semibold">{kind}</span>
            <span className={`font-semibold tabular-nums ${struck ? 'text-ink-3 line-through' : ''}`}>
              {amount}
            </span>
          </span>
          <span className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
            {line}
            {state ? <Badge>{state}</Badge> : null}
          </span>
          {note ? (
            <span className="text-sm">
              <bdi>{note}</bdi>
            </span>
          ) : null}
          {undo}
        </li>
      ))}
    </ul>
  )
}

export type MonthView = { key: string; month: string; facts: { label: string; value: string }[] }

/** The totals of each month. */
export function MonthTotals({ label, months }: { label: string; months: MonthView[] }) {
  return (
    <ul aria-label={label} className="grid gap-3">
      {months.map(({ key, month, facts }) => (
        <li key={key} className="grid gap-1 border-b border-line pb-2 last:border-0">
          <span className="font-semibold">{month}</span>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 text-sm">
            {facts.map(({ label: name, value }) => (
              <div key={name} className="contents">
                <dt className="text-ink-2">{name}</dt>
                <dd className="text-end tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
