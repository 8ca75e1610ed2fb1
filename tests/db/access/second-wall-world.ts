import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { type Staff, staff, type World, world } from '@/tests/support/factories'

/** Two provinces, A and B, each with two counties of one neighbourhood and one cohort; A also trains its facilitators. */
export type TwoProvinces = {
  owner: Sql
  app: Sql
  database: FreshDatabase
  a: World
  b: World
  a2: Cohort
  b2: Cohort
  classScope: number
  who: Record<string, Staff | null>
  close: () => Promise<void>
}
export type Cohort = {
  scope: number
  county: number
  id: string
  runId: string
  people: string[]
  sessionIds: string[]
  facilitator: Staff
}

async function node(sql: Sql, parent: number, kind: string, programme: string | null): Promise<number> {
  const [made] = await sql`insert into app.scope (parent_id, kind, programme, path, label)
    values (${parent}, ${kind}, ${programme}, '{}', ${randomUUID()}) returning id`
  await sql`update app.scope s set path = (select path from app.scope where id = ${parent}) || s.id where id = ${made!.id}`
  return made!.id
}

async function secondCohort(sql: Sql, w: World, people: number): Promise<Cohort> {
  const county = await node(sql, w.provinceScope, 'COUNTY', null)
  const scope = await node(sql, county, 'UNIT', 'RESILIENCE')
  const place = async (kind: string, parent: string) => {
    const tag = randomUUID()
    const [row] =
      await sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
      values (${kind}, ${parent}, ${w.provinceId}, ${county}, ${tag}, 'دوم', 'Second', ${tag}) returning id`
    return row!.id as string
  }
  const countyId = await place('COUNTY', w.provinceId)
  const placeId = await place('NEIGHBOURHOOD', countyId)
  const facilitator = await staff(sql, 'FACILITATOR', scope, 'دیگر')
  const [cohort] =
    await sql`insert into app.cohort (scope_id, run_id, place_id, county_id, code, target_size, planned_minutes, status)
    values (${scope}, ${w.runId}, ${placeId}, ${countyId}, ${randomUUID()}, 25, 3600, 'READY') returning id`
  const person = async (name: string, at: number) => {
    const [row] =
      await sql`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${w.provinceId}, ${[at]}, ${name}, 'دوم', ${name}, 'F', 1360) returning id`
    return row!.id as string
  }
  const leader = await person('راهبر', county)
  const [organisation] = await sql`select id from app.organisation where scope_id = ${w.provinceScope}`
  const [led] =
    await sql`insert into app.facilitator (scope_id, run_id, person_id, user_id, organisation_id, county_id, status)
    values (${county}, ${w.runId}, ${leader}, ${facilitator.userId}, ${organisation!.id}, ${countyId}, 'CERTIFIED') returning id`
  await sql`insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
    values (${scope}, ${cohort!.id}, ${led!.id}, 'LEAD', '2024-05-11')`
  const ids: string[] = []
  for (let i = 1; i <= people; i += 1) {
    const id = await person(`زن ${i}`, scope)
    const [agreed] =
      await sql`insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at)
      values (${scope}, ${id}, 'REGISTER', 'DECLARED', '1', now()) returning id`
    await sql`insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on)
      values (${scope}, ${w.runId}, ${cohort!.id}, ${id}, ${agreed!.id}, ${i}, '2024-05-11')`
    ids.push(id)
  }
  const sessionIds: string[] = []
  for (let i = 1; i <= 2; i += 1) {
    const [row] =
      await sql`insert into app.session (scope_id, run_id, cohort_id, seq, day, starts_at, planned_minutes, net_minutes)
      values (${scope}, ${w.runId}, ${cohort!.id}, ${i}, '2024-05-12', '2024-05-12 06:00Z', 120, 120) returning id`
    sessionIds.push(row!.id)
  }
  return { scope, county, id: cohort!.id, runId: w.runId, people: ids, sessionIds, facilitator }
}

/** One row of each kind beside the roster: the first session recorded, a guest, a tap, a review, a draft, a month. */
async function record(sql: Sql, c: Cohort): Promise<void> {
  const session = c.sessionIds[0]!
  for (const person of c.people) {
    await sql`insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes) values (${session}, ${person}, ${c.scope}, 1, 120)`
    await sql`insert into app.person_key (person_id, sealed) values (${person}, 'x')`
  }
  await sql`update app.session set status = 'HELD', n_rows = ${c.people.length} where id = ${session}`
  const by = c.facilitator.userId
  await sql`insert into app.operation (id, scope_id, session_id, kind, actor_id) values (${randomUUID()}, ${c.scope}, ${session}, 'mark', ${by})`
  await sql`insert into app.session_guest (scope_id, session_id, name) values (${c.scope}, ${session}, 'مهمان')`
  await sql`insert into app.sheet_review (scope_id, session_id, decision, decided_by) values (${c.scope}, ${session}, 'APPROVE', ${by})`
  await sql`insert into app.import_draft (scope_id, run_id, kind, file_name, sealed, created_by) values (${c.scope}, ${c.runId}, 'ROSTER', 'x', 'x', ${by})`
  await sql`insert into app.cohort_month (run_id, scope_id, cohort_id, month) values (${c.runId}, ${c.scope}, ${c.id}, 140302)`
}

async function office(sql: Sql, w: World): Promise<void> {
  const at = w.provinceScope
  await sql`insert into app.duplicate_case (scope_id, person_id, other_id) values (${at}, ${w.people[0]!.personId}, ${w.people[1]!.personId})`
  await sql`insert into app.release (scope_id, run_id, as_of, month, bundle, bundle_hash, prepared_by, prepared_at)
    values (${at}, ${w.runId}, '2024-05-20', 140302, '{}', 'x', ${w.officer.userId}, now())`
  await sql`insert into app.run_target (scope_id, run_id, code, value, source) values (${at}, ${w.runId}, 'R-01', 1, 'test')`
  await sql`select audit.record('test', 'run', ${w.runId}, ${at}, null, null, null, 'test')`
}

/** The class of step 1 in A: its node holds the facilitators, and one session of it is recorded. */
async function trainingClass(sql: Sql, w: World): Promise<number> {
  const at = await node(sql, w.provinceScope, 'UNIT', 'RESILIENCE')
  const [made] = await sql`insert into app.training_class (scope_id, run_id, title_fa, planned_minutes)
    values (${at}, ${w.runId}, 'کلاس', 600) returning id`
  const [session] =
    await sql`insert into app.session (scope_id, run_id, class_id, seq, day, starts_at, planned_minutes, net_minutes, status, n_rows)
    values (${at}, ${w.runId}, ${made!.id}, 1, '2024-04-01', '2024-04-01 06:00Z', 120, 120, 'HELD', 2) returning id`
  await sql`update app.facilitator set scope_id = ${at}, county_id = coalesce(county_id, ${w.countyId}) where run_id = ${w.runId}`
  await sql`update app.person set scopes = scopes || ${at}::int where id in (select person_id from app.facilitator where run_id = ${w.runId})`
  await sql`insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes)
    select ${session!.id}, person_id, ${at}, 1, 120 from app.facilitator where run_id = ${w.runId}`
  return at
}

export async function twoProvinces(): Promise<TwoProvinces> {
  const database = await freshDatabase()
  const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  const app = postgres(database.appUrl, { max: 2, onnotice: () => {} })
  const a = await world(owner, { people: 3, sessions: 2 })
  const b = await world(owner, { people: 7, sessions: 3 })
  const a2 = await secondCohort(owner, a, 5)
  const b2 = await secondCohort(owner, b, 2)
  for (const w of [a, b]) {
    await record(owner, {
      scope: w.cohortScope,
      county: w.countyScope,
      id: w.cohortId,
      runId: w.runId,
      people: w.people.map((one) => one.personId),
      sessionIds: w.sessionIds,
      facilitator: w.facilitator,
    })
    await office(owner, w)
  }
  for (const c of [a2, b2]) await record(owner, c)
  const classScope = await trainingClass(owner, a)
  const county = (role: string) => staff(owner, role, a.countyScope)
  const province = (role: string) => staff(owner, role, a.provinceScope)
  const who: Record<string, Staff | null> = {
    'FACILITATOR of A1': a.facilitator,
    'FACILITATOR of A2': a2.facilitator,
    'COUNTY_OFFICER of A1': await county('COUNTY_OFFICER'),
    'PROVINCE_OFFICER of A': a.officer,
    'PROVINCE_DIRECTOR of A': a.director,
    'TRAINER of A': await staff(owner, 'TRAINER', classScope),
    'WELFARE_OFFICER of A': await province('WELFARE_OFFICER'),
    'SOCIAL_WORKER of A1, another programme': await county('SOCIAL_WORKER'),
    'CHARITY_OFFICER of all, another programme': await staff(owner, 'CHARITY_OFFICER', 1),
    'CULTURAL_OFFICER of A': await province('CULTURAL_OFFICER'),
    'COUNTY_WELFARE_OFFICER of A1': await county('COUNTY_WELFARE_OFFICER'),
    'PROVIDER of A1': await county('PROVIDER'),
    'VOLUNTEER_COORDINATOR of A1': await county('VOLUNTEER_COORDINATOR'),
    'COUNSELLOR of A': await province('COUNSELLOR'),
    NATIONAL_VIEWER: await staff(owner, 'NATIONAL_VIEWER', 1),
    // Of everything at once: the power of a group's book opens nothing of this programme.
    GROUP_BOOKKEEPER: await staff(owner, 'GROUP_BOOKKEEPER', 1),
    'ASSOCIATION_OFFICER of another programme': await staff(owner, 'ASSOCIATION_OFFICER', 1),
    'AUDITOR of A': await province('AUDITOR'),
    'ADMIN of A': await province('ADMIN'),
    'PROVINCE_OFFICER of B': b.officer,
    nobody: null,
  }
  await owner`update app.user_grant set programme = 'HAMYAR' where role = 'SOCIAL_WORKER'`
  await owner`update app.user_grant set programme = 'ASSOCIATION' where role = 'ASSOCIATION_OFFICER'`
  await owner`update app.user_grant set programme = 'CHARITY' where role = 'CHARITY_OFFICER'`
  const close = async () => {
    await Promise.all([owner.end(), app.end()])
    await database.drop()
  }
  return { owner, app, database, a, b, a2, b2, classScope, who, close }
}

/** Acts as the application's login in somebody's name (or nobody's) and takes everything back. */
export async function tried<T>(app: Sql, who: Staff | null, work: (sql: Sql) => Promise<T>): Promise<T> {
  const back = Symbol('taken back')
  let answer: T | undefined
  await app
    .begin(async (sql) => {
      if (who) await sql`select set_config('app.user_id', ${who.userId}, true)`
      answer = await work(sql as unknown as Sql)
      throw back
    })
    .catch((error) => {
      if (error !== back) throw error
    })
  return answer as T
}

/** How many rows a statement touched, or the code it was refused with. */
export async function touched(app: Sql, who: Staff | null, statement: string): Promise<number | string> {
  return tried(app, who, async (sql) => (await sql.unsafe(statement)).count).catch(
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
}
