import { latinDigits } from '@/lib/shared/number'
import { ABSENT, attends, PRESENT } from '../register'
import type { Mark, RegisterPerson } from '../register-view'

/** Numbers of rows as somebody typed them, in any digits, with anything between; what is no number is told. */
export type TypedRows = { absent: RegisterPerson[]; unknown: string[] }

/** «۳، ۷ و ۱۲»: the people of these rows. A number of nobody's row, and any word but «و», is unknown. */
export function typedRows(text: string, people: readonly RegisterPerson[]): TypedRows {
  const parts = latinDigits(text)
    .split(/[\s،,؛;.\-–—_/\\|:+*()]+/u)
    .filter((part) => part !== '' && part !== 'و' && part !== 'and')
  const absent = new Map<number, RegisterPerson>()
  const unknown: string[] = []
  for (const part of parts) {
    const person = /^\d{1,3}$/.test(part) ? people.find(({ row }) => row === Number(part)) : undefined
    if (person) absent.set(person.row, person)
    else if (!unknown.includes(part)) unknown.push(part)
  }
  return { absent: [...absent.values()].sort((a, b) => a.row - b.row), unknown }
}

/**
 * Marks of a whole sheet by its exceptions: the named are absent, all others present. What was recorded more exactly and
 * says the same (late, excused) stays.
 */
export function marksByExceptions(
  people: readonly RegisterPerson[],
  absent: readonly RegisterPerson[],
  marks: Readonly<Record<string, Mark | null>>,
): Record<string, Mark> {
  const away = new Set(absent.map(({ personId }) => personId))
  return Object.fromEntries(
    people.map(({ personId }) => {
      const stored = marks[personId] ?? null
      if (away.has(personId)) return [personId, stored && !attends(stored) ? stored : ABSENT]
      return [personId, stored && attends(stored) ? stored : PRESENT]
    }),
  )
}
