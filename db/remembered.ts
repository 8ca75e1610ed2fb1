import 'server-only'
import type { Sql } from 'postgres'

/** So many statements one connection keeps; what comes after is planned each time, as a statement made for one occasion is. */
const KEPT = 250
/** Longer ones, or with more values, are lists of rows put together for one occasion. */
const LONGEST = 12_000
const MOST_VALUES = 60
const QUESTION = /^\s*(select|with|insert|update|delete)\b/i

/** Without values the driver would send a text as it is, unprepared. */
const PREPARED = { prepare: true, simple: false }

type Unsafe = (text: string, values?: unknown[], options?: object) => unknown
type Begin = (first: unknown, second?: unknown) => unknown

/**
 * A client whose statements are prepared by the server and found again by their text. drizzle asks for each of its statements to be sent
 * unnamed: PostgreSQL then reads and plans it anew (under row-level security that is often more work than the answer), and the
 * driver waits for the types of its values before it sends them, which is a second journey. What a plan may not rest on is who asks: the
 * walls ask for it when the statement runs (`app.my_scope` is stable, not immutable; tests/db/access/second-wall-interleaved).
 */
export function remembered(sql: Sql): Sql {
  return wrap(sql, new Set())
}

function wrap<T extends object>(client: T, kept: Set<string>): T {
  return new Proxy(client, {
    get(target, key) {
      const value = Reflect.get(target, key)
      if (key === 'unsafe') {
        const unsafe = value as Unsafe
        return (text: string, values: unknown[] = [], options: object = {}) =>
          unsafe(text, values, keeps(kept, text, values) ? { ...options, ...PREPARED } : options)
      }
      if (key === 'begin' || key === 'savepoint') {
        const begin = value as Begin
        const inner = (work: unknown) =>
          typeof work === 'function' ? (each: T) => work(wrap(each, kept)) : work
        return (first: unknown, second?: unknown) =>
          second === undefined ? begin(inner(first)) : begin(first, inner(second))
      }
      return value
    },
  })
}

function keeps(kept: Set<string>, text: string, values: readonly unknown[]): boolean {
  if (!QUESTION.test(text) || values.length > MOST_VALUES || text.length > LONGEST) return false
  if (kept.has(text)) return true
  if (kept.size >= KEPT) return false
  kept.add(text)
  return true
}
