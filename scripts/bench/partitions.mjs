// Attendance cut into a table for each province and year, beside one table: what the product asks of it all day, what an office asks once, and
// what throwing a year away costs. Synthetic marks of 31 provinces and ten years; BENCH_MARKS says how many.
import { median } from './stats.mjs'

const PROVINCES = 31
const YEARS = 10
const PEOPLE = 25
const SESSIONS = 30
const MARKS = Number(process.env.BENCH_MARKS ?? 6_000_000)
/** How many groups there are: each has one province, one year, 25 people and 30 sessions. */
const GROUPS = Math.ceil(MARKS / (PEOPLE * SESSIONS) / (PROVINCES * YEARS)) * PROVINCES * YEARS
const ASKED = 150

// Ids grow with time, as the product's do: a year's rows lie together in an index.
const id = (kind, number) =>
  `(lpad(to_hex(${kind === 's' ? 1_700_000_000_000 : 1_600_000_000_000} + ${number}), 12, '0') || substr(md5('${kind}' || (${number})::text), 1, 20))::uuid`
// Groups follow each other year by year, and within a year the provinces work at the same time.
const YEAR = `(g / ${GROUPS / YEARS})`
const PROVINCE = `(g % ${PROVINCES})`

const COLUMNS = `province smallint not null, year smallint not null, session_id uuid not null, person_id uuid not null, scope_id int not null,
  code smallint not null, late_minutes smallint not null default 0, early_minutes smallint not null default 0, credited_minutes smallint not null,
  reason text, is_make_up boolean not null default false, op_id uuid`

const TABLES = `
create schema if not exists parted;
create table parted.session (id uuid primary key, province smallint not null, year smallint not null, scope_id int not null);
create table parted.one (${COLUMNS}, primary key (session_id, person_id));
create index on parted.one (person_id);
create table parted.many (${COLUMNS}, primary key (province, year, session_id, person_id)) partition by list (province);
create index on parted.many (person_id);
do $$ begin
  for p in 0..${PROVINCES - 1} loop
    execute format('create table parted.many_%s partition of parted.many for values in (%s) partition by list (year)', p, p);
    for y in 0..${YEARS - 1} loop
      execute format('create table parted.many_%s_%s partition of parted.many_%s for values in (%s)', p, y, p, y);
    end loop;
  end loop;
end $$;
insert into parted.session select ${id('s', `g * ${SESSIONS} + s`)}, ${PROVINCE}, ${YEAR}, g
  from generate_series(0, ${GROUPS - 1}) g, generate_series(0, ${SESSIONS - 1}) s;
create index on parted.session (province, year);`

const marks = (
  from,
  to,
) => `select ${PROVINCE}, ${YEAR}, ${id('s', `g * ${SESSIONS} + s`)}, ${id('p', `g * ${PEOPLE} + m`)}, g,
  1 + (g + s * m) % 5, 0, 0, 120, null, false, null
  from generate_series(${from}, ${to - 1}) g, generate_series(0, ${SESSIONS - 1}) s, generate_series(0, ${PEOPLE - 1}) m`

/** A group, one of its sessions and one of its people: the same ones for both tables and in every run. */
const sampleOf = (sql, round) =>
  sql.unsafe(`select ${PROVINCE}::int as province, ${YEAR}::int as year, g as scope, ${id('s', `g * ${SESSIONS} + i % ${SESSIONS}`)} as session, ${id('p', `g * ${PEOPLE} + i % ${PEOPLE}`)} as person
    from (select i, (i * 7919::bigint + ${round} * 104729) % ${GROUPS} g from generate_series(1, ${ASKED}) i) x`)

const WHERE = { session: 'session_id = $1', person: 'person_id = $1' }
const read = (sql, table, what, keyed, row) => {
  const also =
    keyed === 'all' ? ' and province = $2 and year = $3' : keyed === 'province' ? ' and province = $2' : ''
  const values = [row[what], ...(keyed ? [row.province] : []), ...(keyed === 'all' ? [row.year] : [])]
  return sql.unsafe(
    `select code, credited_minutes from parted.${table} where ${WHERE[what]}${also}`,
    values,
    { prepare: true },
  )
}

const save = (sql, table, row) =>
  sql.unsafe(
    `insert into parted.${table} (province, year, session_id, person_id, scope_id, code, credited_minutes)
     select $1::int, $2::int, $3::uuid, ${id('p', `$4::int * ${PEOPLE} + m`)}, $4::int, 1, 120 from generate_series(0, ${PEOPLE - 1}) m
     on conflict (${table === 'many' ? 'province, year, ' : ''}session_id, person_id) do update set code = excluded.code`,
    [row.province, row.year, row.session, row.scope],
    { prepare: true },
  )

const sum = (sql, table, row) =>
  table === 'many'
    ? sql.unsafe(
        'select code, count(*), sum(credited_minutes) from parted.many where province = $1 and year = $2 group by 1',
        [row.province, row.year],
      )
    : sql.unsafe(
        `select a.code, count(*), sum(a.credited_minutes) from parted.one a join parted.session s on s.id = a.session_id
         where s.province = $1 and s.year = $2 group by 1`,
        [row.province, row.year],
      )

const ASKS = [
  ['save a register of 25', (sql, table, row) => save(sql, table, row)],
  [
    'read a register, province and year told',
    (sql, table, row) => read(sql, table, 'session', table === 'many' && 'all', row),
  ],
  ['read a register, by its session alone', (sql, table, row) => read(sql, table, 'session', false, row)],
  [
    'hours of one person, her province told',
    (sql, table, row) => read(sql, table, 'person', table === 'many' && 'province', row),
  ],
  ['hours of one person, by her alone', (sql, table, row) => read(sql, table, 'person', false, row)],
]

async function timed(work) {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

const spread = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values) })
const planOf = async (sql, text, values) => {
  const rows = await sql.unsafe(`explain (summary) ${text}`, values, { prepare: false })
  const line = rows.map((row) => row['QUERY PLAN']).find((each) => /Planning Time/.test(each))
  return Number(/([\d.]+) ms/.exec(line)[1])
}

async function fill(sql, say) {
  await sql.unsafe(TABLES)
  const took = { one: 0, many: 0 }
  const step = Math.ceil(GROUPS / 10)
  for (let from = 0; from < GROUPS; from += step) {
    const order = (from / step) % 2 ? ['many', 'one'] : ['one', 'many']
    for (const table of order)
      took[table] += await timed(() =>
        sql.unsafe(`insert into parted.${table} ${marks(from, Math.min(GROUPS, from + step))}`),
      )
  }
  for (const table of ['one', 'many', 'session']) await sql.unsafe(`vacuum analyze parted.${table}`)
  say(
    `${GROUPS * SESSIONS * PEOPLE} marks in each: ${Math.round(took.one / 1000)} s and ${Math.round(took.many / 1000)} s`,
  )
  return took
}

async function bytesOf(sql, table) {
  const [row] =
    await sql.unsafe(`select sum(pg_relation_size(c.oid))::float8 heap, sum(pg_indexes_size(c.oid))::float8 indexes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'parted' and c.relkind = 'r'
    and (c.relname = '${table}' or '${table}' = 'many' and c.relname like 'many%')`)
  return row
}

/** The oldest year of one province goes: row by row, or as a table. */
async function drop(sql, table) {
  const [before] = await sql`select pg_current_wal_insert_lsn() at`
  const ms = await timed(() =>
    table === 'many'
      ? sql.unsafe('drop table parted.many_3_0')
      : sql.unsafe(
          'delete from parted.one a using parted.session s where s.id = a.session_id and s.province = 3 and s.year = 0',
        ),
  )
  const vacuum = table === 'many' ? 0 : await timed(() => sql.unsafe('vacuum parted.one'))
  const [after] =
    await sql`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ${before.at})::float8 / 1e6 as mb`
  return { ms: ms + vacuum, mb: after.mb }
}

export async function playPartitions({ database, rounds, say }) {
  const { sql } = database
  const took = await fill(sql, say)
  const found = new Map()
  const note = (name, table, ms) => {
    const each = found.get(name) ?? { one: [], many: [] }
    each[table].push(ms)
    found.set(name, each)
  }
  for (let round = 0; round < rounds; round += 1) {
    const rows = await sampleOf(sql, round)
    const order = round % 2 ? ['many', 'one'] : ['one', 'many']
    for (const [name, ask] of ASKS) {
      for (const table of order) {
        await ask(sql, table, rows[0])
        note(
          name,
          table,
          (await timed(async () => {
            for (const row of rows) await ask(sql, table, row)
          })) / rows.length,
        )
      }
    }
    for (const table of order)
      note('sum of a province and year', table, await timed(() => sum(sql, table, rows[round])))
  }
  const [row] = await sampleOf(sql, 0)
  for (const table of ['one', 'many']) {
    const text = `select code from parted.${table} where session_id = '${row.session}'`
    for (let i = 0; i < 5; i += 1) {
      note('planning a register, by its session alone', table, await planOf(sql, text))
      if (table === 'many')
        note(
          'planning a register, province and year told',
          table,
          await planOf(sql, `${text} and province = ${row.province} and year = ${row.year}`),
        )
      else note('planning a register, province and year told', table, await planOf(sql, text))
    }
  }
  const gone = { one: await drop(sql, 'one'), many: await drop(sql, 'many') }
  const sizes = { one: await bytesOf(sql, 'one'), many: await bytesOf(sql, 'many') }
  const lines = []
  for (const [name, { one, many }] of found) {
    const ratio = median(many) / median(one)
    lines.push(
      [`${name}: one table`, spread(one)],
      [`  by province and year`, spread(many), `× ${ratio.toFixed(2)}`],
    )
  }
  const mb = (bytes) => `${Math.round(bytes / 1e6)} MB`
  for (const [table, name] of [
    ['one', 'one table'],
    ['many', 'by province and year'],
  ]) {
    lines.push([
      `filling: ${name}`,
      spread([took[table]]),
      `${mb(sizes[table].heap)} of rows, ${mb(sizes[table].indexes)} of indexes`,
    ])
    lines.push([
      `a year of a province thrown away: ${name}`,
      spread([gone[table].ms]),
      `${gone[table].mb.toFixed(1)} MB of log`,
    ])
  }
  return {
    title: `Attendance, ${GROUPS * SESSIONS * PEOPLE} marks, one table beside ${PROVINCES * YEARS}`,
    lines,
    goals: [],
  }
}
