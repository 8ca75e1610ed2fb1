import { Badge, type Tone } from '@/components/ui/badge'

export type RecordCard = {
  key: string
  href: string
  kind: string
  what: string
  line: string
  state: { label: string; tone: Tone } | null
}

/** Records as a list one taps: what kind, what it says, when and where, and how a proposal stands. */
export function RecordList({ label, records }: { label: string; records: RecordCard[] }) {
  return (
    <ul className="grid gap-2" aria-label={label}>
      {records.map((one) => (
        <li key={one.key}>
          <a
            href={one.href}
            className="grid min-h-touch gap-1 rounded-lg border border-line bg-surface px-4 py-2 text-ink no-underline hover:bg-sunk hover:no-underline"
          >
            <span className="flex flex-wrap items-center justify-between gap-2 text-sm">
              <span className="font-semibold text-turquoise-deep">{one.kind}</span>
              {one.state ? <Badge tone={one.state.tone}>{one.state.label}</Badge> : null}
            </span>
            <span className="font-medium">
              <bdi>{one.what}</bdi>
            </span>
            <span className="text-sm text-ink-2">
              <bdi>{one.line}</bdi>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
