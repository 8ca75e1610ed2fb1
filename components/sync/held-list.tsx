import { Badge } from '@/components/ui/badge'

type Props = { sheets: { key: string; title: string; line: string; why: string; until: string | null }[] }

/** Sheets that were handed in and are not complete, and until when they are waited for. */
export function HeldList({ sheets }: Props) {
  return (
    <ul className="divide-y divide-line">
      {sheets.map(({ key, title, line, why, until }) => (
        <li key={key} className="grid gap-1 py-3">
          <span className="font-medium">{title}</span>
          <span className="text-sm text-ink-2">{line}</span>
          <span className="flex flex-wrap items-center gap-2 text-sm">
            {why}
            {until ? <Badge tone="late">{until}</Badge> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}
