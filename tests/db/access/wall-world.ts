import { createHash } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import type { Role } from '@/lib/access/policy'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { extrasOf } from './wall-extras'
import {
  type Holder,
  insertOf,
  type Known,
  knownOf,
  type Node,
  onlyPolicies,
  rowId,
  updatesOf,
  type WallTable,
  wallTables,
} from './wall-rows'

// A database in which nothing but the policies says who may do what: every table filled at every node of two provinces,
// without keys, checks and triggers. What each seat can do in it is written down table by table (tests/fixtures/wall.txt).

export type Seat = { key: string; id: string; node: Node; programme?: string }
export type Wall = {
  owner: Sql
  tables: WallTable[]
  seats: Seat[]
  /** What a seat may do in a table: how many rows it sees, changes and removes, and which tries to add or to move; «» where nothing. */
  sight: (table: WallTable, seat: Seat) => Promise<string>
  close: () => Promise<void>
}

const NODES: [key: string, above: string, kind: string, programme: string | null][] = [
  ['A', 'nation', 'PROVINCE', null],
  ['A1', 'A', 'COUNTY', null],
  ['A1 group', 'A1', 'UNIT', 'RESILIENCE'],
  ['A1 hamyar', 'A1', 'UNIT', 'HAMYAR'],
  ['A1 charity', 'A1', 'UNIT', 'CHARITY'],
  ['A1 association', 'A1', 'UNIT', 'ASSOCIATION'],
  ['A2', 'A', 'COUNTY', null],
  ['A2 group', 'A2', 'UNIT', 'RESILIENCE'],
  ['B', 'nation', 'PROVINCE', null],
  ['B1', 'B', 'COUNTY', null],
  ['B1 group', 'B1', 'UNIT', 'RESILIENCE'],
]
/** Where rows are tried to be added or moved to, beside a seat's own node and a unit of its programme; the last is another province's. */
const TRIED = ['A1 group', 'A1 hamyar', 'A1', 'A', 'nation', 'B1 group']
const UNITS: Record<string, string> = { CHARITY: 'A1 charity', ASSOCIATION: 'A1 association' }

type Given = [role: Role, node: string, programme?: string, also?: Role]
const SEATS: Given[] = [
  ['PROVINCE_DIRECTOR', 'A'],
  ['PROVINCE_OFFICER', 'A'],
  ['FACILITATOR', 'A1 group'],
  ['COUNTY_OFFICER', 'A1'],
  ['TRAINER', 'A1 group'],
  ['WELFARE_OFFICER', 'A'],
  ['WELFARE_OFFICER', 'A', 'HAMYAR'],
  ['SOCIAL_WORKER', 'A1 hamyar', 'HAMYAR'],
  ['SOCIAL_WORKER', 'A1', 'HAMYAR'],
  ['COUNTY_WELFARE_OFFICER', 'A1', 'HAMYAR'],
  ['GROUP_BOOKKEEPER', 'A1 hamyar', 'HAMYAR'],
  ['CHARITY_OFFICER', 'A', 'CHARITY'],
  ['CHARITY_OFFICER', 'A1', 'CHARITY'],
  ['CHARITY_OFFICER', 'A1', 'CHARITY', 'COUNTY_OFFICER'],
  ['PROVIDER', 'A1 charity', 'CHARITY'],
  ['ASSOCIATION_OFFICER', 'A', 'ASSOCIATION'],
  ['ASSOCIATION_OFFICER', 'A1', 'ASSOCIATION'],
  ['VOLUNTEER_COORDINATOR', 'A1 association', 'ASSOCIATION'],
  ['CULTURAL_OFFICER', 'A'],
  ['COUNSELLOR', 'A'],
  ['AUDITOR', 'A'],
  ['ADMIN', 'A'],
  ['ADMIN', 'nation'],
  ['PROVINCE_DIRECTOR', 'nation'],
  ['NATIONAL_VIEWER', 'nation'],
  ['PROVINCE_OFFICER', 'B'],
]
const NOBODY = '00000000-0000-7000-8000-000000000000'

async function nodesOf(owner: Sql): Promise<Map<string, Node>> {
  const nodes = new Map<string, Node>([
    ['nation', { key: 'nation', id: 1, province: null, in: { province: null, county: null } }],
  ])
  for (const [key, above, kind, programme] of NODES) {
    const parent = nodes.get(above)!
    const [made] = await owner<
      { id: number }[]
    >`insert into app.scope (parent_id, kind, programme, path, label)
      values (${parent.id}, ${kind}, ${programme}, '{}', ${key}) returning id`
    await owner`update app.scope set path = (select path from app.scope where id = ${parent.id}) || id where id = ${made!.id}`
    const inside = { province: parent.in.province ?? key, county: kind === 'COUNTY' ? key : parent.in.county }
    nodes.set(key, { key, id: made!.id, province: parent.province ?? made!.id, in: inside })
  }
  return nodes
}

async function seatsOf(owner: Sql, nodes: Map<string, Node>): Promise<Seat[]> {
  const seats: Seat[] = []
  for (const [role, at, programme, also] of SEATS) {
    const node = nodes.get(at)!
    const key = `${role}${also ? ` and ${also}` : ''} ${at}${programme ? ` of ${programme}` : ''}`
    const id = rowId('seat', key, 0)
    await owner`insert into app.user_account (id, scope_id, display_name) values (${id}, ${node.id}, ${key})`
    await owner`insert into app.user_grant (id, user_id, role, scope_id, programme)
      values (${rowId('grant', key, 0)}, ${id}, ${role}, ${node.id}, ${programme ?? null})`
    if (also)
      await owner`insert into app.user_grant (id, user_id, role, scope_id) values (${rowId('grant', key, 1)}, ${id}, ${also}, ${node.id})`
    seats.push({ key, id, node, programme })
  }
  return seats
}

async function fill(owner: Sql, table: WallTable, nodes: Node[], seats: Seat[], known: Known): Promise<void> {
  const columns = table.columns.filter(({ made }) => !made)
  const name = table.name.split('.')[1]!
  const rows: string[] = []
  const add = (node: Node, form: number, holder: Holder, id: string) =>
    rows.push(insertOf(table, columns, { node, form, holder, id }, known))
  const own = known.get(name)!.own && !['user_account', 'user_grant'].includes(name)
  for (const node of nodes) {
    const resident = { id: rowId('user_account', node.key, 0), seat: null }
    for (let form = 0; form < table.forms; form += 1) add(node, form, resident, rowId(name, node.key, form))
  }
  for (const seat of own ? seats : [])
    for (let form = 0; form < Math.min(3, table.forms); form += 1)
      add(seat.node, form, { id: seat.id, seat: seat.key }, rowId(name, seat.key, form))
  const [first, ...rest] = rows
  const values = rest.map((row) => row.slice(row.indexOf(' values ') + ' values '.length))
  await owner.unsafe([first, ...values].join(', '))
}

// Each try is taken back at once: its number of rows, «–» refused, or the code of another error.
const TRY = `
create schema wall; grant usage on schema wall to tabavar_rw;
create function wall.try(statement text) returns text language plpgsql as $$
declare n int;
begin
  execute statement;
  get diagnostics n = row_count;
  raise exception using errcode = 'WALL0', message = n::text;
exception when sqlstate 'WALL0' then return sqlerrm;
  when insufficient_privilege then return '–';
  when others then return sqlstate;
end $$;
create function wall.sight(who text, seen text, tries text[]) returns text language plpgsql as $$
declare n text;
begin
  perform set_config('app.user_id', who, true);
  begin execute seen into n; exception when insufficient_privilege then n := '–'; end;
  return n || ' ' || coalesce((select string_agg(wall.try(t), ' ' order by i) from unnest(tries) with ordinality as x(t, i)), '');
end $$;`

/** In words, with a mark of which tries went through: «nothing» and «refused» are the same to whoever asks. */
function told(sight: string): string {
  const done = sight.split(' ').map((each) => (Number(each) > 0 ? each : '–'))
  const [seen, changed, removed, ...tries] = done
  if (done.every((each) => each === '–')) return ''
  const mark = createHash('sha256').update(done.join(' ')).digest('hex').slice(0, 8)
  const through = tries.filter((each) => each !== '–').length
  return `sees ${seen}, changes ${changed}, removes ${removed}, ${through} of ${tries.length} tries, ${mark}`
}

export async function openWall(): Promise<Wall> {
  const database: FreshDatabase = await freshDatabase()
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  const app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
  const close = async () => {
    await Promise.all([owner.end(), app.end()])
    await database.drop()
  }
  const nodes = await nodesOf(owner)
  const seats = await seatsOf(owner, nodes)
  const tables = await wallTables(owner)
  const known = knownOf(tables)
  await onlyPolicies(owner, tables)
  for (const table of tables) await fill(owner, table, [...nodes.values()], seats, known)
  const extras = extrasOf(tables, nodes, known)
  for (const statement of extras.rows) await owner.unsafe(statement)
  await owner.unsafe(TRY)
  await owner.unsafe('analyze')

  const triesOf = (table: WallTable, seat: Seat): string[] => {
    const { name, columns } = table
    const unit = UNITS[seat.programme ?? ''] ?? 'A1 group'
    const where = [seat.node, ...[unit, ...TRIED].map((key) => nodes.get(key)!)].filter(
      (one, i, all) => all.indexOf(one) === i,
    )
    const other = { id: rowId('user_account', 'A', 0), seat: null }
    const me = (node: Node) => ({ id: seat.id, seat: node === seat.node ? seat.key : null })
    const insertable = columns.filter(({ insert, made }) => insert && !made)
    const adding = (node: Node, form: number, holder: Holder) =>
      insertOf(table, insertable, { node, form, holder, id: rowId(name, 'new', form) }, known)
    const free = columns.filter(({ made }) => !made)
    const touched = free.find(({ update }) => update) ?? free[0]!
    return [
      `update ${name} set "${touched.name}" = "${touched.name}"`,
      `delete from ${name}`,
      ...updatesOf(table, where, [{ id: seat.id, seat: null }, other], known),
      ...(insertable.length === 0
        ? []
        : where.flatMap((node) => [
            ...Array.from({ length: Math.min(3, table.forms) }, (_, form) => adding(node, form, me(node))),
            adding(node, 0, other),
          ])),
      ...extras.tries(name, seat.id),
    ]
  }
  const sight = async (table: WallTable, seat: Seat) => {
    const [row] = await app.begin(
      (sql) => sql<{ sight: string }[]>`select wall.sight(${seat.id}, ${`select count(*) from ${table.name}`},
        ${triesOf(table, seat)}::text[]) as sight`,
    )
    return told(row!.sight)
  }
  const nobody: Seat = { key: 'nobody', id: NOBODY, node: nodes.get('nation')! }
  return { owner, tables, seats: [...seats, nobody], sight, close }
}
