// Ten years of one province as the product would leave them: a run a year, 400 groups of 25 people, 20 approved sheets each:
// 80,000 sheets and 2,000,000 marks with their counters, months and hours. The last run is still under way: a sheet of each
// group waits for approval, two sessions are to come. Marks have no taps, people no sealed identifiers: no page asked here reads them.
import { FATHER, FIRST, LAST } from '../office-world.mjs'
import { COHORTS, fillPlaces, PEOPLE, signIn } from '../world.mjs'

export const YEARS = 10
const SHEETS = 20
const MINUTES = 180
const LAST_YEAR = 2024
export const OFFICERS = 20
/** Of the officers so many are of the whole province; each of the others is of a county. */
export const OF_PROVINCE = 8

const JALALI = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  year: 'numeric',
  month: 'numeric',
  timeZone: 'UTC',
})

/** The months of the Jalali calendar for every day the years touch; the product holds some of them itself. */
async function addCalendar(sql) {
  const days = []
  const end = Date.UTC(LAST_YEAR + 1, 3, 1)
  for (let at = Date.UTC(LAST_YEAR - YEARS + 1, 0, 1); at < end; at += 86_400_000) {
    const part = Object.fromEntries(JALALI.formatToParts(at).map(({ type, value }) => [type, value]))
    days.push([
      new Date(at).toISOString().slice(0, 10),
      Number.parseInt(part.year, 10) * 100 + Number(part.month),
    ])
  }
  await sql`insert into app.calendar_day (day, month) select * from unnest(${days.map(([day]) => day)}::date[], ${days.map(([, month]) => month)}::int[])
    on conflict do nothing`
}

const RUNS = `
update app.run set pinned_now = '${LAST_YEAR}-10-05T12:00Z', code = 'DESK-${YEARS - 1}' where id = (select id from bench.run);
update app.cohort set planned_minutes = ${SHEETS * MINUTES}, running_since = '${LAST_YEAR}-05-04', code = '${YEARS - 1}-' || code;
with r as (insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, status, closed_at)
    select k.province_scope, k.province_id, 'DESK-' || y, 'سنجش ' || y, 'Bench ' || y, d, d + 364, 'CLOSED', d + 330
    from generate_series(0, ${YEARS - 2}) y cross join lateral (select make_date(${LAST_YEAR - YEARS + 1} + y, 3, 21) d) x
    cross join (select * from bench.county limit 1) k returning id, code, start_date)
  select right(code, 1)::int y, id run_id, make_date(extract(year from start_date)::int, 5, 4) first_day into bench.year from r;
insert into bench.year select ${YEARS - 1}, id, '${LAST_YEAR}-05-04' from bench.run;
insert into app.scope (parent_id, kind, programme, path, label)
  select k.scope_id, 'UNIT', 'RESILIENCE', array[1, k.province_scope, k.scope_id], 'desk ' || y || ' ' || b.n
  from generate_series(0, ${YEARS - 2}) y, bench.cohort b join bench.county k on k.n = b.county order by y, b.n;
update app.scope set path = path || id where label like 'desk %';
create table bench.desk as
  select y.y, y.run_id, y.first_day, b.n, b.county, b.place_id, b.user_id, b.leader_id,
    case when y.y = ${YEARS - 1} then b.id else app.uuid_v7() end id, coalesce(s.id, b.scope_id) scope_id,
    case when y.y = ${YEARS - 1} then b.facilitator_id else app.uuid_v7() end facilitator_id
  from bench.year y cross join bench.cohort b left join app.scope s on s.label = 'desk ' || y.y || ' ' || b.n;
insert into app.cohort (id, scope_id, run_id, place_id, county_id, code, target_size, planned_minutes, status, running_since, closed_on)
  select d.id, d.scope_id, d.run_id, d.place_id, k.id, d.y || '-B-' || d.n, ${PEOPLE}, ${SHEETS * MINUTES}, 'CLOSED', d.first_day, d.first_day + 160
  from bench.desk d join bench.county k on k.n = d.county where d.y < ${YEARS - 1};
insert into app.facilitator (id, scope_id, run_id, person_id, user_id, organisation_id, status, accepted_on, certified_on, training_minutes, knowledge_pre, knowledge_post)
  select d.facilitator_id, k.scope_id, d.run_id, d.leader_id, d.user_id, o.id, 'CERTIFIED', d.first_day - 40, d.first_day - 33, 2400, 40, 80
  from bench.desk d join bench.county k on k.n = d.county, app.organisation o where o.fold = 'bench' and d.y < ${YEARS - 1};
update app.facilitator set accepted_on = '${LAST_YEAR}-03-25', training_minutes = 2400, knowledge_pre = 40, knowledge_post = 80
  where run_id = (select id from bench.run);
insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
  select scope_id, id, facilitator_id, 'LEAD', first_day - 30 from bench.desk where y < ${YEARS - 1};
update app.place set zone = (array['MARGINAL', 'URBAN_VULNERABLE', 'RURAL_VULNERABLE', null])[1 + right(code, 1)::int % 4] where code like 'B-%';`

/** Women and men with the spread that figures are broken down by; in the years gone by their ends are decided below. */
const MEMBERS = `
create table bench.woman as
  select d.y, d.n, i row_no, app.uuid_v7() id, app.uuid_v7() consent_id, hashint4(d.y * 10007 + d.n * 251 + i) & 2147483647 h
  from bench.desk d, generate_series(1, ${PEOPLE}) i;
insert into app.person (id, province_id, scopes, first_name, last_name, father_name, fold, sex, birth_year, education, is_household_head)
  select w.id, k.province_id, array[d.scope_id], x.first, x.last, x.father, app.fold(x.first || x.last || x.father), case when w.h % 9 = 0 then 'M' else 'F' end,
    1340 + w.h % 45, (array['ILLITERATE', 'PRIMARY', 'MIDDLE', 'DIPLOMA', 'BACHELOR'])[1 + w.h % 5], w.h % 6 = 0
  from bench.woman w join bench.desk d on d.y = w.y and d.n = w.n join bench.county k on k.n = d.county,
    string_to_array('${FIRST}', ' ') f, string_to_array('${LAST}', ' ') l, string_to_array('${FATHER}', ' ') t,
    lateral (select f[1 + w.h % cardinality(f)] first, l[1 + w.h / 7 % cardinality(l)] last, t[1 + w.h / 11 % cardinality(t)] father) x;
insert into app.consent (id, scope_id, person_id, purpose, state, text_version, taken_at)
  select w.consent_id, d.scope_id, w.id, 'REGISTER', 'DECLARED', '1', d.first_day - 20 from bench.woman w join bench.desk d on d.y = w.y and d.n = w.n;
insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on, status, activated_on, age_at_start)
  select d.scope_id, d.run_id, d.id, w.id, w.consent_id, w.row_no, d.first_day - 20, 'ACTIVE', d.first_day, 18 + w.h % 50
  from bench.woman w join bench.desk d on d.y = w.y and d.n = w.n;`

/** The sheets of one year and their marks: of a hundred 86 are there, 4 late, 2 leave early, 6 are absent, 2 excused. */
const SHEETS_OF = (y) => `
insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, first_day, starts_at, planned_minutes, net_minutes, status, recorded_at,
    recorded_by, submitted_at, approved_at, approved_by, n_rows, version)
  select d.scope_id, d.run_id, d.id, s + 1, 'M' || lpad((1 + s / 2)::text, 2, '0'), x.day, x.day, x.at, ${MINUTES}, ${MINUTES},
    case when s < ${SHEETS} then 'APPROVED' when s = ${SHEETS} then 'SUBMITTED' else 'SCHEDULED' end,
    case when s <= ${SHEETS} then x.at + interval '3 hours 10 minutes' end, case when s <= ${SHEETS} then d.user_id end,
    case when s <= ${SHEETS} then x.at + interval '3 hours 20 minutes' end,
    case when s < ${SHEETS} then x.at + interval '2 days' end, case when s < ${SHEETS} then (select user_id from bench.officer) end, 0, 3
  from generate_series(0, ${y === YEARS - 1 ? SHEETS + 2 : SHEETS - 1}) s, bench.desk d,
    lateral (select d.first_day + s * 7 + d.n % 5 as day) v, lateral (select v.day, (v.day + time '09:30') at time zone 'Asia/Tehran' as at) x
  where d.y = ${y} order by s, d.n;
insert into app.attendance (session_id, person_id, scope_id, code, late_minutes, early_minutes, credited_minutes, reason)
  select s.id, w.id, s.scope_id, m.code, case m.code when 2 then 20 else 0 end, case m.code when 3 then 30 else 0 end,
    case m.code when 1 then ${MINUTES} when 2 then ${MINUTES - 20} when 3 then ${MINUTES - 30} else 0 end, case when m.code > 3 then 'WORK' end
  from app.session s join bench.desk d on d.id = s.cohort_id and d.y = ${y} join bench.woman w on w.y = d.y and w.n = d.n,
    lateral (select (hashint4(w.h # s.seq * 7919) & 2147483647) % 100 r) h,
    lateral (select case when r < 86 then 1 when r < 90 then 2 when r < 92 then 3 when r < 98 then 4 else 5 end::smallint code) m
  where s.run_id = d.run_id and s.status in ('APPROVED', 'SUBMITTED');
update app.session s set n_rows = c.n, n_present = c.c1, n_late = c.c2, n_early = c.c3, n_absent = c.c4, n_excused = c.c5, credited_minutes = c.m,
    head_count = c.c1 + c.c2 + c.c3
  from (select a.session_id, count(*) n, count(*) filter (where code = 1) c1, count(*) filter (where code = 2) c2, count(*) filter (where code = 3) c3,
      count(*) filter (where code = 4) c4, count(*) filter (where code = 5) c5, sum(a.credited_minutes) m
    from app.attendance a join app.session x on x.id = a.session_id join bench.year r on r.run_id = x.run_id and r.y = ${y} group by 1) c
  where s.id = c.session_id;
insert into app.cohort_month (run_id, scope_id, cohort_id, month, held, net_minutes, rows, attended, credited_minutes)
  select s.run_id, s.scope_id, s.cohort_id, c.month, count(*), sum(s.net_minutes), sum(s.n_rows), sum(s.n_present + s.n_late + s.n_early), sum(s.credited_minutes)
  from app.session s join bench.year r on r.run_id = s.run_id and r.y = ${y} join app.calendar_day c on c.day = s.day
  where s.status in ('APPROVED', 'SUBMITTED') group by 1, 2, 3, 4;
update app.enrolment e set credited_minutes = x.m, ${y === YEARS - 1 ? 'status = e.status' : `closed_on = e.activated_on + 160, completion_rule = 'STRICT', status = case when x.m >= ${SHEETS * MINUTES} then 'COMPLETED' else 'NOT_COMPLETED' end`}
  from (select s.cohort_id, a.person_id, sum(a.credited_minutes)::int m from app.session s join bench.year r on r.run_id = s.run_id and r.y = ${y}
    join app.attendance a on a.session_id = s.id group by 1, 2) x
  where e.cohort_id = x.cohort_id and e.person_id = x.person_id;`

const STAFF = `
create table bench.desk_user as select g n, app.uuid_v7() id, case when g < ${OF_PROVINCE} then k.province_scope else k.scope_id end scope_id,
    case when g < ${OF_PROVINCE} then 'PROVINCE_OFFICER' else 'COUNTY_OFFICER' end role
  from generate_series(0, ${OFFICERS - 1}) g join bench.county k on k.n = g % 12;
insert into app.user_account (id, scope_id, display_name) select id, scope_id, 'کارشناس ' || n from bench.desk_user;
insert into app.user_grant (user_id, role, scope_id) select id, role, scope_id from bench.desk_user;`

/** What is stored agrees with itself, as the product keeps it: counters, months and hours with the marks. */
async function proveWorld(sql) {
  const [row] = await sql`select
    (select count(*)::int from app.session where status = 'APPROVED') sheets,
    (select count(*)::int from app.attendance a join app.session s on s.id = a.session_id where s.status = 'APPROVED') marks,
    (select sum(credited_minutes)::bigint from app.attendance) = (select sum(credited_minutes)::bigint from app.cohort_month)
      and (select sum(credited_minutes)::bigint from app.attendance) = (select sum(credited_minutes)::bigint from app.enrolment)
      and (select sum(credited_minutes)::bigint from app.attendance) = (select sum(credited_minutes)::bigint from app.session)
      and (select count(*) from app.attendance) = (select sum(n_rows) from app.session)
      and (select count(*) from app.attendance where code < 4) = (select sum(attended) from app.cohort_month) agrees`
  const sheets = YEARS * COHORTS * SHEETS
  if (row.sheets !== sheets || row.marks !== sheets * PEOPLE || !row.agrees)
    throw new Error(`the ten years do not agree with themselves: ${JSON.stringify(row)}`)
  return row
}

/** Ten years of a province, and its officers signed in; the answers are their cookies. */
export async function fillYears(sql, secret) {
  await fillPlaces(sql)
  await addCalendar(sql)
  // Rows that the product has checked as they came: neither triggers nor references are asked again.
  await sql.unsafe('set session_replication_role = replica')
  for (const part of [RUNS, MEMBERS]) await sql.unsafe(part)
  await sql.unsafe('analyze bench.desk; analyze bench.woman; analyze bench.year')
  for (let y = 0; y < YEARS; y += 1) await sql.unsafe(SHEETS_OF(y))
  await sql.unsafe(STAFF)
  await sql.unsafe('reset session_replication_role')
  await sql.unsafe('vacuum analyze')
  const { sheets, marks } = await proveWorld(sql)
  const officers = await sql`select id, scope_id, role from bench.desk_user order by n`
  const cookies = await signIn(
    sql,
    secret,
    officers.map(({ id }) => id),
  )
  return { cookies, sheets, marks }
}
