import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

/** A rule in a list, every value in words. */
export type RuleRow = {
  key: string
  href: string
  title: string
  value: string
  bounds: string
  /** Whether the value rests on our assumption and on no source. */
  assumed: boolean
  source: string
  since: string
  /** Said only where a value holds for less than the country. */
  level: string | null
}
export type RuleTableWords = Record<'caption' | 'rule' | 'value' | 'allowed' | 'source' | 'since', string>

/** The rules of a group: a table on a desk, cards on a phone. */
export function RuleTable({ rows, words }: { rows: RuleRow[]; words: RuleTableWords }) {
  return (
    <>
      <ul className="grid md:hidden" aria-label={words.caption}>
        {rows.map((row) => (
          <li key={row.key} className="grid gap-0.5 border-b border-line py-2 last:border-b-0">
            <a href={row.href} className="inline-flex min-h-10 items-center font-semibold">
              {row.title}
            </a>
            <span className="flex flex-wrap items-center gap-2">
              <Value row={row} />
              <Source row={row} />
            </span>
            <span className="text-sm text-ink-2">
              {words.allowed}: {row.bounds}
            </span>
            <span className="text-sm text-ink-2">
              {words.since}: {row.since}
            </span>
          </li>
        ))}
      </ul>
      <div className="hidden md:block">
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell className="w-[30%]">{words.rule}</HeadCell>
              <HeadCell className="w-[20%]">{words.value}</HeadCell>
              <HeadCell className="w-[26%]">{words.allowed}</HeadCell>
              <HeadCell className="w-[12%]">{words.source}</HeadCell>
              <HeadCell className="w-[12%]">{words.since}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <RowHead>
                  <a href={row.href}>{row.title}</a>
                </RowHead>
                <Cell>
                  <span className="inline-flex flex-wrap items-center gap-2">
                    <Value row={row} />
                  </span>
                </Cell>
                <Cell className="text-ink-2">{row.bounds}</Cell>
                <Cell>
                  <Source row={row} />
                </Cell>
                <Cell className="text-ink-2">{row.since}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}

function Value({ row }: { row: RuleRow }) {
  return (
    <>
      <b className="font-bold">{row.value}</b>
      {row.level ? <Badge tone="hint">{row.level}</Badge> : null}
    </>
  )
}

function Source({ row }: { row: RuleRow }) {
  if (row.assumed) return <Badge>{row.source}</Badge>
  return <bdi className="text-sm text-ink-2">{row.source}</bdi>
}
