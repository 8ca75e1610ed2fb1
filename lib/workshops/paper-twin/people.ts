import { rowLetters, type SheetCode } from '../paper-print'

/**
 * Whom each row of a page is about, among those who are in the register now; null where nobody can say, because she has
 * left the group since the sheet was printed or two rows have the same letters.
 */
export function peopleOf({ sessionId, rows }: SheetCode, people: readonly { personId: string }[]) {
  const known = new Map<string, string[]>()
  for (const { personId } of people) {
    const letters = rowLetters(sessionId, personId)
    known.set(letters, [...(known.get(letters) ?? []), personId])
  }
  return rows.map((letters): string | null => {
    const own = known.get(letters) ?? []
    return own.length === 1 && rows.filter((other) => other === letters).length === 1 ? own[0]! : null
  })
}
