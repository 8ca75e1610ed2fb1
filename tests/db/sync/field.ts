import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { closePools, openPools } from '@/db/client'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { type Staff, staff, type World, world } from '@/tests/support/factories'

export type Field = {
  owner: Sql
  app: Sql
  ownerUrl: string
  appUrl: string
  w: World
  close: () => Promise<void>
}

/** A database of the test's own with one world in it. */
export async function openField(options: Parameters<typeof world>[1] = {}): Promise<Field> {
  const database: FreshDatabase = await freshDatabase()
  openPools({ app: database.appUrl, pub: database.publicUrl })
  const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  const app = postgres(database.appUrl, { max: 4, onnotice: () => {} })
  const w = await world(owner, options)
  const close = async () => {
    await closePools()
    await Promise.all([owner.end(), app.end()])
    await database.drop()
  }
  return { owner, app, ownerUrl: database.ownerUrl, appUrl: database.appUrl, w, close }
}

/** Somebody who helps the facilitator of record: she may record in the group, and is not its lead. */
export async function helper(owner: Sql, w: World, name = 'همکار'): Promise<Staff> {
  const who = await staff(owner, 'FACILITATOR', w.cohortScope, name)
  const [led] =
    await owner`select person_id, organisation_id from app.facilitator where run_id = ${w.runId} limit 1`
  const [person] =
    await owner`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
    values (${w.provinceId}, ${[w.countyScope]}, ${name}, 'دوم', ${randomUUID()}, 'F', 1370) returning id`
  const [fac] =
    await owner`insert into app.facilitator (scope_id, run_id, person_id, user_id, organisation_id, status, certified_on)
    values (${w.countyScope}, ${w.runId}, ${person!.id}, ${who.userId}, ${led!.organisation_id}, 'CERTIFIED', '2024-05-01') returning id`
  await owner`insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
    values (${w.cohortScope}, ${w.cohortId}, ${fac!.id}, 'CO', '2024-05-01')`
  return who
}

/** The marks of a sheet in words, by person; and what else stands on it. */
export async function sheet(owner: Sql, w: World, session = 0) {
  const id = w.sessionIds[session]!
  const rows = await owner<{ person_id: string; code: number; late_minutes: number }[]>`
    select person_id, code, late_minutes from app.attendance where session_id = ${id}`
  const [s] = await owner<
    { status: string; head_count: number | null; topic: string | null; note: string | null }[]
  >`
    select status, head_count, topic, note from app.session where id = ${id}`
  const words = ['', 'PRESENT', 'LATE', 'LEFT_EARLY', 'ABSENT', 'EXCUSED']
  const of = new Map(rows.map((row) => [row.person_id, words[row.code]! + (row.late_minutes || '')]))
  return {
    status: s!.status,
    head: s!.head_count,
    topic: s!.topic,
    note: s!.note,
    marks: w.people.map((person) => of.get(person.personId) ?? 'NONE'),
  }
}

export async function count(owner: Sql, table: string, where = 'true'): Promise<number> {
  const [row] = await owner.unsafe<{ n: number }[]>(`select count(*)::int n from app.${table} where ${where}`)
  return row!.n
}
