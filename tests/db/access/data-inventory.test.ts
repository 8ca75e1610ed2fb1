import { readFileSync } from 'node:fs'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { tableReaders } from './table-readers'

// docs/security/data-inventory.json says of every column what it is, what for, who reads it, how long it is kept, whether it
// lies on a phone and whether it may stand in a log. A column that is not in it, or is no more, fails here.
const CLASSES = ['public', 'internal', 'personal', 'special'] as const
type Line = { for: string; keep: string; read: string[]; phone?: string; log?: string } & Partial<
  Record<(typeof CLASSES)[number], string>
>
type Inventory = {
  classes: Record<string, string>
  purposes: Record<string, string>
  keeping: Record<string, string>
  tables: Record<string, Line>
}
const inventory = JSON.parse(
  readFileSync(new URL('../../../docs/security/data-inventory.json', import.meta.url), 'utf8'),
) as Inventory

let database: FreshDatabase
let owner: Sql
let columns: { table: string; name: string }[]
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  columns = await owner<{ table: string; name: string }[]>`
    select n.nspname || '.' || c.relname as table, a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app', 'audit', 'pub') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`
})
afterAll(async () => {
  await owner?.end()
  await database?.drop()
})

const list = (text: string | undefined) => text?.split(' ') ?? []
const said = (line: Line) => CLASSES.flatMap((kind) => list(line[kind]))

/** What an inventory says too little, too much or against itself. */
function gaps({ classes, purposes, keeping, tables }: Inventory, real: typeof columns): string[] {
  const found: string[] = []
  const here = new Map<string, string[]>()
  for (const { table, name } of real) here.set(table, [...(here.get(table) ?? []), name])
  for (const [table, names] of here) {
    const told = tables[table] ? said(tables[table]) : []
    for (const name of names) if (!told.includes(name)) found.push(`${table}.${name} is not in it`)
  }
  for (const [table, line] of Object.entries(tables)) {
    const told = said(line)
    for (const name of told) if (!here.get(table)?.includes(name)) found.push(`${table}.${name} is no more`)
    for (const name of told.filter((each, i) => told.indexOf(each) !== i))
      found.push(`${table}.${name} stands twice`)
    for (const name of [...list(line.phone), ...list(line.log)])
      if (!told.includes(name)) found.push(`${table}.${name} has no class`)
    const open = [...list(line.public), ...list(line.internal)]
    for (const name of list(line.log))
      if (!open.includes(name)) found.push(`${table}.${name} is somebody's and may be logged`)
    for (const name of list(line.phone))
      if (list(line.special).includes(name)) found.push(`${table}.${name} lies on a phone`)
    if (!(line.for in purposes)) found.push(`${table} is for nothing`)
    if (!(line.keep in keeping)) found.push(`${table} is kept nobody knows how long`)
  }
  for (const kind of CLASSES) if (!classes[kind]) found.push(`${kind} is not explained`)
  return found
}

describe('the data inventory', () => {
  it('has every column of every table, once, and none that is gone', () => {
    expect(columns.length).toBeGreaterThan(1000)
    expect(gaps(inventory, columns)).toEqual([])
  })

  it('says who reads each table as the policies have it', async () => {
    const told = Object.fromEntries(
      Object.entries(inventory.tables).map(([table, { read }]) => [table, read]),
    )
    expect(told).toEqual(await tableReaders(owner))
  })

  it('calls what is sealed somebody’s', () => {
    const sealed = columns.filter(({ name }) => /(^|_)sealed$|national_id_hash/.test(name))
    expect(sealed.length).toBeGreaterThan(12)
    const open = sealed.filter(
      ({ table, name }) =>
        !/^app\.(voice|outside_figure|charity_document)$/.test(table) &&
        [...list(inventory.tables[table]!.public), ...list(inventory.tables[table]!.internal)].includes(name),
    )
    expect(open).toEqual([])
  })

  it('misses a planted column, finds one that is gone, and a name that may be logged', () => {
    const person = inventory.tables['app.person']!
    const planted = {
      ...inventory,
      tables: {
        ...inventory.tables,
        'app.person': { ...person, internal: `${person.internal} shoe_size`, log: 'last_name' },
      },
    }
    expect(gaps(planted, [...columns, { table: 'app.person', name: 'blood_group' }])).toEqual([
      'app.person.blood_group is not in it',
      'app.person.shoe_size is no more',
      "app.person.last_name is somebody's and may be logged",
    ])
  })
})
