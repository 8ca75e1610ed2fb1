'use client'

import { useEffect, useRef, useState } from 'react'
import type { RegisterState } from '@/lib/workshops/register'
import { counts } from '@/lib/workshops/register-balance'
import { sameMark } from '@/lib/workshops/register-ops'
import { useRegisterWords } from './register-words'

/** Says each change aloud: who, what she is marked as now, and the counts; the head count; a guest who was added. */
export function RegisterAnnouncer({ register }: { register: RegisterState }) {
  const { t, say, number, mark } = useRegisterWords()
  const before = useRef(register)
  const [words, setWords] = useState('')
  useEffect(() => {
    const old = before.current.now
    const was = old.marks
    before.current = register
    const changed = register.people.filter(
      (p) => !sameMark(was[p.personId] ?? null, register.now.marks[p.personId] ?? null),
    )
    const { head, guests } = register.now
    const guest = guests.find((g) => !old.guests.some((o) => o.id === g.id))
    if (guest) return setWords(`${t.details.guestMark}: ${guest.name}`)
    if (head !== old.head && changed.length === 0) {
      return setWords(`${t.head.pad}: ${head === null ? t.head.none : number(head)}`)
    }
    if (changed.length === 0) return
    const one = changed.length === 1 ? changed[0] : undefined
    const who = one ? `${one.name}: ${mark(register.now.marks[one.personId] ?? null)}. ` : ''
    setWords(who + say(t.counts.spoken, counts(register)))
  }, [register, t, say, number, mark])
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  )
}
