'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { latinDigits } from '@/lib/shared/number'
import { useRegisterWords } from './register-words'

const KEY =
  'grid min-h-touch place-items-center rounded-lg border border-edge bg-surface text-xl font-semibold active:bg-turquoise-wash hover:bg-sunk'

type Props = {
  id: string
  /** How many are still unmarked: what "all present" would mark. */
  unmarked: number
  total: number
  takeFocus: boolean
  onDigit: (digit: number) => void
  onErase: () => void
  onLater: () => void
  onAllPresent: () => void
  onClose: () => void
}

/**
 * The head count, typed with the thumb. Three rows, the fourth column for what is no digit from 1 to 9: on a small phone the
 * way to the sheet of paper stays in sight above it. A physical keyboard's digits are read too, in any script.
 */
export function NumberPad(props: Props) {
  const { id, unmarked, total, takeFocus, onDigit, onErase, onLater, onAllPresent, onClose } = props
  const { t, number } = useRegisterWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takeFocus) box.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [takeFocus])

  function onKeyDown(event: KeyboardEvent) {
    const digit = latinDigits(event.key)
    if (/^\d$/.test(digit)) onDigit(Number(digit))
    else if (event.key === 'Backspace') onErase()
    else if (event.key === 'Escape') onClose()
  }

  const digit = (key: number) => (
    <button type="button" className={KEY} onClick={() => onDigit(key)}>
      {number(key)}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would name every key again
    <div
      ref={box}
      id={id}
      role="group"
      aria-label={t.head.pad}
      onKeyDown={onKeyDown}
      className="mx-auto grid w-full max-w-sm gap-2"
    >
      <p className="text-sm text-ink-2">{t.head.hint}</p>
      <div dir="ltr" className="grid grid-cols-4 gap-1.5">
        {digit(1)}
        {digit(2)}
        {digit(3)}
        <button type="button" className={KEY} aria-label={t.head.erase} onClick={onErase}>
          <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 fill-none stroke-current stroke-2">
            <path
              d="M9 5h11v14H9l-6-7zM12 9.5l5 5M17 9.5l-5 5"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </button>
        {digit(4)}
        {digit(5)}
        {digit(6)}
        {digit(0)}
        {digit(7)}
        {digit(8)}
        {digit(9)}
        <button type="button" className={`${KEY} text-base`} onClick={onClose}>
          {t.head.done}
        </button>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="field"
          look="done"
          className="flex-1 whitespace-nowrap"
          disabled={unmarked === 0}
          onClick={onAllPresent}
        >
          {unmarked === total ? t.allPresent : t.restPresent}
        </Button>
        <Button size="field" look="plain" className="px-4 text-sm" onClick={onLater}>
          {t.head.later}
        </Button>
      </div>
    </div>
  )
}
