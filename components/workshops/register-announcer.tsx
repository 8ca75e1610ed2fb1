'use client'

import { useEffect, useRef, useState } from 'react'
import type { RegisterState } from '@/lib/workshops/register'
import { counts } from '@/lib/workshops/register-balance'
import { sameMark } from '@/lib/workshops/register-ops'
import { useRegisterWords } from './register-words'

/** Says each change aloud: who, what she is marked as now, and the counts. */
export function RegisterAnnouncer({ register }: { register: RegisterState }) {
  const { t, say, mark } = useRegisterWords()
  const before = useRef(register)
  const [words, setWords] = useState('')
  useEffect(() => {
    const was = before.current.now.marks
    before.current = register
    const changed = register.people.filter(
      (p) => !sameMark(was[p.personId] ?? null, register.now.marks[p.personId] ?? null),
    )
    if (changed.length === 0) return
    const one = changed.length === 1 ? changed[0] : undefined
    const who = one ? `${one.name}: ${mark(register.now.marks[one.personId] ?? null)}. ` : ''
    setWords(who + say(t.counts.spoken, counts(register)))
  }, [register, t, say, mark])
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  )
}
