'use client'

import { memo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { boxLook } from '@/components/ui/field'
import type { RegisterAction, SheetValues } from '@/lib/workshops/register'
import { useRegisterWords } from './register-words'
import { WrittenWords } from './written-words'

type Props = {
  values: SheetValues
  /** Guests the server has not heard of; only they can still be removed. */
  freshGuests: string[]
  showMismatch: boolean
  locked: boolean
  onAct: (action: RegisterAction) => void
}

/** What belongs to the session beside the marks: topic, a short note, whoever came without being on the list. */
export const RegisterDetails = memo(Details, isSame)

function Details({ values, freshGuests, showMismatch, locked, onAct }: Props) {
  const { t, say } = useRegisterWords()
  const [name, setName] = useState('')

  function add() {
    if (name.trim().length < 2) return
    onAct({ type: 'guest', name })
    setName('')
  }

  return (
    <details
      className="group my-4 rounded-lg border border-line bg-surface"
      open={locked || values.guests.length > 0 || undefined}
    >
      <summary className="flex min-h-touch items-center gap-2 px-4 font-semibold">{t.details.title}</summary>
      <div className="grid gap-4 px-4 pb-4 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <WrittenWords
            id="register-topic"
            label={t.details.topic}
            mark={t.details.optional}
            hint={t.details.hint}
            size="field"
            rows={1}
            maxLength={200}
            readOnly={locked}
            value={values.topic}
            onWrite={(topic) => onAct({ type: 'details', topic })}
          />
          <WrittenWords
            id="register-note"
            label={t.details.note}
            mark={t.details.optional}
            hint={t.details.hint}
            size="field"
            rows={3}
            maxLength={1000}
            readOnly={locked}
            value={values.note}
            onWrite={(note) => onAct({ type: 'details', note })}
          />
          {showMismatch ? (
            <WrittenWords
              id="register-difference"
              label={t.attention.why}
              hint={t.details.hint}
              size="field"
              rows={2}
              maxLength={300}
              readOnly={locked}
              value={values.mismatch}
              onWrite={(mismatch) => onAct({ type: 'details', mismatch })}
            />
          ) : null}
        </div>
        <div className="grid content-start gap-2">
          <label htmlFor="register-guest" className="text-sm font-semibold">
            {t.details.guest}
          </label>
          <p id="register-guest-hint" className="text-sm text-ink-2">
            {t.details.guestHint}
          </p>
          {locked ? null : (
            <div className="flex flex-wrap gap-2">
              <input
                id="register-guest"
                autoComplete="off"
                maxLength={60}
                placeholder={t.details.guestName}
                aria-describedby="register-guest-hint"
                value={name}
                onChange={(event) => setName(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') add()
                }}
                className={`${boxLook('field', false)} min-w-32 flex-1`}
              />
              <Button size="field" look="plain" disabled={name.trim().length < 2} onClick={add}>
                {t.details.guestAdd}
              </Button>
            </div>
          )}
          <ul className="grid">
            {values.guests.map((guest) => (
              <li
                key={guest.id}
                className="flex min-h-touch flex-wrap items-center gap-2 border-b border-line"
              >
                <span className="flex-1">
                  <bdi>{guest.name}</bdi>
                </span>
                <span className="rounded-full border border-dashed border-edge px-2 text-xs text-ink-2">
                  {t.details.guestMark}
                </span>
                {freshGuests.includes(guest.id) ? (
                  <button
                    type="button"
                    className="size-touch rounded-lg text-xl text-ink-2 hover:bg-sunk"
                    aria-label={say(t.details.guestDrop, { name: guest.name })}
                    onClick={() => onAct({ type: 'dropGuest', id: guest.id })}
                  >
                    ×
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </details>
  )
}

/** Marks are none of its business: a tap on a row does not draw it anew. */
function isSame(before: Props, after: Props): boolean {
  const said = ({ values: { topic, note, mismatch, guests }, freshGuests, showMismatch, locked }: Props) =>
    JSON.stringify([topic, note, mismatch, guests, freshGuests, showMismatch, locked])
  return before.onAct === after.onAct && said(before) === said(after)
}
