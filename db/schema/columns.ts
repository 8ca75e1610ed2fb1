import { sql } from 'drizzle-orm'
import { customType, integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Everything staff work on; row-level security is forced on each table that holds people or their doings. */
export const app = pgSchema('app')
/** Append-only record of who did what. */
export const audit = pgSchema('audit')
/** Released figures, the only thing the public login can read. */
export const pub = pgSchema('pub')

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A transaction's number; compared in SQL only. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Several spans of days in one value; read and written in SQL only. */
export const dateSpans = customType<{ data: string }>({ dataType: () => 'datemultirange' })

/** Time-ordered, not guessable (UUIDv7). */
export const id = () => uuid('id').primaryKey().default(sql`app.uuid_v7()`)
/** The node of the scope tree that decides who may see the row. */
export const scopeId = () => integer('scope_id').notNull()
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** Optimistic lock: a save names the version it looked at. */
export const version = () => integer('version').notNull().default(1)
/** What she is known by who does not read, both or neither; words of lib/people/symbol. */
export const sign = () => ({ symbol: text('symbol'), colour: text('colour') })

const who = (name: string) => uuid(name).notNull()
const when = (name: string) => instant(name).notNull().default(sql`now()`)
/** Who did it and when, both always there: `doneBy('entered')` are `entered_by` and `entered_at`. */
export const doneBy = <N extends string>(name: N) =>
  ({ [`${name}By`]: who(`${name}_by`), [`${name}At`]: when(`${name}_at`) }) as Record<
    `${N}By`,
    ReturnType<typeof who>
  > &
    Record<`${N}At`, ReturnType<typeof when>>
