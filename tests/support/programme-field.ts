import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Programme } from '@/lib/access/policy'
import { type Staff, staff } from './factories'

/** The day on which the fields of the programmes beside the plan stand. */
export const NOW = new Date('2024-06-01T12:00:00Z')
export const TODAY = '2024-06-01'

export async function node(sql: Sql, parent: number, kind: string): Promise<number> {
  const [made] =
    await sql`insert into app.scope (parent_id, kind, path, label) values (${parent}, ${kind}, '{}', ${randomUUID()}) returning id`
  await sql`update app.scope s set path = (select path from app.scope where id = ${parent}) || s.id where id = ${made!.id}`
  return made!.id
}

/** A place of a name; without a province it is one itself. */
export async function place(
  sql: Sql,
  kind: string,
  at: number,
  name: string,
  province?: string,
): Promise<string> {
  const id = randomUUID()
  await sql`insert into app.place (id, kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
    values (${id}, ${kind}, ${province ?? null}, ${province ?? id}, ${at}, ${id}, ${name}, ${name}, ${id})`
  return id
}

/** Somebody with a role for one programme alone. */
export async function holder(
  sql: Sql,
  programme: Programme,
  role: string,
  at: number,
  name = role,
): Promise<Staff> {
  const made = await staff(sql, role, at, name)
  await sql`update app.user_grant set programme = ${programme} where user_id = ${made.userId}`
  return made
}

export type Province = { provinceId: string; provinceScope: number; womensOffice: Staff }

/** A province of the test's own, with the women's office beside whoever works there for the programme. */
export async function openProvince(sql: Sql, name = 'استان آزمون'): Promise<Province> {
  const provinceScope = await node(sql, 1, 'PROVINCE')
  return {
    provinceScope,
    provinceId: await place(sql, 'PROVINCE', provinceScope, name),
    womensOffice: await holder(sql, 'RESILIENCE', 'PROVINCE_OFFICER', provinceScope),
  }
}

/** A county of a province: its node and its place. */
export async function openCounty(
  sql: Sql,
  { provinceId, provinceScope }: Pick<Province, 'provinceId' | 'provinceScope'>,
  name: string,
): Promise<{ id: string; scope: number; name: string }> {
  const scope = await node(sql, provinceScope, 'COUNTY')
  return { id: await place(sql, 'COUNTY', scope, name, provinceId), scope, name }
}
