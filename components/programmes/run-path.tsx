import { Badge, type Tone } from '@/components/ui/badge'

export type PathStep = {
  key: string
  href: string
  title: string
  state: 'done' | 'next' | 'later'
  /** The state in words. */
  stateLabel: string
  /** How far it is: «۲۵ از ۲۵ محله». */
  line: string
}
const TONES: Record<PathStep['state'], Tone> = { done: 'done', next: 'hint', later: 'neutral' }

/** The way of setting a run up: what is done, what is next, each step a way to its place. */
export function RunPath({ label, steps }: { label: string; steps: PathStep[] }) {
  return (
    <nav aria-label={label}>
      <ol className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-7">
        {steps.map((step) => (
          <li key={step.key}>
            <a
              href={step.href}
              aria-current={step.state === 'next' ? 'step' : undefined}
              className={`flex h-full flex-row flex-wrap items-baseline gap-x-3 gap-y-1 rounded-lg border px-3 py-2 no-underline hover:bg-sunk sm:flex-col sm:items-start ${
                step.state === 'next' ? 'border-lapis bg-surface' : 'border-line bg-surface'
              }`}
            >
              <span className="font-semibold text-ink">{step.title}</span>
              <span className="text-sm text-ink-2">{step.line}</span>
              <span className="ms-auto sm:ms-0 sm:mt-auto">
                <Badge tone={TONES[step.state]}>{step.stateLabel}</Badge>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
