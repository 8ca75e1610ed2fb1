'use client'

import { useState } from 'react'
import type { RegisterAction } from '@/lib/workshops/register'
import type { Mark, RegisterPerson, RegisterView } from '@/lib/workshops/register-view'
import { PaperTwin } from './paper-twin/paper-twin'
import { RegisterRow } from './register-row'
import { useRegisterWords } from './register-words'

type Props = {
  view: RegisterView
  marks: Record<string, Mark | null>
  locked: boolean
  onAct: (action: RegisterAction) => void
}

/** The group, row by row; at most one row has its minutes unfolded. */
export function RegisterList({ view, marks, locked, onAct }: Props) {
  const { t, say } = useRegisterWords()
  const [unfolded, setUnfolded] = useState<string | null>(null)
  if (view.people.length === 0) {
    return (
      <p className="py-10 text-center">
        <b className="block">{t.empty}</b>
        <span className="text-ink-2">{t.emptyNext}</span>
      </p>
    )
  }
  return (
    <div className="grid gap-x-10 lg:grid-cols-2">
      {locked ? null : <PaperTwin view={view} marks={marks} onAct={onAct} />}
      {columns(view.people).map((people) => (
        <ol
          className="contain-layout contain-style"
          key={people[0]!.personId}
          aria-label={say(t.list, { from: people[0]!.row, to: people.at(-1)!.row })}
        >
          {people.map((person) => (
            <RegisterRow
              key={person.personId}
              person={person}
              mark={marks[person.personId] ?? null}
              netMinutes={view.netMinutes}
              graceMinutes={view.graceMinutes}
              locked={locked}
              open={unfolded === person.personId}
              onAct={onAct}
              onOpen={setUnfolded}
            />
          ))}
        </ol>
      ))}
    </div>
  )
}

/** Two lists side by side on a wide screen, so that a row that unfolds moves only its own column. */
function columns(people: RegisterPerson[]): RegisterPerson[][] {
  if (people.length <= 12) return [people]
  const half = Math.ceil(people.length / 2)
  return [people.slice(0, half), people.slice(half)]
}
