import type { Sql, TransactionSql } from 'postgres'

export type Table = { name: string; columns: { name: string; type: string }[]; order: string[] }
export type Sequence = { name: string; last: string; called: boolean }
/** How many migrations a database has run, and which. */
export type Shape = { steps: number; hash: string }

/** What only opens a door for a while: tokens, addresses of calendars, signed-in browsers, one-time links and counted failures are not carried. */
export const LEFT_OUT = [
  'app.api_token',
  'app.auth_session',
  'app.auth_throttle',
  'app.calendar_feed',
  'app.invitation',
]

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
/** `app.person` as it stands in a statement. The names come from the catalogue of the database, never from a file. */
export const named = (table: string) => table.split('.').map(quoted).join('.')
export const listed = (table: Table) => table.columns.map(({ name }) => quoted(name)).join(', ')

/** Every table of ours with its columns, and the columns that put its rows in one order. */
export async function tablesOf(sql: Sql | TransactionSql): Promise<Table[]> {
  const rows = await sql<Table[]>`
    select n.nspname || '.' || c.relname as name,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(a.attname::text order by k.n) from pg_index i, unnest(i.indkey::int2[]) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = i.indrelid), '{}') as "order"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app', 'audit', 'pub') and c.relkind in ('r', 'p')
    order by (n.nspname || '.' || c.relname) collate "C"`
  return rows.map((row) => ({ ...row }))
}

export async function sequencesOf(sql: TransactionSql): Promise<Sequence[]> {
  const names = await sql<{ name: string }[]>`
    select schemaname || '.' || sequencename as name from pg_sequences
    where schemaname in ('app', 'audit', 'pub') order by (schemaname || '.' || sequencename) collate "C"`
  const found: Sequence[] = []
  for (const { name } of names) {
    const [row] = await sql.unsafe(`select last_value::text as last, is_called as called from ${named(name)}`)
    found.push({ name, last: row!.last, called: row!.called })
  }
  return found
}

export async function shapeOf(sql: TransactionSql): Promise<Shape> {
  const [row] = await sql<{ count: number; hash: string }[]>`
    select count(*)::int as count, md5(string_agg(hash, ',' order by created_at)) as hash from public.__drizzle_migrations`
  return { steps: row!.count, hash: row!.hash }
}

/** One text for one value, whatever this server is set to. */
export async function settle(sql: TransactionSql): Promise<void> {
  await sql`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
    set_config('intervalstyle', 'postgres', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true)`
}

export async function countOf(sql: TransactionSql, table: Table): Promise<number> {
  const [row] = await sql.unsafe(`select count(*)::float8 as n from ${named(table.name)}`)
  return row!.n
}

/**
 * The rows of a table as lines of CSV, in the order of their keys: the same rows are the same bytes everywhere. What is
 * given at a time is whole rows, one or many: the server sends each by itself.
 */
export async function* linesFrom(sql: TransactionSql, table: Table): AsyncGenerator<Buffer> {
  const keys = table.order.length > 0 ? table.order.map((name) => `${quoted(name)}::text`) : ['t::text']
  const order = keys.map((key) => `${key} collate "C"`).join(', ')
  const text = `copy (select ${listed(table)} from ${named(table.name)} t order by ${order}) to stdout (format csv)`
  const stream = await sql.unsafe(text).readable()
  try {
    yield* stream as AsyncIterable<Buffer>
  } finally {
    // The driver (postgres 3.4.9) leaves its socket paused where the last rows found the stream full, and hears no answer again.
    stream._read(0)
  }
}
