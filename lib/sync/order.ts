/**
 * What stands in a place of a sheet, found from the operations alone: whoever receives them, in whatever order, finds the
 * same. Its twin in the database is app.standing; tests/db/sync/order-agrees.test.ts proves that they agree.
 */
export type Rank = (typeof RANK)[keyof typeof RANK]
/** Whose word weighs more where nobody has seen the other's. */
export const RANK = { HELPER: 1, RECORD: 2, OFFICE: 3 } as const

export type PlacedOp = {
  id: string
  rank: Rank
  /** Operations its author knew and replaces. */
  supersedes: readonly string[]
  /** What it says, written so that equal words mean the same. */
  value: string
}

/** Operations that no other replaces, the one that stands first. Where each replaces another in a circle, all are asked. */
export function headsOf<T extends PlacedOp>(ops: readonly T[]): T[] {
  const replaced = new Set(ops.flatMap((op) => op.supersedes.filter((id) => id !== op.id)))
  const free = ops.filter((op) => !replaced.has(op.id))
  return [...(free.length > 0 ? free : ops)].sort(
    (a, b) => b.rank - a.rank || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0),
  )
}

/** The operation that stands, or null where nobody said anything. */
export function standingOf<T extends PlacedOp>(ops: readonly T[]): T | null {
  return headsOf(ops)[0] ?? null
}

/** Whether people who did not know of each other said different things, and nobody has decided since. */
export function contested(ops: readonly PlacedOp[]): boolean {
  return new Set(headsOf(ops).map((op) => op.value)).size > 1
}
