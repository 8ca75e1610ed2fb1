import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'

/** A table as the catalogue tells of it, before its constraints are taken away. */
export type WallTable = { name: string; columns: Column[]; forms: number }
export type Column = {
  name: string
  type: string
  /** The table a key of this column leads to, by its bare name. */
  to: string | null
  /** Values a check or a policy names, those of policies first: on them a policy may turn. */
  words: string[]
  empty: boolean
  made: boolean
  insert: boolean
  update: boolean
}
/** A node of the tree; `in` are the province and county it lies in, by their keys. */
export type Node = {
  key: string
  id: number
  province: number | null
  in: { province: string | null; county: string | null }
}
/** Whose a row is: an account, and the seat whose own rows it leads to where it is a seat's. */
export type Holder = { id: string; seat: string | null }

const MOST_FORMS = 9
const isUser = ({ name, to }: Column) =>
  to === 'user_account' || (to === null && /(_by|^actor_id|^user_id)$/.test(name))

/** The tables of the three schemas but the tree and its powers, which are real. */
export async function wallTables(owner: Sql): Promise<WallTable[]> {
  const columns = await owner<(Omit<Column, 'words'> & { table: string })[]>`
    select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as empty,
      a.attidentity <> '' or a.attgenerated <> '' as made,
      has_column_privilege('tabavar_rw', c.oid, a.attnum, 'insert') as insert,
      has_column_privilege('tabavar_rw', c.oid, a.attnum, 'update') as update,
      (select t.relname from pg_constraint k join pg_class t on t.oid = k.confrelid
        join pg_attribute x on x.attrelid = k.confrelid and x.attnum = k.confkey[array_position(k.conkey, a.attnum)]
        where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey) and x.attname = 'id' limit 1) as to
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app', 'audit', 'pub') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and c.relname not in ('scope', 'role_power') order by 1, a.attnum`
  const told = await owner<{ table: string; text: string; policy: boolean }[]>`
    select k.conrelid::regclass::text as table, pg_get_constraintdef(k.oid) as text, false as policy from pg_constraint k
      where k.contype = 'c' and k.conrelid <> 0
    union all select schemaname || '.' || tablename, coalesce(qual, '') || ' ' || coalesce(with_check, ''), true from pg_policies
    order by policy desc, text`
  const names = new Set(columns.map(({ table }) => table.split('.')[1]!))
  return [...new Set(columns.map(({ table }) => table))].map((name) => {
    const texts = told.filter(({ table }) => table === name).map(({ text }) => text)
    const list = columns.filter(({ table }) => table === name)
    const all = list.map(({ table: _, ...column }): Column => {
      const guess = column.name.replace(/_id$/, '')
      const to =
        column.to ?? (column.type === 'uuid' && guess !== column.name && names.has(guess) ? guess : null)
      return { ...column, to, words: column.type === 'text' ? wordsOf(column.name, texts) : [] }
    })
    const most = Math.max(...all.map(({ words }) => words.length))
    return { name, columns: all, forms: Math.min(MOST_FORMS, Math.max(3, most)) }
  })
}

/** The values that expressions compare a column with. */
function wordsOf(column: string, texts: string[]): string[] {
  const found: string[] = []
  for (const text of texts) {
    const places = new RegExp(
      `\\b${column}\\)? (?:=|<>) (?:ANY \\(\\(?ARRAY\\[([^\\]]*)\\]|'([^']*)'::text)`,
      'g',
    )
    for (const [, list, one] of text.matchAll(places))
      found.push(...(list ? [...list.matchAll(/'([^']*)'::/g)].map((each) => each[1]!) : [one!]))
  }
  return [...new Set(found)]
}

const hashed = (text: string) => createHash('md5').update(text).digest('hex')
export const rowId = (table: string, where: string, form: number) => {
  const hex = hashed(`${table}|${where}|${form}`)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
const bare = (name: string) => name.split('.')[1]!
const quoted = (text: string | null) => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`)

/** Each table by its bare name, with whether a row of it is somebody's. */
export type Known = Map<string, { forms: number; own: boolean }>
export const knownOf = (tables: WallTable[]): Known =>
  new Map(tables.map((table) => [bare(table.name), { forms: table.forms, own: table.columns.some(isUser) }]))

/** One form of a row at a node; `over` are columns that hold something else than the form says. */
export type Row = { node: Node; form: number; holder: Holder; id: string; over?: Record<string, string> }
/** The place that is a province or county itself; all others are made like any row. */
export const placeOf = (key: string) => rowId('place', key, 100)

/** What a column holds in one form of a row at a node, as an expression. */
export function valueIn(table: WallTable, column: Column, row: Row, known: Known): string {
  const { node, form, holder, id, over } = row
  if (over?.[column.name] !== undefined) return over[column.name]!
  if (column.name === 'id' && column.type === 'uuid') return quoted(id)
  if (column.type === 'uuid') {
    if (isUser(column)) return column.empty && form % 3 === 1 ? 'null' : quoted(holder.id)
    if (column.name === 'province_id' && node.in.province) return quoted(placeOf(node.in.province))
    if (column.name === 'county_id' && node.in.county) return quoted(placeOf(node.in.county))
    if (column.to === null) return quoted(rowId(`${table.name}.${column.name}`, node.key, form))
    if (column.empty && form % 3 === 2) return 'null'
    const target = known.get(column.to) ?? { forms: 1, own: false }
    const where = holder.seat && target.own ? holder.seat : node.key
    return quoted(rowId(column.to, where, form % target.forms))
  }
  if (column.type === 'integer' && (column.to === 'scope' || column.name === 'scope_id'))
    return String(node.id)
  if (column.type === 'integer' && /^(province_id|stream)$/.test(column.name))
    return String(node.province ?? 'null')
  if (column.type === 'integer[]') return `'{${node.id}}'`
  if (column.words.length > 0) return quoted(column.words[form % column.words.length]!)
  if (column.empty && /^(date$|timestamp)/.test(column.type) && form % 2 === 0) return 'null'
  return plain(column)
}

function plain({ type }: Column): string {
  if (type.endsWith('[]')) return `'{}'`
  if (/^(text|character)/.test(type)) return `'x'`
  if (/^(smallint|integer|bigint|numeric|real|double)/.test(type)) return '1'
  if (type === 'boolean') return 'false'
  if (/^(date$|timestamp)/.test(type)) return `'2024-05-12'`
  if (type.startsWith('json')) return `'{}'`
  if (type === 'bytea') return `'\\x00'`
  if (type.includes('multirange')) return `'{}'`
  return 'null'
}

/** `insert` of one form of a row; only the columns that may be named. */
export function insertOf(table: WallTable, columns: Column[], row: Row, known: Known): string {
  const values = columns.map((column) => valueIn(table, column, row, known))
  return `insert into ${table.name} (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${values.join(', ')})`
}

/** `update` to a constant of each column on which a policy may turn: where, whose, of what and in which state. */
export function updatesOf(table: WallTable, nodes: Node[], holders: Holder[], known: Known): string[] {
  const set = (column: Column, value: string) => `update ${table.name} set "${column.name}" = ${value}`
  return table.columns
    .filter(({ update, made }) => update && !made)
    .flatMap((column) => {
      const row = (node: Node, holder: Holder, form = 0) =>
        valueIn(table, column, { node, form, holder, id: rowId(table.name, 'new', form) }, known)
      if (isUser(column)) return holders.map((holder) => set(column, row(nodes[0]!, holder)))
      if (column.words.length > 0) return column.words.slice(0, 8).map((word) => set(column, quoted(word)))
      if (column.to === 'scope' || /^(scope_id|scopes|province_id|stream)$/.test(column.name))
        return nodes.map((node) => set(column, row(node, holders[0]!)))
      if (column.to !== null)
        return [nodes[0]!, nodes.at(-1)!].map((node) => set(column, row(node, holders[0]!)))
      if (column.empty && /^(date$|timestamp)/.test(column.type))
        return [set(column, 'null'), set(column, `'2024-05-12'`)]
      return []
    })
}

/** Keys, checks and triggers judge rows too; without them what is left is what the policies say. */
export async function onlyPolicies(owner: Sql, tables: WallTable[]): Promise<void> {
  const names = tables.map(({ name }) => name)
  const constraints = await owner<{ text: string }[]>`
    select format('alter table %s drop constraint %I cascade', k.conrelid::regclass, k.conname) as text from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any(${names}) and k.contype in ('f', 'c', 'u', 'p', 'x') and k.conislocal
    order by k.contype <> 'f'`
  for (const { text } of constraints) await owner.unsafe(text)
  const indexes = await owner<{ text: string }[]>`
    select format('drop index %s', i.indexrelid::regclass) as text from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace where i.indisunique and n.nspname || '.' || c.relname = any(${names})`
  for (const { text } of indexes) await owner.unsafe(text)
  for (const { name, columns } of tables) {
    const loose = columns
      .filter(({ empty, made }) => !empty && !made)
      .map((c) => `alter column "${c.name}" drop not null`)
    await owner.unsafe(
      `alter table ${name} disable trigger user${loose.length > 0 ? `, ${loose.join(', ')}` : ''}`,
    )
  }
  // What is loaded with every installation changes with the sources; what is written down must not change with it.
  const emptied = names.filter((name) => !/^app\.user_(account|grant)$/.test(name))
  await owner.unsafe(`truncate ${emptied.join(', ')}`)
}
