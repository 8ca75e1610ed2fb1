'use client'

import { useEffect, useRef, useState } from 'react'
import { boxLook } from '@/components/ui/field'
import { latinDigits, localDigits } from '@/lib/shared/number'
import type { Mark } from '@/lib/workshops/register-view'
import { useRegisterWords } from './register-words'

export const CHIP =
  'inline-flex min-h-touch min-w-touch items-center justify-center rounded-full border px-3 text-sm disabled:opacity-40'
export const chipLook = (on: boolean) =>
  on ? `${CHIP} border-ink bg-ink font-semibold text-paper` : `${CHIP} border-edge bg-surface hover:bg-sunk`

const CHOICES = [0, 15, 30, 60] as const

type Props = {
  id: string
  mark: Mark | null
  netMinutes: number
  graceMinutes: number
  onLate: (minutes: number) => void
  onEarly: (minutes: number) => void
  onExcuse: () => void
  onClear: () => void
  onClose: () => void
}

/** Minutes missed at either end of the session, for one person. */
export function MinutesPanel({
  id,
  mark,
  netMinutes,
  graceMinutes,
  onLate,
  onEarly,
  onExcuse,
  onClear,
  onClose,
}: Props) {
  const { t, say } = useRegisterWords()
  const late = mark?.late ?? 0
  const early = mark?.early ?? 0
  const there = mark !== null && mark.code !== 'ABSENT' && mark.code !== 'EXCUSED'
  // It unfolds below the row, where the bar at the bottom may lie.
  const box = useRef<HTMLDivElement>(null)
  // In braces: where scrolling answers a promise, an effect that returned it would break the screen on folding up.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} id={id} className="grid scroll-mt-70 scroll-mb-36 gap-2 pb-3 ps-8">
      <MinuteChips
        label={t.minutes.late}
        value={there ? late : null}
        room={netMinutes - early}
        onPick={onLate}
      />
      {graceMinutes > 0 ? (
        <p className="text-xs text-ink-2">{say(t.minutes.grace, { n: graceMinutes })}</p>
      ) : null}
      <MinuteChips
        label={t.minutes.early}
        value={there ? early : null}
        room={netMinutes - late}
        onPick={onEarly}
      />
      <div className="flex flex-wrap gap-1.5">
        <button
          type="button"
          className={chipLook(mark?.code === 'EXCUSED')}
          aria-pressed={mark?.code === 'EXCUSED'}
          onClick={onExcuse}
        >
          {t.mark.EXCUSED}
        </button>
        {mark ? (
          <button type="button" className={`${chipLook(false)} text-pomegranate`} onClick={onClear}>
            {t.minutes.clear}
          </button>
        ) : null}
        <button type="button" className={chipLook(false)} onClick={onClose}>
          {t.minutes.close}
        </button>
      </div>
    </div>
  )
}

type ChipsProps = { label: string; value: number | null; room: number; onPick: (minutes: number) => void }

/** So many minutes: the usual ones at a tap, any other typed. */
export function MinuteChips({ label, value, room, onPick }: ChipsProps) {
  const { t, say, number, refusal, locale } = useRegisterWords()
  const odd = value !== null && !CHOICES.some((choice) => choice === value)
  const [typing, setTyping] = useState(odd)
  const [typed, setTyped] = useState(odd ? number(value) : '')
  const minutes = /^\s*\d{1,3}\s*$/.test(latinDigits(typed)) ? Number(latinDigits(typed)) : null
  const wrong = typed !== '' && (minutes === null || minutes >= room)

  function onType(text: string) {
    setTyped(localDigits(text, locale))
    const found = latinDigits(text).trim()
    if (/^\d{1,3}$/.test(found) && Number(found) < room) onPick(Number(found))
  }

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm text-ink-2">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {CHOICES.map((choice) => (
          <button
            key={choice}
            type="button"
            className={chipLook(!typing && value === choice)}
            aria-pressed={!typing && value === choice}
            disabled={choice >= room}
            onClick={() => {
              setTyping(false)
              setTyped('')
              onPick(choice)
            }}
          >
            {choice === 0 ? t.minutes.zero : number(choice)}
          </button>
        ))}
        <button
          type="button"
          className={chipLook(typing)}
          aria-pressed={typing}
          onClick={() => setTyping(true)}
        >
          {t.minutes.other}
        </button>
        {typing ? (
          <input
            // biome-ignore lint/a11y/noAutofocus: it appears because she asked for it
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            aria-label={say('{label} {typed}', { label, typed: t.minutes.typed })}
            aria-invalid={wrong || undefined}
            value={typed}
            onChange={(event) => onType(event.target.value)}
            className={`${boxLook('field', wrong)} max-w-20 scroll-mt-56 scroll-mb-36 text-center`}
          />
        ) : null}
      </div>
      {wrong ? (
        <p role="alert" className="mt-1 text-sm text-pomegranate">
          ✗ {refusal('E-ATT-02', {})}
        </p>
      ) : null}
    </fieldset>
  )
}
