import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type ForecastRow = {
  key: string
  place: string
  href: string
  range: string
  expected: string
  target: string
  left: string
  short: boolean
}
type Words = Record<
  'place' | 'range' | 'expected' | 'target' | 'left' | 'state' | 'short' | 'onTrack' | 'caption',
  string
>

/** What is to be expected of each group under way; those that will fall short first. */
export function ForecastTable({ rows, words }: { rows: ForecastRow[]; words: Words }) {
  return (
    <Table caption={words.caption} captionHidden label={words.caption} dense>
      <thead>
        <tr>
          <HeadCell>{words.place}</HeadCell>
          <HeadCell>{words.state}</HeadCell>
          <HeadCell numeric>{words.range}</HeadCell>
          <HeadCell numeric>{words.expected}</HeadCell>
          <HeadCell numeric>{words.target}</HeadCell>
          <HeadCell numeric>{words.left}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHead>
              <a href={row.href}>
                <bdi>{row.place}</bdi>
              </a>
            </RowHead>
            <Cell>
              {row.short ? (
                <Badge tone="broken">{words.short}</Badge>
              ) : (
                <Badge tone="done">{words.onTrack}</Badge>
              )}
            </Cell>
            <Cell numeric>{row.range}</Cell>
            <Cell numeric>{row.expected}</Cell>
            <Cell numeric>{row.target}</Cell>
            <Cell numeric>{row.left}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** The projection with what it rests on and what it cannot know. */
export function ForecastCard({
  title,
  lead,
  alert,
  method,
  children,
}: {
  title: string
  lead: string
  alert: ReactNode
  method: { title: string; lines: string[] }
  children?: ReactNode
}) {
  return (
    <Card id="projection" title={title}>
      <div className="grid gap-3">
        {alert}
        <p className="max-w-measure">{lead}</p>
        {children}
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-sm font-medium text-lapis">
            {method.title}
          </summary>
          <ul className="grid max-w-measure list-disc gap-1 ps-5 text-sm text-ink-2">
            {method.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      </div>
    </Card>
  )
}
