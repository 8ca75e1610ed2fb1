import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { type Staff, staff, type World } from '../../support/factories'
import type { Loaded } from '../demo/loaded'

export type Group = {
  cohortId: string
  scopeId: number
  placeId: string
  people: { personId: string; enrolmentId: string }[]
  sessionIds: string[]
  facilitator: Staff
  facilitatorId: string
}

async function node(sql: Sql, parent: number, kind: string, label: string): Promise<number> {
  const [above] = await sql`select path from app.scope where id = ${parent}`
  const [made] = await sql`insert into app.scope (parent_id, kind, programme, path, label)
    values (${parent}, ${kind}, ${kind === 'UNIT' ? 'RESILIENCE' : null}, '{}', ${label}) returning id`
  await sql`update app.scope set path = ${[...above!.path, made!.id]} where id = ${made!.id}`
  return made!.id
}

/** Another county of the world's province. */
export async function county(sql: Sql, w: World): Promise<{ countyId: string; scopeId: number }> {
  const tag = randomUUID().slice(0, 8)
  const scopeId = await node(sql, w.provinceScope, 'COUNTY', tag)
  const [row] =
    await sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
    values ('COUNTY', ${w.provinceId}, ${w.provinceId}, ${scopeId}, ${`K-${tag}`}, 'خوی', 'Khoy', ${`خوی${tag}`}) returning id`
  return { countyId: row!.id, scopeId }
}

/** Another group of the world's run, with a facilitator, people and sessions of its own. */
export async function group(
  sql: Sql,
  w: World,
  options: { people?: number; sessions?: number; firstDay?: string; time?: string; audience?: string } = {},
): Promise<Group> {
  const { people = 2, sessions = 0, firstDay = '2024-05-11', time = '09:30', audience = 'MIXED' } = options
  const tag = randomUUID().slice(0, 8)
  const scopeId = await node(sql, w.countyScope, 'UNIT', tag)
  const [place] =
    await sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
    values ('NEIGHBOURHOOD', ${w.countyId}, ${w.provinceId}, ${w.countyScope}, ${`N-${tag}`}, 'محلهٔ نور', 'Nur', ${tag}) returning id`
  const [cohort] =
    await sql`insert into app.cohort (scope_id, run_id, place_id, county_id, code, target_size, planned_minutes, status, audience)
    values (${scopeId}, ${w.runId}, ${place!.id}, ${w.countyId}, ${`C-${tag}`}, 25, 3600, 'READY', ${audience}) returning id`
  const facilitator = await staff(sql, 'FACILITATOR', scopeId)
  const leader = await person(sql, w, w.countyScope, 'راهبر')
  const [organisation] =
    await sql`select id from app.organisation where scope_id = ${w.provinceScope} limit 1`
  const [fac] =
    await sql`insert into app.facilitator (scope_id, run_id, person_id, user_id, organisation_id, status, certified_on)
    values (${w.countyScope}, ${w.runId}, ${leader}, ${facilitator.userId}, ${organisation!.id}, 'CERTIFIED', ${firstDay}) returning id`
  await sql`insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
    values (${scopeId}, ${cohort!.id}, ${fac!.id}, 'LEAD', ${firstDay})`
  const made: Group = {
    cohortId: cohort!.id,
    scopeId,
    placeId: place!.id,
    people: [],
    sessionIds: [],
    facilitator,
    facilitatorId: fac!.id,
  }
  for (let n = 1; n <= people; n++)
    made.people.push(await member(sql, w, { cohortId: made.cohortId, scopeId, row: n }))
  for (let s = 0; s < sessions; s++) {
    const [row] =
      await sql`insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes)
      values (${scopeId}, ${w.runId}, ${made.cohortId}, ${s + 1}, 'M01', ${firstDay}::date + ${s * 2}::int,
        ((${firstDay}::date + ${s * 2}::int)::timestamp + ${time}::interval) at time zone 'Asia/Tehran', 120, 120) returning id`
    made.sessionIds.push(row!.id)
  }
  return made
}

export async function person(
  sql: Sql,
  w: World,
  at: number,
  first = 'زن',
  more: { year?: number; sex?: string; fold?: string } = {},
): Promise<string> {
  const [row] =
    await sql`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
    values (${w.provinceId}, ${[at]}, ${first}, 'آزمون', ${more.fold ?? `${first}ازمون`}, ${more.sex ?? 'F'}, ${more.year ?? 1370}) returning id`
  return row!.id
}

/** Somebody in a group; `waits` seconds after the epoch where she waits for a place. */
export async function member(
  sql: Sql,
  w: World,
  at: {
    cohortId: string
    scopeId: number
    row: number
    personId?: string
    waits?: number
    day?: string
    sex?: string
  },
): Promise<{ personId: string; enrolmentId: string }> {
  const personId = at.personId ?? (await person(sql, w, at.scopeId, `زن ${at.row}`, { sex: at.sex }))
  const [agreed] =
    await sql`insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at)
    values (${at.scopeId}, ${personId}, 'REGISTER', 'DECLARED', '1', now()) returning id`
  const [row] =
    await sql`insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on, status, waiting_since)
    values (${at.scopeId}, ${w.runId}, ${at.cohortId}, ${personId}, ${agreed!.id}, ${at.row}, ${at.day ?? '2024-05-11'},
      ${at.waits === undefined ? 'REGISTERED' : 'WAITING'}, ${at.waits === undefined ? null : new Date(at.waits * 1000)}) returning id`
  return { personId, enrolmentId: row!.id }
}

export const rule = (sql: Sql, w: World, key: string, value: number | boolean | string) =>
  sql`insert into app.rule (key, value, level, run_id, valid_from, source)
    values (${key}, ${sql.json(value)}, 'RUN', ${w.runId}, '2000-01-01', 'test')`

export const enrolmentOf = async (sql: Sql, id: string) =>
  ({
    ...(
      await sql`select status, closed_on::text as closed, registered_on::text as day, credited_minutes as minutes,
      carried_minutes as carried, waiting_since is not null as waits from app.enrolment where id = ${id}`
    )[0],
  }) as Record<string, unknown>

export const auditOf = async (sql: Sql, entityId: string) =>
  (
    await sql`select action, actor_id as actor, before, after, reason from audit.event where entity_id = ${entityId} order by seq`
  ).map((row) => ({ ...row }))

export const appLogin = (loaded: Loaded) => postgres(loaded.database.appUrl, { max: 1, onnotice: () => {} })
