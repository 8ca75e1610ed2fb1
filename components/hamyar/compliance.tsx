import { Badge } from '@/components/ui/badge'

export type SetView = {
  key: string
  name: string
  conditions: string
  own: string | null
  holds: boolean
  verdict: string
  /** What falls short, each with by how many. */
  shortfalls: { key: string; says: string; by: string }[]
}

/** A group under its own rule set and under every other: what exactly falls short, and by how many. */
export function Compliance({ label, sets }: { label: string; sets: SetView[] }) {
  return (
    <ul aria-label={label} className="grid gap-3">
      {sets.map((set) => (
        <li key={set.key} className="grid gap-1 rounded-lg border border-line px-3 py-2">
          <span className="flex flex-wrap items-center gap-2">
            <bdi className="font-semibold">{set.name}</bdi>
            {set.own ? <Badge tone="hint">{set.own}</Badge> : null}
            <Badge tone={set.holds ? 'done' : 'late'}>{set.verdict}</Badge>
          </span>
          <span className="text-sm text-ink-2">{set.conditions}</span>
          {set.shortfalls.length > 0 ? (
            <ul className="grid gap-1 text-sm">
              {set.shortfalls.map(({ key, says, by }) => (
                <li key={key}>
                  {says} <span className="text-ink-2">({by})</span>
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
