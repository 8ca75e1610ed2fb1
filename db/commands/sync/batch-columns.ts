import type { FlatOp, Sheet } from './push-batch'

/**
 * The sheets of a batch on which nothing but marks, a head count and the handing in was said, each place once, as columns
 * for app.save_plain: what operations have in common goes once, and the database has nothing to take apart. All others stay
 * as they are, in `rest`. Values are array literals of PostgreSQL.
 */
export function columnsOf(ids: readonly string[], all: readonly Sheet[]) {
  const plain = all.filter(isPlain)
  const placed = new Map(
    plain.flatMap(({ ops }, i) => ops.map((op) => [op.id, { sheet: i + 1, op }] as const)),
  )
  const words = new Map<string, number>()
  const columns = { sheet: [], word: [], person: [], at: [], replaces: [] } as Record<string, unknown[]>
  let replacing = false
  for (const id of ids) {
    const { sheet = 0, op = null } = placed.get(id) ?? {}
    columns.sheet!.push(sheet)
    columns.word!.push(op ? numberOf(words, wordsOf(op)) : 0)
    columns.person!.push(op?.person ?? null)
    columns.at!.push(op?.at ?? null)
    const replaces = (op?.supersedes as string[] | undefined) ?? []
    if (replaces.length > 0) replacing = true
    columns.replaces!.push(replaces.length > 0 ? `"{${replaces.join(',')}}"` : null)
  }
  const { sheet, word, person, at, replaces } = columns as Record<'sheet', unknown[]> & typeof columns
  return {
    rest: all.filter((one) => !plain.includes(one)),
    ids: literal(ids),
    sheets: literal(plain.map((one) => one.session)),
    words: literal([...words.keys()].map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`)),
    sheet: literal(sheet),
    word: literal(word!),
    person: literal(person!),
    at: literal(at!),
    replaces: replacing ? literal(replaces!) : null,
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

function numberOf(words: Map<string, number>, text: string): number {
  const known = words.get(text)
  if (known !== undefined) return known
  words.set(text, words.size + 1)
  return words.size
}

const literal = (values: readonly unknown[]) => `{${values.map((value) => value ?? 'NULL').join(',')}}`
