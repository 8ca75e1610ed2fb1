'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from '@/components/ui/button'
import type { Balance, Blocker } from '@/lib/workshops/register-balance'
import { rowId } from './register-row'
import { useRegisterWords } from './register-words'
import { WrittenWords } from './written-words'

type Props = {
  blockers: Blocker[]
  balance: Balance
  mismatch: string
  onMismatch: (text: string) => void
  onCount: () => void
  onLater: () => void
  onConfirm: () => void
  onClose: () => void
}

/** What stands between her and "submit", each with its way out. */
export function RegisterAttention(props: Props) {
  const { blockers, balance, mismatch, onMismatch, onCount, onLater, onConfirm, onClose } = props
  const { t, refusal } = useRegisterWords()
  const titleId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const head = blockers.some((b) => b.kind === 'head')
  const unmarked = blockers.find((b) => b.kind === 'unmarked')
  const uniform = blockers.find((b) => b.kind === 'uniform')
  const differs = !unmarked && balance.kind === 'differs'
  const settled = !head && !unmarked && (!differs || balance.explained)

  function showFirst(person: string) {
    onClose()
    const row = document.getElementById(rowId(person))
    row?.scrollIntoView({ block: 'center' })
    row?.focus({ preventScroll: true })
  }

  return (
    <section
      aria-labelledby={titleId}
      className="grid max-h-[55dvh] gap-2 overflow-y-auto border-b border-line pb-2"
    >
      <div className="flex items-center justify-between gap-2">
        <h2 ref={heading} id={titleId} tabIndex={-1} className="text-base">
          {t.attention.title}
        </h2>
        <button
          type="button"
          aria-label={t.minutes.close}
          className="grid size-touch place-items-center rounded-lg text-xl text-ink-2 hover:bg-sunk"
          onClick={onClose}
        >
          ×
        </button>
      </div>
      {head ? (
        <Item words={t.attention.head}>
          <Button size="field" look="done" onClick={onCount}>
            {t.attention.count}
          </Button>
          <Button size="field" look="plain" onClick={onLater}>
            {t.head.later}
          </Button>
        </Item>
      ) : null}
      {unmarked ? (
        <Item words={refusal(unmarked.code, { n: unmarked.n })}>
          <Button size="field" look="plain" onClick={() => showFirst(unmarked.firstPerson)}>
            {t.attention.show}
          </Button>
        </Item>
      ) : null}
      {differs ? (
        <Item words={refusal('E-ATT-07', { n: balance.here, head: balance.head })}>
          <div className="grid w-full gap-2">
            <WrittenWords
              id="register-mismatch"
              label={t.attention.why}
              hint={t.details.hint}
              size="field"
              rows={2}
              maxLength={300}
              value={mismatch}
              onWrite={onMismatch}
            />
            <div className="flex flex-wrap gap-2">
              <Button size="field" look="plain" onClick={onCount}>
                {t.attention.recount}
              </Button>
            </div>
          </div>
        </Item>
      ) : null}
      {uniform && settled ? (
        <Item words={refusal(uniform.code, { status: uniform.status })}>
          <Button size="field" look="done" onClick={onConfirm}>
            {t.attention.yes}
          </Button>
          <Button size="field" look="plain" onClick={onClose}>
            {t.attention.no}
          </Button>
        </Item>
      ) : null}
    </section>
  )
}

function Item({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div className="grid gap-2 rounded-lg border-s-4 border-saffron bg-saffron-wash px-3 py-2">
      <p className="leading-normal">
        <span aria-hidden="true" className="font-bold text-saffron-ink">
          !{' '}
        </span>
        {words}
      </p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  )
}
