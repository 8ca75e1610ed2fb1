import type { Sql } from 'postgres'

/** Whom the policies that show a table ask for: powers, a programme's powers, the asker herself, or everybody. */
export async function tableReaders(owner: Sql): Promise<Record<string, string[]>> {
  const rows = await owner<{ table: string; qual: string | null; shown: boolean }[]>`
    select n.nspname || '.' || c.relname as table, p.qual,
      has_table_privilege('tabavar_rw', c.oid, 'select') or has_any_column_privilege('tabavar_rw', c.oid, 'select') as shown
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_policies p on p.schemaname = n.nspname and p.tablename = c.relname and 'tabavar_rw' = any(p.roles) and p.cmd in ('SELECT', 'ALL')
    where n.nspname in ('app', 'audit', 'pub') and c.relkind in ('r', 'p')`
  const found: Record<string, string[]> = {}
  for (const { table, qual, shown } of rows)
    found[table] = [...new Set([...(found[table] ?? []), ...(shown ? whom(qual) : ['functions'])])].sort()
  return found
}
function whom(qual: string | null): string[] {
  if (qual === null || qual === 'true') return ['everybody']
  const powers = [...qual.matchAll(/my_scope\('(\w+)'/g)].map((match) => match[1]!)
  const others = [
    ...qual.matchAll(
      /app\.(works_for|own_units|programme_scope|hears_of|receives|may_release|desk_of_doubles)\(([^)]*)/g,
    ),
  ].map(([, name, args]) => [name, ...[...args!.matchAll(/'(\w+)'/g)].map((match) => match[1])].join(' '))
  const self = /app\.me\(\)/.test(qual) ? ['herself'] : []
  const above = /my_path\(\)/.test(qual) ? ['below'] : []
  const managed = /may_manage\(/.test(qual) ? ['accounts'] : []
  const through = [...qual.matchAll(/(?:FROM|JOIN) \(?(app\.\w+)/g)].map((match) => `as ${match[1]}`)
  const all = [...powers, ...others, ...self, ...above, ...managed, ...through]
  return all.length > 0 ? all : [qual]
}
