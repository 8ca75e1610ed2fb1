import { rowLetters, type SheetCode } from '../paper-print'

/**
 * Whom each row of a page is about, among those who are in the register now; null where nobody can say, because she has
 * left the group since the sheet was printed. One sheet in twenty has two rows with the same letters: as long as both of
 * them are there, they stand on paper in the order of their numbers; otherwise nobody guesses.
 */
export function peopleOf(
  { sessionId, rows }: SheetCode,
  people: readonly { personId: string; row: number }[],
) {
  const known = new Map<string, string[]>()
  for (const { personId } of [...people].sort((a, b) => a.row - b.row)) {
    const letters = rowLetters(sessionId, personId)
    known.set(letters, [...(known.get(letters) ?? []), personId])
  }
  return rows.map((letters, at): string | null => {
    const own = known.get(letters) ?? []
    if (own.length !== rows.filter((other) => other === letters).length) return null
    return own[rows.slice(0, at).filter((other) => other === letters).length]!
  })
}
