// Row 6: a report nobody foresaw (an indicator by module and month, in one county or all; by county and zone) beside a scan of
// the sheets' counters; by sex, which no counter knows, beside the marks as the owner adds them up.
import { say, step } from '../launcher/say.mjs'
import { ask, clock, openWorker, times } from './office.mjs'
import { openDatabase } from './servers.mjs'
import { median } from './stats.mjs'
import { fillWorld, grow, resetWorld, signIn } from './world.mjs'

export const AS_OF = '2025-01-01'
const TURNS = 9
const MOST = 1.5

/** The grown sheets as approved ones of ten modules, with counters: a past that counts. */
const APPROVED = `
  alter table app.session disable trigger user;
  update app.session set status = 'APPROVED', n_present = 22, n_absent = 3, n_rows = 25, credited_minutes = 22 * net_minutes,
    module_code = 'M' || lpad((1 + abs(hashtext(id::text)) % 10)::text, 2, '0') where status = 'HELD';
  alter table app.session enable trigger user;
  insert into app.calendar_day (day, month) select d::date, 139301 from generate_series(date '2015-01-01', date '2024-12-31', '1 day') d
    on conflict do nothing;`

/** A world of its own with this many marks that count; its officer, and everybody's cookies. */
export async function openBig(context, size) {
  const { run, later, room, database } = context
  const big = await openDatabase({
    given: process.env.DATABASE_URL,
    run,
    later,
    room,
    serverUrl: database.server,
  })
  let cookies
  await step(`Growing the attendance to ${size.toLocaleString('en')} rows, all of it counted`, async () => {
    await fillWorld(big.sql)
    cookies = await signIn(big.sql, room.keys.authSecret)
    await resetWorld(big.sql)
    await grow(big.sql, size)
    await big.sql.unsafe(APPROVED)
    await big.sql.unsafe('vacuum analyze')
  })
  return { database: big, officer: cookies.at(-1), cookies }
}

/** The same sums by the owner, with nothing around them: one scan of the sheets and no mark. */
const scanned = (sql, runId, county) => sql`
  select s.module_code, d.month, sum(s.n_present + s.n_late + s.n_early)::float8 as numerator, sum(s.n_rows)::float8 as denominator
  from app.session s join app.cohort c on c.id = s.cohort_id left join app.calendar_day d on d.day = s.day
  where s.run_id = ${runId} and s.status in ('SUBMITTED', 'APPROVED') and s.makes_up_id is null and s.day <= ${AS_OF}
    and (${county}::uuid is null or c.county_id = ${county}) group by 1, 2`

/** By sex from the marks, by the owner: what no counter was kept of. */
const fromMarks = (sql, runId) => sql`
  select p.sex, count(*) filter (where a.code in (1, 2, 3) and a.credited_minutes > 0) as numerator, count(*) as denominator
  from app.session s join app.attendance a on a.session_id = s.id join app.person p on p.id = a.person_id
  where s.run_id = ${runId} and s.status in ('SUBMITTED', 'APPROVED') and s.makes_up_id is null and s.day <= ${AS_OF} group by 1`

export async function playReport(context) {
  const { database, officer } = await openBig(context, context.big ? 20_000_000 : 1_000_000)
  const { sql } = database
  const child = await (await openWorker({ ...context, database, officer }))()
  const [{ id: runId }] = await sql`select id from bench.run`
  const [{ id: county }] = await sql`select county_id as id from app.cohort limit 1`
  const [{ sheets }] = await sql`select count(*)::int as sheets from app.session where status = 'APPROVED'`
  say(`Row 6: a report nobody foresaw, over ${sheets.toLocaleString('en')} sheets`)
  const lines = []
  const goals = []
  for (const [name, by, placeId] of [
    ['module × month, all', ['module', 'month'], null],
    ['module × month, one county', ['module', 'month'], county],
    ['county × zone', ['county', 'zone'], null],
  ]) {
    const asked = {
      work: 'breakdown',
      runId,
      asOf: AS_OF,
      code: 'R-10',
      by,
      placeId: placeId ?? undefined,
    }
    const told = await ask(child, asked)
    const sums = (await scanned(sql, runId, placeId)).reduce((all, row) => all + row.numerator, 0)
    if (told.numerator !== sums) throw new Error(`the report tells ${told.numerator}, the sheets ${sums}`)
    const pairs = []
    const ours = await times(TURNS, async () => {
      const scan = await clock(() => scanned(sql, runId, placeId))
      const { ms } = await ask(child, asked)
      pairs.push(ms / scan)
      return ms
    })
    const limit = await times(TURNS, () => clock(() => scanned(sql, runId, placeId)))
    lines.push([name, ours, `${told.parts} parts`], [`  a scan of the sheets`, limit, ''])
    const sorted = pairs.toSorted((a, b) => a - b)
    goals.push({
      text: `${name} over a scan of the sheets`,
      median: median(pairs),
      low: sorted[0],
      high: sorted.at(-1),
      kind: 'at most',
      target: MOST,
      met: median(pairs) <= MOST,
    })
  }
  const bySex = await times(3, async () => {
    const { ms } = await ask(child, { work: 'breakdown', runId, asOf: AS_OF, code: 'R-10', by: ['sex'] })
    return ms
  })
  const raw = await times(3, () => clock(() => fromMarks(sql, runId)))
  lines.push(['sex, from the marks', bySex, ''], ['  the marks by the owner', raw, ''])
  return { title: 'Row 6: a report nobody foresaw', lines, goals, sheets }
}
