// The world the rounds are played in: one province, 12 counties, 400 cohorts of 25 people with 30 sessions each to be
// recorded, and a past of 760 approved sheets (19,000 marks), so that no table is empty when statements are planned.
import { createHash } from 'node:crypto'
import { encode } from 'next-auth/jwt'

export const COHORTS = 400
export const PEOPLE = 25
export const SESSIONS = 30
const COUNTIES = 12
const PAST = 760
const MINUTES = 120
const REASONS = ['WORK', 'CHILDCARE', 'TRAVEL', 'PERSONAL']

const digest = (text) => createHash('sha256').update(text).digest()
const sid = (number) => digest(`browser ${number}`).toString('base64url')

/** The same identity in every run, in the shape of a random one (version 4). */
function identity(text) {
  const bytes = digest(text).subarray(0, 16)
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const PLACES = `
create schema bench;
create table bench.cohort (n int primary key, county int, id uuid default app.uuid_v7(), scope_id int, place_id uuid,
  user_id uuid default app.uuid_v7(), leader_id uuid default app.uuid_v7(), facilitator_id uuid default app.uuid_v7());
insert into bench.cohort (n, county) select n, n % ${COUNTIES} from generate_series(0, ${COHORTS - 1}) n;
create table bench.county as
  select row_number() over (order by c.code)::int - 1 n, c.id, c.scope_id, c.province_id, p.scope_id province_scope
  from app.place c join app.place p on p.id = c.province_id
  where c.kind = 'COUNTY' and c.province_id = (select province_id from app.place where kind = 'COUNTY'
    group by province_id having count(*) >= ${COUNTIES} order by province_id limit 1) order by c.code limit ${COUNTIES};
insert into app.scope (parent_id, kind, programme, path, label)
  select k.scope_id, 'UNIT', 'RESILIENCE', array[1, k.province_scope, k.scope_id], 'bench ' || b.n
  from bench.cohort b join bench.county k on k.n = b.county order by b.n;
update app.scope set path = path || id where label like 'bench %';
update bench.cohort b set scope_id = s.id from app.scope s where s.label = 'bench ' || b.n;
update bench.cohort set place_id = app.uuid_v7();
insert into app.place (id, kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
  select b.place_id, 'NEIGHBOURHOOD', k.id, k.province_id, k.scope_id, 'B-' || b.n, 'محلهٔ ' || b.n, 'Quarter ' || b.n, 'bench' || b.n
  from bench.cohort b join bench.county k on k.n = b.county;
create table bench.run (id uuid);
with r as (insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, status, pinned_now)
    select province_scope, province_id, 'BENCH', 'سنجش', 'Bench', '2024-03-20', '2025-03-19', 'STEP2_RUNNING', '2024-07-15T15:00Z'
    from bench.county limit 1 returning id)
  insert into bench.run select id from r;
insert into app.rule (key, value, level, run_id, valid_from, source)
  select 'SESSION_BACKDATE_MAX_DAYS', '120', 'RUN', id, '-infinity', 'bench' from bench.run;
insert into app.cohort (id, scope_id, run_id, place_id, county_id, code, target_size, planned_minutes, status, running_since)
  select b.id, b.scope_id, r.id, b.place_id, k.id, 'B-' || b.n, ${PEOPLE}, ${MINUTES * (SESSIONS + 10)}, 'RUNNING', '2024-04-20'
  from bench.cohort b join bench.county k on k.n = b.county, bench.run r;`

const STAFF = `
insert into app.user_account (id, scope_id, display_name) select user_id, scope_id, 'تسهیلگر ' || n from bench.cohort;
insert into app.user_grant (user_id, role, scope_id) select user_id, 'FACILITATOR', scope_id from bench.cohort;
create table bench.officer (user_id uuid);
with u as (insert into app.user_account (scope_id, display_name) select province_scope, 'کارشناس' from bench.county limit 1 returning id)
  insert into bench.officer select id from u;
insert into app.user_grant (user_id, role, scope_id) select user_id, 'PROVINCE_OFFICER', (select province_scope from bench.county limit 1) from bench.officer;
insert into app.organisation (scope_id, name_fa, fold, kind) select province_scope, 'انجمن سنجش', 'bench', 'SOCIAL_ORG' from bench.county limit 1;
insert into app.person (id, province_id, scopes, first_name, last_name, fold, sex, birth_year)
  select b.leader_id, k.province_id, array[k.scope_id], 'تسهیلگر', 'شمارهٔ ' || b.n, 'تسهیلگر', 'F', 1365
  from bench.cohort b join bench.county k on k.n = b.county;
insert into app.facilitator (id, scope_id, run_id, person_id, user_id, organisation_id, status, certified_on)
  select b.facilitator_id, k.scope_id, r.id, b.leader_id, b.user_id, o.id, 'CERTIFIED', '2024-04-01'
  from bench.cohort b join bench.county k on k.n = b.county, bench.run r, app.organisation o where o.fold = 'bench';
insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
  select scope_id, id, facilitator_id, 'LEAD', '2024-04-01' from bench.cohort;`

const PEOPLE_OF = `
create table bench.member as
  select b.n cohort, i row_no, app.uuid_v7() id, app.uuid_v7() consent_id from bench.cohort b, generate_series(1, ${PEOPLE}) i;
insert into app.person (id, province_id, scopes, first_name, last_name, fold, sex, birth_year)
  select m.id, k.province_id, array[b.scope_id], 'زن', 'شمارهٔ ' || m.row_no, 'زن' || m.row_no, 'F', 1350 + m.row_no
  from bench.member m join bench.cohort b on b.n = m.cohort join bench.county k on k.n = b.county;
insert into app.consent (id, scope_id, person_id, purpose, state, text_version, taken_at)
  select m.consent_id, b.scope_id, m.id, 'REGISTER', 'DECLARED', '1', '2024-04-10' from bench.member m join bench.cohort b on b.n = m.cohort;
insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on, status, activated_on)
  select b.scope_id, r.id, b.id, m.id, m.consent_id, m.row_no, '2024-04-10', 'ACTIVE', '2024-04-20'
  from bench.member m join bench.cohort b on b.n = m.cohort, bench.run r;
insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes)
  select b.scope_id, r.id, b.id, s + 1, 'M01', d, (d + time '09:30') at time zone 'Asia/Tehran', ${MINUTES}, ${MINUTES}
  from generate_series(0, ${SESSIONS - 1}) s, bench.cohort b, bench.run r, lateral (select date '2024-05-11' + s * 2 d) x order by s, b.n;
create table bench.target as select row_number() over (order by s.seq, b.n)::int - 1 n, s.id, b.n cohort
  from app.session s join bench.cohort b on b.id = s.cohort_id;`

const THE_PAST = `
insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes, status,
    recorded_at, submitted_at, approved_at, n_rows, n_present, credited_minutes, version)
  select b.scope_id, r.id, b.id, 1, 'M01', d, (d + time '09:30') at time zone 'Asia/Tehran', ${MINUTES}, ${MINUTES}, 'APPROVED',
    d + 1, d + 1, d + 2, ${PEOPLE}, ${PEOPLE}, ${PEOPLE * MINUTES}, 3
  from generate_series(0, ${PAST - 1}) p, bench.run r, bench.cohort b, lateral (select date '2024-04-20' + (p / ${COHORTS}) * 3 d) x
  where b.n = p % ${COHORTS};
create table bench.past_attendance as
  select s.id session_id, m.id person_id, s.scope_id, 1::smallint code, ${MINUTES}::smallint credited_minutes
  from app.session s join bench.cohort b on b.id = s.cohort_id join bench.member m on m.cohort = b.n where s.status = 'APPROVED';
create table bench.past_operation as
  select gen_random_uuid() id, a.scope_id, a.session_id, a.person_id, 'mark' kind, '{"code": "PRESENT"}'::jsonb body, b.user_id actor_id
  from bench.past_attendance a join bench.cohort b on b.scope_id = a.scope_id;`

/** As before the first round: the past and nothing else. The audit only grows, as everywhere. */
const RESET = `
truncate app.attendance, app.operation, app.session_guest, app.cohort_month;
insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes) select * from bench.past_attendance;
insert into app.operation (id, scope_id, session_id, person_id, kind, body, actor_id) select * from bench.past_operation;
insert into app.cohort_month (run_id, scope_id, cohort_id, month, held, net_minutes, rows, attended, credited_minutes)
  select s.run_id, s.scope_id, s.cohort_id, c.month, count(*), sum(s.net_minutes), sum(s.n_rows), sum(s.n_present), sum(s.credited_minutes)
  from app.session s join app.calendar_day c on c.day = s.day where s.status = 'APPROVED' group by 1, 2, 3, 4;
update app.session set status = 'SCHEDULED', version = 1, head_count = null, flags = '{}', recorded_at = null, recorded_by = null,
  head_op = null, details_op = null, act_op = null, submitted_at = null, n_rows = 0, n_present = 0, n_late = 0, n_early = 0, n_absent = 0, n_excused = 0, credited_minutes = 0
  where status = 'SUBMITTED';
update app.enrolment e set credited_minutes = x.m
  from (select b.id, m.id person_id, coalesce(sum(a.credited_minutes), 0)::int m from bench.cohort b join bench.member m on m.cohort = b.n
    left join bench.past_attendance a on a.person_id = m.id group by 1, 2) x
  where e.cohort_id = x.id and e.person_id = x.person_id and e.credited_minutes <> x.m;
update app.auth_session set last_seen_at = now();`

/** The places, a run with its groups, who leads them and the officer: nobody else, and nothing done yet. */
export async function fillPlaces(sql) {
  for (const part of [PLACES, STAFF]) await sql.unsafe(part)
}

export async function fillWorld(sql) {
  await fillPlaces(sql)
  for (const part of [PEOPLE_OF, THE_PAST]) await sql.unsafe(part)
}

const everybody = async (sql) =>
  [
    ...(await sql`select user_id from bench.cohort order by n`),
    ...(await sql`select user_id from bench.officer`),
  ].map((row) => row.user_id)

/** Signs these in (else every facilitator and the officer), with the second factor shown; answers their cookies, the officer's last. */
export async function signIn(sql, secret, users) {
  const all = (users ?? (await everybody(sql))).map((user, number) => ({ user, sid: sid(number) }))
  const hashes = all.map((each) => digest(each.sid).toString('hex'))
  await sql`insert into app.auth_session (token_hash, user_id, expires_at, factor_at)
    select decode(h, 'hex'), u, now() + interval '20 days', now() from unnest(${hashes}::text[], ${all.map((each) => each.user)}::uuid[]) x(h, u)`
  return Promise.all(
    all.map(async (each, number) => ({
      hash: hashes[number],
      cookie: `tabavar=${await encode({ token: { sid: each.sid }, secret, maxAge: 20 * 86_400 })}`,
    })),
  )
}

/** What a phone sends for one register: 25 taps (three absent with a reason, one late) and the head count. */
export function register(session, people) {
  const first = digest(session).readUInt16LE() % PEOPLE
  const ops = people.map((person, row) => {
    const place = (row + first) % PEOPLE
    const tap = {
      id: identity(`${session} ${row}`),
      kind: 'mark',
      person,
      code: 'PRESENT',
      late: 0,
      early: 0,
    }
    if (place < 3) return { ...tap, code: 'ABSENT', reason: REASONS[place] }
    return place === 3 ? { ...tap, code: 'LATE', late: 25 } : tap
  })
  ops.push({ id: identity(`${session} head`), kind: 'head', count: PEOPLE - 3 })
  return { v: 1, sessionId: session, baseVersion: 1, ops, outcome: 'submit', acknowledged: [] }
}

/** One payload for each session to be recorded, also as rows that pgbench takes. */
export async function makePayloads(sql, cookies) {
  const members = Array.from({ length: COHORTS }, () => [])
  for (const row of await sql`select cohort, id from bench.member order by cohort, row_no`)
    members[row.cohort].push(row.id)
  const targets = await sql`select id, cohort from bench.target order by n`
  const payloads = targets.map(({ id, cohort }) => ({
    ...cookies[cohort],
    body: JSON.stringify(register(id, members[cohort])),
  }))
  await sql.unsafe(`create table bench.payload (n int primary key, hash bytea, body text);
    alter table bench.payload alter column body set storage external;`)
  for (let from = 0; from < payloads.length; from += 1000) {
    const part = payloads.slice(from, from + 1000)
    await sql`insert into bench.payload select ${from} + i - 1, decode(h, 'hex'), b
      from unnest(${part.map((each) => each.hash)}::text[], ${part.map((each) => each.body)}::text[]) with ordinality x(h, b, i)`
  }
  await sql.unsafe(
    'grant usage on schema bench to tabavar_rw; grant select on all tables in schema bench to tabavar_rw',
  )
  return payloads
}

/** More marks in years gone by (of sheets that no rollup counts), for reads only: the references are not checked again. */
export async function grow(sql, size) {
  const sheets = Math.ceil(size / PEOPLE) - PAST
  await sql.unsafe(`alter table app.attendance drop constraint attendance_person_id_person_id_fk, drop constraint attendance_session;
    with made as (insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes, status, n_rows)
      select b.scope_id, r.id, b.id, 1, 'M01', d, d, ${MINUTES}, ${MINUTES}, 'HELD', ${PEOPLE}
      from generate_series(0, ${sheets - 1}) p, bench.run r, bench.cohort b, lateral (select date '2015-01-01' + (p / ${COHORTS}) % 3000 d) x
      where b.n = p % ${COHORTS} returning id, scope_id)
    insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes)
      select made.id, m.id, made.scope_id, 1, ${MINUTES} from made join bench.cohort b on b.scope_id = made.scope_id join bench.member m on m.cohort = b.n`)
}

export const resetWorld = (sql) => sql.unsafe(RESET)

/** Throws unless what was answered is what is stored: `saves` registers, nothing twice, nothing lost. */
export async function proveSaves(sql, saves, auditBefore) {
  const [row] = await sql`select
    (select count(*)::int from app.attendance) - ${PAST * PEOPLE} marks,
    (select count(*)::int from app.operation) - ${PAST * PEOPLE} taps,
    (select count(*)::int from app.session where status = 'SUBMITTED') sheets,
    (select count(*)::int from audit.event) - ${auditBefore} audited,
    (select sum(credited_minutes)::bigint from app.cohort_month) = (select sum(credited_minutes)::bigint from app.attendance)
      and (select sum(credited_minutes)::bigint from app.enrolment) = (select sum(credited_minutes)::bigint from app.attendance) agrees`
  const wanted = {
    marks: saves * PEOPLE,
    // A head count and the handing in beside the marks.
    taps: saves * (PEOPLE + 2),
    sheets: saves,
    audited: saves,
    agrees: true,
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (row[name] !== value)
      throw new Error(`the work is not proved: ${name} is ${row[name]}, ${value} expected`)
  }
}
