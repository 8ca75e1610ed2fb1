import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'

export type FlagView = {
  key: string
  kind: string
  sentence: string
  line: string
  /** The sheet, or the phone it is about. */
  href: string | null
  open: string
  settled: { finding: string; line: string; note: string } | null
  /** The form that settles it; null for who may only look. */
  form: ReactNode | null
}

/** Flags, each a question with the way to what it is about and a place for what was found. */
export function FlagList({ label, flags, settle }: { label: string; flags: FlagView[]; settle: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {flags.map((flag) => (
        <li key={flag.key} className="grid gap-1 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone={flag.settled ? 'neutral' : 'late'}>{flag.kind}</Badge>
            <span className="text-sm text-ink-2">
              <bdi>{flag.line}</bdi>
            </span>
          </div>
          <p className="max-w-measure">{flag.sentence}</p>
          {flag.settled ? (
            <p className="border-s-2 border-turquoise ps-3 text-sm">
              <b>{flag.settled.finding}</b> · <bdi>{flag.settled.line}</bdi>
              <span className="block text-ink-2">
                <bdi>{flag.settled.note}</bdi>
              </span>
            </p>
          ) : null}
          <div className="flex flex-wrap items-start gap-x-6">
            {flag.href ? (
              <a href={flag.href} className="inline-flex min-h-11 items-center text-sm">
                {flag.open}
                <span className="sr-only"> – {flag.line}</span>
              </a>
            ) : null}
            {flag.form ? (
              <details className="min-w-0 grow">
                <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium text-lapis">
                  {settle}
                  <span className="sr-only"> – {flag.line}</span>
                </summary>
                <div className="max-w-xl pb-2">{flag.form}</div>
              </details>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
