'use client'

import { useState } from 'react'
import type { RegisterState } from '@/lib/workshops/register'
import { counts } from '@/lib/workshops/register-balance'
import { sameMark } from '@/lib/workshops/register-ops'
import { type RegisterWords, useRegisterWords } from './register-words'

/**
 * Says each change aloud: who, what she is marked as now, and the counts; the head count; a guest who was added. Its words
 * are found while the change is drawn, not after: a second drawing would cost a slow phone a second layout.
 */
export function RegisterAnnouncer({ register }: { register: RegisterState }) {
  const says = useRegisterWords()
  const [told, setTold] = useState({ register, words: '' })
  if (told.register !== register) {
    setTold({ register, words: changeWords(told.register, register, says) ?? told.words })
  }
  return (
    <p aria-live="polite" className="sr-only">
      {told.words}
    </p>
  )
}

/** What has changed, in words; null where nothing is to be said. */
function changeWords(before: RegisterState, register: RegisterState, says: RegisterWords): string | null {
  const { t, say, number, mark } = says
  const old = before.now
  const changed = register.people.filter(
    (p) => !sameMark(old.marks[p.personId] ?? null, register.now.marks[p.personId] ?? null),
  )
  const { head, guests } = register.now
  const guest = guests.find((g) => !old.guests.some((o) => o.id === g.id))
  if (guest) return `${t.details.guestMark}: ${guest.name}`
  if (head !== old.head && changed.length === 0) {
    return `${t.head.pad}: ${head === null ? t.head.none : number(head)}`
  }
  if (changed.length === 0) return null
  const one = changed.length === 1 ? changed[0] : undefined
  const who = one ? `${one.name}: ${mark(register.now.marks[one.personId] ?? null)}. ` : ''
  return who + say(t.counts.spoken, counts(register))
}
