import type { FlatOp, Sheet } from './push-batch'

/**
 * The sheets of a batch on which nothing but marks, a head count and the handing in was said, each place once, as columns
 * for app.save_plain: what operations have in common goes once, and the database has nothing to take apart. All others stay
 * as they are, in `rest`. Values are array literals of PostgreSQL.
 */
export function columnsOf(ids: readonly string[], all: readonly Sheet[]) {
  const plain = all.filter(isPlain)
  const placed = new Map<string, FlatOp>()
  const sheetOf = new Map<string, number>()
  for (const [i, { ops }] of plain.entries()) {
    for (const op of ops) {
      placed.set(op.id, op)
      sheetOf.set(op.id, i + 1)
    }
  }
  const words = new Map<string, FlatOp>()
  const numbers = new Map<string, number>()
  const people = new Map<string, number>()
  const sheet: number[] = []
  const word: number[] = []
  const person: number[] = []
  const at: unknown[] = []
  const replaces: (string | null)[] = []
  let replacing = false
  for (const id of ids) {
    const op = placed.get(id)
    sheet.push(sheetOf.get(id) ?? 0)
    at.push(op?.at ?? null)
    const before = (op?.supersedes as string[] | undefined) ?? []
    if (before.length > 0) replacing = true
    replaces.push(before.length > 0 ? `"{${before.join(',')}}"` : null)
    person.push(op?.person ? numberOf(people, op.person as string) : 0)
    if (!op) {
      word.push(0)
      continue
    }
    const key = keyOf(op)
    if (!numbers.has(key)) words.set(key, op)
    word.push(numberOf(numbers, key))
  }
  return {
    rest: all.filter((one) => !plain.includes(one)),
    ids: literal(ids),
    sheets: literal(plain.map((one) => one.session)),
    words: literal([...words.values()].map((op) => `"${wordsOf(op).replace(/["\\]/g, '\\$&')}"`)),
    sheet: literal(sheet),
    word: literal(word),
    people: literal([...people.keys()]),
    person: literal(person),
    at: literal(at),
    replaces: replacing ? literal(replaces) : null,
  }
}

function isPlain({ ops }: Sheet): boolean {
  const places = new Set(ops.map((op) => op.person ?? op.kind))
  return (
    places.size === ops.length &&
    ops.every(
      (op) => op.kind === 'mark' || op.kind === 'head' || (op.kind === 'act' && op.outcome !== 'cancel'),
    )
  )
}

/** What an operation says, without whose, where and when. */
function wordsOf({ id, person, supersedes, at, device, cancelReason, ...said }: FlatOp): string {
  return JSON.stringify(said)
}

/** The same for operations that say the same. */
function keyOf(op: FlatOp): string {
  return op.kind === 'mark' ? `${op.code} ${op.late} ${op.early} ${op.reason}` : wordsOf(op)
}

/** Its place among those seen, counted from 1. */
function numberOf(seen: Map<string, number>, one: string): number {
  const known = seen.get(one)
  if (known !== undefined) return known
  seen.set(one, seen.size + 1)
  return seen.size
}

const literal = (values: readonly unknown[]) =>
  `{${(values.includes(null) ? values.map((value) => value ?? 'NULL') : values).join(',')}}`
