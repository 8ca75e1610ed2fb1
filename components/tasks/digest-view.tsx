import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'

/** Numbers and lines of a week, in words already. */
export type DigestCountRow = {
  key: string
  count: string
  title: string
  tone: DigestTone
  href: string | null
}
export type DigestTone = 'broken' | 'late' | 'hint'
export type DigestLine = {
  key: string
  title: string
  line: string
  href: string | null
  badge?: { label: string; tone: Tone }
}
type Section = {
  title: string
  none: string
  counts: DigestCountRow[]
  lines: DigestLine[]
  more: string | null
}
type Props = { sections: { missing: Section; risk: Section; ahead: Section }; see: string }

const TONES: Record<DigestTone, string> = {
  broken: 'bg-pomegranate-wash text-pomegranate',
  late: 'bg-saffron-wash text-saffron-ink',
  hint: 'bg-lapis-wash text-lapis',
}

/** The week: what is missing, who may not complete, what comes. */
export function DigestView({ sections, see }: Props) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-3">
      {(['missing', 'risk', 'ahead'] as const).map((key) => (
        <OneSection key={key} id={key} section={sections[key]} see={see} />
      ))}
    </div>
  )
}

function OneSection({ id, section, see }: { id: string; section: Section; see: string }) {
  const { title, none, counts, lines, more } = section
  const empty = counts.length === 0 && lines.length === 0
  return (
    <Card id={id} title={title}>
      {empty ? <p className="text-ink-2">{none}</p> : null}
      {counts.length > 0 ? (
        <ul className="divide-y divide-line">
          {counts.map((row) => (
            <li key={row.key} className="grid grid-cols-[auto_1fr_auto] items-center gap-3 py-2">
              <span
                className={`grid h-8 min-w-8 place-items-center rounded-md px-1.5 text-sm font-bold ${TONES[row.tone]}`}
              >
                {row.count}
              </span>
              <span className="min-w-0 text-[0.9375rem] leading-snug">{row.title}</span>
              {row.href ? (
                <a
                  href={row.href}
                  className="inline-flex min-h-touch min-w-touch items-center justify-center text-sm font-medium"
                >
                  {see}
                  <span className="sr-only">
                    : {row.count} {row.title}
                  </span>
                </a>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {lines.length > 0 ? (
        <ul className={`divide-y divide-line ${counts.length > 0 ? 'mt-2 border-t border-line' : ''}`}>
          {lines.map((line) => (
            <li key={line.key} className="flex flex-wrap items-center justify-between gap-x-3 py-2">
              <span className="min-w-0">
                {line.href ? (
                  <a href={line.href} className="inline-flex min-h-touch items-center font-medium">
                    <bdi>{line.title}</bdi>
                  </a>
                ) : (
                  <bdi className="font-medium">{line.title}</bdi>
                )}
                <span className="block text-sm text-ink-2">{line.line}</span>
              </span>
              {line.badge ? <Badge tone={line.badge.tone}>{line.badge.label}</Badge> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {more ? <p className="pt-2 text-sm text-ink-2">{more}</p> : null}
    </Card>
  )
}
