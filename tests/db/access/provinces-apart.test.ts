import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GIVEN_ROLES, roleFits } from '@/lib/access/role-place'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

// Another province in the installation of the demonstration, whose three provinces hold all four programmes; somebody of
// every role in it, as high up as the role can be held and for every programme; and every table there is.
let demo: Loaded
let app: Sql
let w: World
const who: Record<string, Staff> = {}
let tables: { name: string; place: string; read: boolean }[] = []
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  app = postgres(demo.database.appUrl, { max: 1, onnotice: () => {} })
  w = await world(demo.sql, { people: 2, sessions: 1 })
  const nodes = [
    { kind: 'PROVINCE', at: w.provinceScope },
    { kind: 'COUNTY', at: w.countyScope },
    { kind: 'UNIT', at: w.cohortScope },
  ] as const
  for (const role of GIVEN_ROLES) {
    const node = nodes.find(({ kind }) => roleFits(role, { kind, programme: null }))!
    who[role] = await staff(demo.sql, role, node.at)
  }
  // Where a row lies: its node, else its province; a person where she is held.
  tables = (
    await demo.sql<{ name: string; columns: string[]; read: boolean }[]>`
      select n.nspname || '.' || c.relname as name, array_agg(a.attname::text || ' ' || format_type(a.atttypid, null)) as columns,
        bool_or(a.attname in ('scope_id', 'province_id') and has_column_privilege('tabavar_rw', c.oid, a.attnum, 'select')) as read
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where n.nspname in ('app', 'audit', 'pub') and c.relkind = 'r' group by 1 order by 1`
  ).flatMap(({ name, columns, read }) => {
    if (columns.includes('scope_id integer')) return [{ name, read, place: 't.scope_id' }]
    if (columns.includes('province_id uuid'))
      return [{ name, read, place: '(select p.scope_id from app.place p where p.id = t.province_id)' }]
    if (columns.includes('province_id integer')) return [{ name, read, place: 't.province_id' }]
    return []
  })
})
afterAll(async () => {
  await app?.end()
  await demo?.end()
})

/** Provinces and counties are on every map: their places are everybody's, their neighbourhoods are not. */
const ON_EVERY_MAP = "and t.kind not in ('PROVINCE', 'COUNTY')"

/** Rows of other provinces in each table, as somebody sees them; nothing of her own counts, nor what is the whole nation's. */
async function foreign(asked: Staff | null): Promise<Record<string, number>> {
  // What the application may not read at all, nobody reads.
  const statement = tables
    .filter(({ read }) => read || !asked)
    .map(
      ({
        name,
        place,
      }) => `select '${name}' as name, count(*)::int as n from ${name} t join app.scope s on s.id = ${place}
        where s.path[2] is distinct from ${w.provinceScope} and s.kind <> 'NATION' ${name === 'app.place' ? ON_EVERY_MAP : ''}`,
    )
    .join(' union all ')
  const rows = await (asked ? app : demo.sql).begin(async (sql) => {
    if (asked) await sql`select set_config('app.user_id', ${asked.userId}, true)`
    return sql.unsafe<{ name: string; n: number }[]>(statement)
  })
  return Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]))
}

describe('two provinces in one installation, table by table', () => {
  it('the others hold rows in most tables, so that there is something to see', async () => {
    expect(tables.length).toBeGreaterThan(90)
    expect(Object.keys(await foreign(null)).length).toBeGreaterThan(60)
  })

  it.each(GIVEN_ROLES)('%s sees no row of another province', async (role) => {
    const seen = await foreign(who[role]!)
    expect(seen).toEqual({})
  })
})
