'use client'

import { memo, useId } from 'react'
import { Sign } from '@/components/people/sign'
import { formatHours } from '@/lib/shared/number'
import { ABSENCE_REASONS } from '@/lib/workshops/codes'
import { isAbsent, type RegisterAction } from '@/lib/workshops/register'
import { sameMark } from '@/lib/workshops/register-ops'
import type { Mark, RegisterPerson } from '@/lib/workshops/register-view'
import { MarkPill } from './mark-sign'
import { chipLook, MinutesPanel } from './minutes-panel'
import { useRegisterWords } from './register-words'

type Props = {
  person: RegisterPerson
  mark: Mark | null
  netMinutes: number
  graceMinutes: number
  locked: boolean
  open: boolean
  onAct: (action: RegisterAction) => void
  onOpen: (person: string | null) => void
}

/** The id of a row's button, so that the screen can lead to whoever is still unmarked. */
export const rowId = (person: string) => `row-${person}`

/** One person: a tap flips present and absent, the small button unfolds the minutes. */
export const RegisterRow = memo(Row, isSame)

function Row(props: Props) {
  const { person, mark, netMinutes, graceMinutes, locked, open, onAct, onOpen } = props
  const { t, say, number, mark: words } = useRegisterWords()
  const panelId = useId()
  const id = person.personId
  const face = (
    <>
      <span className="w-6 shrink-0 text-center text-sm text-ink-3">{number(person.row)}</span>
      <Sign symbol={person.symbol} colour={person.colour} />
      <span className="min-w-24 flex-1 text-start leading-snug">
        <span className="block font-medium">
          <bdi>{person.name}</bdi>
        </span>
        <Hours person={person} netMinutes={netMinutes} />
      </span>
      {locked && !mark ? null : <MarkPill mark={mark} words={words(mark)} />}
    </>
  )
  const line = 'flex min-h-14 min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 py-1.5'
  if (locked) {
    return (
      <li className="border-b border-line">
        <div className={line}>{face}</div>
        {mark?.reason ? <p className="pb-2 ps-8 text-sm text-ink-2">{t.reason[mark.reason]}</p> : null}
      </li>
    )
  }
  return (
    <li className="border-b border-line">
      <div className="flex items-stretch gap-1.5">
        <button
          id={rowId(id)}
          type="button"
          className={`${line} scroll-mt-56 scroll-mb-36 rounded-lg`}
          onClick={() => onAct({ type: 'tap', person: id })}
        >
          {face}
        </button>
        <button
          type="button"
          className={`my-auto grid min-h-touch w-touch shrink-0 scroll-mt-56 scroll-mb-36 place-items-center content-center rounded-lg text-xs leading-tight text-lapis hover:bg-lapis-wash ${open ? 'bg-lapis-wash' : ''}`}
          aria-label={say(t.minutes.open, { name: person.name })}
          aria-expanded={open}
          aria-controls={open ? panelId : undefined}
          onClick={() => onOpen(open ? null : id)}
        >
          <span aria-hidden="true" className="size-4 row-clock" />
          <span aria-hidden="true">{t.minutes.button}</span>
        </button>
      </div>
      {isAbsent(mark) ? <Reasons name={person.name} id={id} mark={mark!} onAct={onAct} /> : null}
      {open ? (
        <MinutesPanel
          id={panelId}
          mark={mark}
          netMinutes={netMinutes}
          graceMinutes={graceMinutes}
          onLate={(minutes) => onAct({ type: 'late', person: id, minutes })}
          onEarly={(minutes) => onAct({ type: 'early', person: id, minutes })}
          onExcuse={() => onAct({ type: 'excuse', person: id })}
          onClear={() => {
            onAct({ type: 'clear', person: id })
            onOpen(null)
          }}
          onClose={() => onOpen(null)}
        />
      ) : null}
    </li>
  )
}

/**
 * A tap makes the sheet anew; a row whose person and mark say what they said is not drawn again. Asked of every row at
 * every tap, so it makes no objects.
 */
function isSame(before: Props, after: Props): boolean {
  return (
    sameMark(before.mark, after.mark) &&
    isSaidOf(before.person, after.person, 'mark') &&
    isSaidOf(before, after, 'person', 'mark')
  )
}

function isSaidOf<T extends object>(one: T, other: T, ...apart: (keyof T)[]): boolean {
  if (one === other) return true
  for (const key in one) {
    if (!apart.includes(key) && !Object.is(one[key], other[key])) return false
  }
  return true
}

/** Hours so far; what she may still miss is said only when it comes near. */
function Hours({ person, netMinutes }: { person: RegisterPerson; netMinutes: number }) {
  const { t, say, locale } = useRegisterWords()
  const { earnedMinutes, possibleMinutes, mayMissMinutes } = person
  if (possibleMinutes === 0) return null
  const near = mayMissMinutes !== null && mayMissMinutes < 2 * netMinutes
  return (
    <span className="block text-xs text-ink-2">
      {say(t.hours, {
        earned: formatHours(earnedMinutes, locale),
        possible: formatHours(possibleMinutes, locale),
      })}
      {near ? (
        <span className="text-saffron-ink">
          {' · '}
          {mayMissMinutes > 0 ? say(t.mayMiss, { n: formatHours(mayMissMinutes, locale) }) : t.mayMissNone}
        </span>
      ) : null}
    </span>
  )
}

type ReasonsProps = { name: string; id: string; mark: Mark; onAct: (action: RegisterAction) => void }

/** Why, without a diagnosis; may stay open and be asked later. */
function Reasons({ name, id, mark, onAct }: ReasonsProps) {
  const { t, say } = useRegisterWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: chips that toggle, not a form section
    <div
      role="group"
      aria-label={say(t.reason.group, { name })}
      className="flex flex-wrap gap-1 pb-2.5 sm:ps-8"
    >
      {ABSENCE_REASONS.map((reason) => (
        <button
          key={reason}
          type="button"
          aria-pressed={mark.reason === reason}
          className={chipLook(mark.reason === reason)}
          onClick={() => onAct({ type: 'reason', person: id, reason })}
        >
          {t.reason[reason]}
        </button>
      ))}
    </div>
  )
}
