import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** One event, every value in words. */
export type AuditRow = {
  seq: number
  moment: string
  who: string
  role: string
  action: string
  entity: string
  about: string | null
  /** All events of the same thing: who has seen or changed it. */
  trace: { href: string; label: string } | null
  reason: string | null
  changes: string[]
}
export type AuditWords = Record<
  'caption' | 'when' | 'who' | 'what' | 'where' | 'details' | 'noDetails',
  string
>
type Props = { rows: AuditRow[]; words: AuditWords }

/** Who did what, newest first: a table on a desk, cards on a phone. */
export function AuditTable({ rows, words }: Props) {
  return (
    <>
      <ol className="grid gap-2 md:hidden" aria-label={words.caption}>
        {rows.map((row) => (
          <li key={row.seq} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <b>{row.action}</b>
              <span className="text-sm text-ink-2">{row.moment}</span>
            </span>
            <span className="flex min-h-8 items-center text-sm">
              <Thing row={row} />
            </span>
            <span className="text-sm">
              <bdi className="font-semibold">{row.who}</bdi> <span className="text-ink-2">{row.role}</span>
            </span>
            <Details row={row} none={null} />
          </li>
        ))}
      </ol>
      <div className="hidden md:block">
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell>{words.when}</HeadCell>
              <HeadCell>{words.who}</HeadCell>
              <HeadCell>{words.what}</HeadCell>
              <HeadCell>{words.where}</HeadCell>
              <HeadCell>{words.details}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.seq} className="align-top">
                <Cell className="min-w-[8rem] text-ink-2">{row.moment}</Cell>
                <Cell>
                  <bdi className="block font-semibold">{row.who}</bdi>
                  <span className="text-xs text-ink-2">{row.role}</span>
                </Cell>
                <RowHead className="font-semibold">{row.action}</RowHead>
                <Cell>
                  <Thing row={row} />
                </Cell>
                <Cell>
                  <Details row={row} none={words.noDetails} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}

function Thing({ row }: { row: AuditRow }) {
  const named = (
    <>
      {row.entity}
      {row.about ? ` ${row.about}` : null}
    </>
  )
  return row.trace ? (
    <a href={row.trace.href} title={row.trace.label}>
      {named}
    </a>
  ) : (
    <span>{named}</span>
  )
}

function Details({ row, none }: { row: AuditRow; none: string | null }) {
  if (!row.reason && row.changes.length === 0) return none
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
      {row.reason ? (
        <li className="w-full font-medium">
          <bdi>{row.reason}</bdi>
        </li>
      ) : null}
      {row.changes.map((change) => (
        <li key={change} className="text-ink-2">
          <bdi>{change}</bdi>
        </li>
      ))}
    </ul>
  )
}
