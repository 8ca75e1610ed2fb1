import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'

/** Rows of a test's own, made with the owner's rights. Nothing here is shared between tests. */
export type World = {
  provinceScope: number
  countyScope: number
  cohortScope: number
  provinceId: string
  countyId: string
  placeId: string
  runId: string
  cohortId: string
  facilitator: Staff
  officer: Staff
  director: Staff
  people: { personId: string; name: string }[]
  sessionIds: string[]
}
export type Staff = { userId: string; token: string; hash: Buffer }

const rules: Record<string, unknown> = {
  LATE_GRACE_MINUTES: 15,
  MIN_PRESENCE_SHARE: 0.5,
  EXCUSED_CREDITS_HOURS: false,
  ATTENDANCE_EDIT_WINDOW_HOURS: 72,
  SESSION_BACKDATE_MAX_DAYS: 30,
}

/** A node below another. */
export async function scope(
  sql: Sql,
  parent: number,
  kind: string,
  programme: string | null,
  label: string,
): Promise<number> {
  const [above] = await sql`select path from app.scope where id = ${parent}`
  const [made] = await sql`insert into app.scope (parent_id, kind, programme, path, label)
    values (${parent}, ${kind}, ${programme}, '{}', ${label}) returning id`
  await sql`update app.scope set path = ${[...above!.path, made!.id]} where id = ${made!.id}`
  return made!.id
}

/** An account with one role at one node, signed in on one browser that has shown its second factor. */
export async function staff(sql: Sql, role: string, at: number, name = role): Promise<Staff> {
  const [user] =
    await sql`insert into app.user_account (scope_id, display_name) values (${at}, ${name}) returning id`
  await sql`insert into app.user_grant (user_id, role, scope_id) values (${user!.id}, ${role}, ${at})`
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  await sql`insert into app.auth_session (token_hash, user_id, expires_at, factor_at) values (${hash}, ${user!.id}, now() + interval '1 day', now())`
  return { userId: user!.id, token, hash }
}

/** A tag of hex digits in Persian letters: pages in Persian are read for Latin ones. */
export const inLetters = (tag: string) =>
  [...tag].map((digit) => 'ابپتجچحخدرزسشصطف'[Number.parseInt(digit, 16)]).join('')

/** A province with one county, one neighbourhood, one run whose clock stands at `now`, one cohort and its sessions. */
export async function world(
  sql: Sql,
  options: { people?: number; sessions?: number; firstDay?: string; now?: string; minutes?: number } = {},
): Promise<World> {
  const {
    people = 25,
    sessions = 3,
    firstDay = '2024-05-11',
    now = '2024-06-01T15:00:00Z',
    minutes = 120,
  } = options
  const tag = randomUUID().slice(0, 8)
  const provinceScope = await scope(sql, 1, 'PROVINCE', null, `province ${tag}`)
  const countyScope = await scope(sql, provinceScope, 'COUNTY', null, `county ${tag}`)
  const cohortScope = await scope(sql, countyScope, 'UNIT', 'RESILIENCE', `cohort ${tag}`)
  const provinceId = randomUUID()
  await sql`insert into app.place (id, kind, province_id, scope_id, code, name_fa, name_en, fold)
    values (${provinceId}, 'PROVINCE', ${provinceId}, ${provinceScope}, ${`P-${tag}`}, ${`استان ${inLetters(tag)}`}, ${`Province ${tag}`}, ${tag})`
  const place = async (kind: string, parent: string, at: number, name: string) => {
    const [row] =
      await sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
      values (${kind}, ${parent}, ${provinceId}, ${at}, ${`${kind}-${tag}`}, ${name}, ${`${kind} ${tag}`}, ${kind + tag}) returning id`
    return row!.id as string
  }
  const countyId = await place('COUNTY', provinceId, countyScope, 'ارومیه')
  const placeId = await place('NEIGHBOURHOOD', countyId, countyScope, 'محلهٔ امید')
  const [run] =
    await sql`insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, status, pinned_now)
    values (${provinceScope}, ${provinceId}, ${`RUN-${tag}`}, 'دورهٔ آزمون', 'Test run', ${firstDay}, '2024-12-31', 'STEP2_RUNNING', ${now})
    returning id`
  for (const [key, value] of Object.entries(rules)) {
    await sql`insert into app.rule (key, value, level, run_id, valid_from, source)
      values (${key}, ${JSON.stringify(value)}::text::jsonb, 'RUN', ${run!.id}, '-infinity', 'test')`
  }
  await sql`insert into app.calendar_day (day, month)
    select d::date, 140302 from generate_series(${firstDay}::date, ${firstDay}::date + 60, '1 day') d on conflict do nothing`
  const facilitator = await staff(sql, 'FACILITATOR', cohortScope, 'تسهیلگر')
  const officer = await staff(sql, 'PROVINCE_OFFICER', provinceScope, 'کارشناس')
  const director = await staff(sql, 'PROVINCE_DIRECTOR', provinceScope, 'مدیرکل')
  const [cohort] =
    await sql`insert into app.cohort (scope_id, run_id, place_id, county_id, code, target_size, planned_minutes, status)
    values (${cohortScope}, ${run!.id}, ${placeId}, ${countyId}, ${`C-${tag.toUpperCase()}`}, 25, ${minutes * 30}, 'READY') returning id`
  const person = async (first: string, at: number[]) => {
    const [row] =
      await sql`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${provinceId}, ${at}, ${first}, 'آزمون', ${`${first}ازمون`}, 'F', 1370) returning id`
    return row!.id as string
  }
  const [organisation] = await sql`insert into app.organisation (scope_id, name_fa, fold, kind)
    values (${provinceScope}, ${`انجمن ${tag}`}, ${tag}, 'SOCIAL_ORG') returning id`
  const leader = await person('تسهیلگر', [countyScope])
  const [fac] =
    await sql`insert into app.facilitator (scope_id, run_id, person_id, user_id, organisation_id, status, certified_on)
    values (${countyScope}, ${run!.id}, ${leader}, ${facilitator.userId}, ${organisation!.id}, 'CERTIFIED', ${firstDay}) returning id`
  await sql`insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
    values (${cohortScope}, ${cohort!.id}, ${fac!.id}, 'LEAD', ${firstDay})`
  const members: World['people'] = []
  for (let p = 1; p <= people; p++) {
    const personId = await person(`زن ${p}`, [cohortScope])
    const [agreed] =
      await sql`insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at)
      values (${cohortScope}, ${personId}, 'REGISTER', 'DECLARED', '1', now()) returning id`
    await sql`insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on)
      values (${cohortScope}, ${run!.id}, ${cohort!.id}, ${personId}, ${agreed!.id}, ${p}, ${firstDay})`
    members.push({ personId, name: `زن ${p} آزمون` })
  }
  const sessionIds: string[] = []
  for (let s = 0; s < sessions; s++) {
    const [row] =
      await sql`insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes)
      values (${cohortScope}, ${run!.id}, ${cohort!.id}, ${s + 1}, 'M01', ${firstDay}::date + ${s * 2}::int,
        ((${firstDay}::date + ${s * 2}::int)::timestamp + interval '9 hours 30 minutes') at time zone 'Asia/Tehran', ${minutes}, ${minutes}) returning id`
    sessionIds.push(row!.id)
  }
  return {
    provinceScope,
    countyScope,
    cohortScope,
    provinceId,
    countyId,
    placeId,
    runId: run!.id,
    cohortId: cohort!.id,
    facilitator,
    officer,
    director,
    people: members,
    sessionIds,
  }
}

/** A tap «present» or another mark on one person. */
export const mark = (person: string, code = 'PRESENT', more: object = {}) => ({
  id: randomUUID(),
  kind: 'mark',
  person,
  code,
  late: 0,
  early: 0,
  ...more,
})

/** A register to send: everybody present but the given marks. */
export function registerOf(
  w: World,
  session = 0,
  exceptions: Record<number, object> = {},
  more: object = {},
) {
  return {
    v: 1,
    sessionId: w.sessionIds[session],
    baseVersion: 1,
    ops: w.people.map((p, i) => ({ ...mark(p.personId), ...(exceptions[i] ?? {}) })),
    outcome: 'submit',
    acknowledged: ['W-ATT-05'],
    ...more,
  }
}
