// «Who saw this woman in the last 90 days»: the question of her page, asked of an audit of five million rows by the officer,
// with her walls; beside it the plainest question about her that the index can answer, by the owner.
import { say, step } from '../launcher/say.mjs'
import { ask, clock, openWorker, times } from './office.mjs'
import { atMost } from './rounds.mjs'

const ROWS = 5_000_000
const WOMEN = 20
const MOST_MS = 1000

/** Ninety days of an office that looks at everybody: views of people, sheets and their prints, exports of the run. */
const SEEN = `
  create table bench.seen_by as select row_number() over (order by user_id) - 1 as n, user_id from
    (select user_id from bench.cohort union all select user_id from bench.officer) u;
  create table bench.seen as
    select 'person' as entity, id::text as about, row_number() over (order by cohort, row_no) - 1 as n from bench.member
    union all select 'session', id::text, row_number() over (order by id) - 1 from app.session
    union all select 'enrolment', id::text, row_number() over (order by id) - 1 from app.enrolment
    union all select 'run', id::text, 0 from bench.run;
  create table bench.many as select entity, count(*)::int as n from bench.seen group by 1;
  create index on bench.seen (entity, n);`
const fill = (from, to) => `
  insert into audit.event (at, province_id, actor_id, actor_role, action, entity, entity_id, after, request_id)
  select now() - interval '90 days' + i * (interval '90 days' / ${ROWS}), k.province_scope, u.user_id, 'FACILITATOR', e.action, e.entity, s.about,
    case e.action when 'export' then '{"what": "people", "rows": 10000}'::jsonb end, 'bench-' || i
  from generate_series(${from}, ${to}) i
  cross join lateral (select case when i % 1000 = 0 then 'run' when i % 10 < 7 then 'person' when i % 10 < 9 then 'session' else 'enrolment' end as entity,
    case when i % 1000 = 0 then 'export' when i % 10 < 7 then 'person.view' when i % 10 = 7 then 'register.print'
      when i % 10 = 8 then 'register.save' else 'enrolment.change' end as action) e
  join bench.many m on m.entity = e.entity join bench.seen s on s.entity = e.entity and s.n = (hashint4(i) & 2147483647) % m.n
  join bench.seen_by u on u.n = (hashint4(i + 7) & 2147483647) % (select count(*) from bench.seen_by)
  cross join (select province_scope from bench.county limit 1) k`

const STEP = 250_000

async function fillAudit(sql) {
  await sql.unsafe(SEEN)
  await sql.unsafe('analyze bench.seen, bench.many, bench.seen_by')
  // Indexes are put up once over all rows, as they were.
  const indexes =
    await sql`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as make from pg_index
    where indrelid = 'audit.event'::regclass and not indisprimary`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  for (let from = 1; from <= ROWS; from += STEP) await sql.unsafe(fill(from, from + STEP - 1))
  for (const { make } of indexes) await sql.unsafe(make)
  await sql.unsafe('vacuum analyze audit.event')
  const [{ n }] = await sql`select count(*)::int n from audit.event`
  if (n < ROWS) throw new Error(`${n} rows are in the audit, ${ROWS} expected`)
  return `${n.toLocaleString('en')} rows`
}

export async function playSaw(context) {
  const { sql } = context.database
  say('Row saw: who saw a woman in the last 90 days')
  await step('Filling the audit', () => fillAudit(sql))
  const women = (await sql`select id from bench.member order by md5(id::text) limit ${WOMEN}`).map(
    ({ id }) => id,
  )
  const child = await (await openWorker(context))()
  let visits = 0
  // The first time her rows are looked for among five million; the second time they lie ready.
  const first = await times(WOMEN, async (i) => {
    const { ms, total } = await ask(child, { work: 'saw', personId: women[i] })
    visits += total
    return ms
  })
  const again = await times(WOMEN, async (i) => (await ask(child, { work: 'saw', personId: women[i] })).ms)
  child.disconnect()
  if (visits < WOMEN * 100) throw new Error(`${visits} visits were found, more were written`)
  const plain = await times(WOMEN, (i) =>
    clock(
      () => sql`select count(*) from audit.event where entity = 'person' and entity_id = ${women[i]}::text`,
    ),
  )
  return {
    title: `Who saw her: ${WOMEN} women, an audit of 5 million rows, ${Math.round(visits / WOMEN)} visits each`,
    lines: [
      ['asked for the first time', first],
      ['asked again', again],
      ['her own rows counted by the index, by the owner', plain],
    ],
    goals: [atMost('who saw her, asked for the first time', first.median, MOST_MS, ' ms')],
  }
}
