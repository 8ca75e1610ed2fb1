'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Dispute } from '@/lib/workshops/register'
import { type Choices, disputeKey } from '@/lib/workshops/register-dispute'
import { MarkPill } from './mark-sign'
import { useRegisterWords } from './register-words'

type Props = { disputes: Dispute[]; onChoose: (choices: Choices) => void }

/** Two people filled in one sheet: both values wherever they differ, and she decides. Nothing is decided for her. */
export function RegisterConflict({ disputes, onChoose }: Props) {
  const { t, say } = useRegisterWords()
  const [choices, setChoices] = useState<Choices>({})
  const titleId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const left = disputes.filter((d) => !choices[disputeKey(d)]).length
  const all = (side: 'mine' | 'theirs') =>
    setChoices(Object.fromEntries(disputes.map((d) => [disputeKey(d), side])))
  return (
    <section aria-labelledby={titleId} className="grid gap-3 py-4">
      <h2 ref={heading} id={titleId} tabIndex={-1} className="scroll-mt-60 text-lg">
        {t.conflict.title}
      </h2>
      <p className="text-ink-2">{t.conflict.lead}</p>
      {disputes.length > 3 ? (
        <div className="flex flex-wrap gap-2">
          <Button size="field" look="plain" onClick={() => all('mine')}>
            {say(t.conflict.allMine, { n: disputes.length })}
          </Button>
          <Button size="field" look="plain" onClick={() => all('theirs')}>
            {say(t.conflict.allTheirs, { n: disputes.length })}
          </Button>
        </div>
      ) : null}
      {disputes.map((dispute) => {
        const key = disputeKey(dispute)
        return (
          <fieldset key={key} className="min-w-0 rounded-lg border border-line bg-surface p-3">
            <legend className="px-1 font-semibold">
              {'about' in dispute ? t.sheet[dispute.about] : <bdi>{dispute.name}</bdi>}
            </legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {(['mine', 'theirs'] as const).map((side) => (
                <Side
                  key={side}
                  group={key}
                  title={t.conflict[side]}
                  chosen={choices[key] === side}
                  onChoose={() => setChoices({ ...choices, [key]: side })}
                >
                  <Value dispute={dispute} side={side} />
                </Side>
              ))}
            </div>
          </fieldset>
        )
      })}
      <div className="flex flex-wrap items-center gap-3">
        <Button size="field" look="primary" disabled={left > 0} onClick={() => onChoose(choices)}>
          {t.conflict.send}
        </Button>
        <p role="status" className="text-sm text-ink-2">
          {left > 0 ? say(t.conflict.left, { n: left }) : ''}
        </p>
      </div>
    </section>
  )
}

type SideProps = {
  group: string
  title: string
  chosen: boolean
  onChoose: () => void
  children: ReactNode
}

function Side({ group, title, chosen, onChoose, children }: SideProps) {
  return (
    <label
      className={`flex min-h-touch flex-wrap items-center gap-2 rounded-lg border px-3 py-1.5 ${chosen ? 'border-2 border-ink' : 'border-edge'}`}
    >
      <input
        type="radio"
        name={`dispute-${group}`}
        checked={chosen}
        onChange={onChoose}
        className="size-5 accent-ink"
      />
      <span className="flex-1 text-sm text-ink-2">{title}</span>
      {children}
    </label>
  )
}

/** What one of the two says: a mark as it stands in the list, a number, or words on lines of their own. */
function Value({ dispute, side }: { dispute: Dispute; side: 'mine' | 'theirs' }) {
  const { t, say, mark: words } = useRegisterWords()
  if (!('about' in dispute)) {
    const mark = dispute[side]
    return (
      <>
        <MarkPill mark={mark} words={words(mark)} />
        {mark?.reason ? <span className="text-sm">{t.reason[mark.reason]}</span> : null}
      </>
    )
  }
  if (dispute.about === 'head') {
    const head = dispute[side]
    return (
      <span className="font-semibold">{head === null ? t.sheet.notCounted : say('{n}', { n: head })}</span>
    )
  }
  const text = dispute[side]
  return text === '' ? (
    <span className="text-ink-2">{t.conflict.empty}</span>
  ) : (
    <bdi className="w-full whitespace-pre-line break-words">{text}</bdi>
  )
}
