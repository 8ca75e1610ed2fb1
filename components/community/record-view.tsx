import type { ReactNode } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { ProposalState } from '@/lib/community/kinds'

export const STATE_TONES: Record<ProposalState, Tone> = {
  PROPOSED: 'hint',
  ACCEPTED: 'done',
  DONE: 'done',
  REJECTED: 'broken',
}

export type RecordFact = { label: string; text: string }
export type FateView = { key: string; state: string; tone: Tone; line: string; reason: string | null }
export type FormerView = { key: string; line: string; reason: string; facts: RecordFact[] }
type Props = {
  title: string
  state: { label: string; tone: Tone } | null
  line: string
  what: string
  facts: RecordFact[]
  struck: string | null
  fates: FateView[]
  former: FormerView[]
  words: { fates: string; noFates: string; former: string; about: string }
  /** What may be done with it. */
  children?: ReactNode
}

/** One record of a neighbourhood: what it says, what became of it, what stood before. */
export function RecordView(props: Props) {
  const { title, state, line, what, facts, struck, fates, former, words, children } = props
  return (
    <div className="grid gap-4">
      <div>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-xl">{title}</h1>
          {state ? <Badge tone={state.tone}>{state.label}</Badge> : null}
        </div>
        <p className="text-sm text-ink-2">{line}</p>
      </div>
      {struck ? (
        <p className="rounded-lg border-s-4 border-pomegranate bg-pomegranate-wash px-4 py-2 text-sm">
          <bdi>{struck}</bdi>
        </p>
      ) : null}
      <Card id="about" title={words.about}>
        <p className="max-w-measure font-medium">
          <bdi>{what}</bdi>
        </p>
        <Facts facts={facts} />
      </Card>
      {state ? (
        <Card id="fates" title={words.fates}>
          {fates.length === 0 ? <p className="text-sm text-ink-2">{words.noFates}</p> : null}
          <ol className="grid gap-2">
            {fates.map((fate) => (
              <li key={fate.key} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <Badge tone={fate.tone}>{fate.state}</Badge>
                <span>
                  <bdi>{fate.line}</bdi>
                </span>
                {fate.reason ? (
                  <span className="text-ink-2">
                    <bdi>{fate.reason}</bdi>
                  </span>
                ) : null}
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      {children}
      {former.length > 0 ? (
        <Card id="former" title={words.former}>
          <ul className="grid gap-3 text-sm">
            {former.map((one) => (
              <li key={one.key} className="border-s-2 border-line-2 ps-3">
                <p className="text-ink-2">
                  <bdi>{one.line}</bdi>
                </p>
                <p>
                  <bdi>{one.reason}</bdi>
                </p>
                <Facts facts={one.facts} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  )
}

function Facts({ facts }: { facts: RecordFact[] }) {
  return (
    <dl className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
      {facts.map(({ label, text }) => (
        <div key={label} className="contents">
          <dt className="text-ink-2">{label}</dt>
          <dd className="mb-1 max-w-measure">
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
