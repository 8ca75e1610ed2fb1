import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { addActivity } from '@/db/commands/associations/activity'
import { doStep, establishAssociation } from '@/db/commands/associations/form-association'
import { proposeAssociation } from '@/db/commands/associations/propose-association'
import { addShifts, addVolunteer } from '@/db/commands/associations/volunteer'
import { associationFacts } from '@/db/queries/associations/association-facts'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { STEPS, type Step } from '@/lib/associations/kinds'
import type { AddActivity, AddShifts, AddVolunteer } from '@/lib/associations/schema'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

export type County = { id: string; scope: number; name: string; officer: Staff }
/** A province of the test's own with two counties, and another with one; whoever works there works for the associations only. */
export type AssociationField = {
  sql: Sql
  provinceId: string
  provinceScope: number
  officer: Staff
  here: County
  there: County
  far: County
  womensOffice: Staff
  end: () => Promise<void>
}

export const NOW = new Date('2024-06-01T12:00:00Z')
export const TODAY = '2024-06-01'

async function node(sql: Sql, parent: number, kind: string): Promise<number> {
  const [made] =
    await sql`insert into app.scope (parent_id, kind, path, label) values (${parent}, ${kind}, '{}', ${randomUUID()}) returning id`
  await sql`update app.scope s set path = (select path from app.scope where id = ${parent}) || s.id where id = ${made!.id}`
  return made!.id
}

async function place(sql: Sql, kind: string, at: number, name: string, up?: string): Promise<string> {
  const id = randomUUID()
  await sql`insert into app.place (id, kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
    values (${id}, ${kind}, ${up ?? null}, ${up ?? id}, ${at}, ${id}, ${name}, ${name}, ${id})`
  return id
}

/** Somebody with a role for the associations alone. */
export async function worker(sql: Sql, role: string, at: number, name = role): Promise<Staff> {
  const made = await staff(sql, role, at, name)
  await sql`update app.user_grant set programme = 'ASSOCIATION' where user_id = ${made.userId}`
  return made
}

async function county(sql: Sql, provinceId: string, provinceScope: number, name: string): Promise<County> {
  const scope = await node(sql, provinceScope, 'COUNTY')
  return {
    id: await place(sql, 'COUNTY', scope, name, provinceId),
    scope,
    name,
    officer: await worker(sql, 'CULTURAL_OFFICER', scope, `فرهنگی ${name}`),
  }
}

/** A field of a file's own, open while its tests run. */
export function ownField(): AssociationField {
  const field = {} as AssociationField
  beforeAll(async () => {
    Object.assign(field, await openAssociations())
  })
  afterAll(() => field.end?.())
  return field
}

export async function openAssociations(loaded?: Loaded): Promise<AssociationField> {
  const db = loaded ?? (await loadedDatabase('none'))
  const { sql } = db
  const provinceScope = await node(sql, 1, 'PROVINCE')
  const provinceId = await place(sql, 'PROVINCE', provinceScope, 'استان آزمون')
  const farScope = await node(sql, 1, 'PROVINCE')
  const farId = await place(sql, 'PROVINCE', farScope, 'استان دیگر')
  const womensOffice = await staff(sql, 'PROVINCE_OFFICER', provinceScope)
  await sql`update app.user_grant set programme = 'RESILIENCE' where user_id = ${womensOffice.userId}`
  return {
    sql,
    provinceId,
    provinceScope,
    officer: await worker(sql, 'ASSOCIATION_OFFICER', provinceScope, 'کارشناس'),
    here: await county(sql, provinceId, provinceScope, 'شهرستان ما'),
    there: await county(sql, provinceId, provinceScope, 'شهرستان همسایه'),
    far: await county(sql, farId, farScope, 'شهرستان دور'),
    womensOffice,
    end: db.end,
  }
}

export const EVIDENCE = 'صورت‌جلسهٔ نشست شهرستان'

/** An association and what can be done with it, each by who does it. */
export async function makeAssociation(field: AssociationField, county: County) {
  const { sql } = field
  const ctx = (who: Staff, now = NOW) => contextOf(who, now)
  const { associationId, scopeId, code } = await proposeAssociation(await ctx(county.officer), {
    countyId: county.id,
    nameFa: `هیأت ${randomUUID().slice(0, 6)}`,
    capacityGroup: 'DISABLED',
    begunOn: '2024-02-01',
  })
  const coordinator = await worker(sql, 'VOLUNTEER_COORDINATOR', scopeId, 'هماهنگ‌کننده')
  const scope = { userId: field.officer.userId } as Scope
  const row = async (today = TODAY) =>
    (await reading(scope, (db) => associationFacts(db, scope, { associationId, today, quietDays: 90 })))[0]!
  return {
    associationId,
    scopeId,
    code,
    coordinator,
    row,
    step: async (step: Step, day = '2024-03-01', who = county.officer) =>
      doStep(await ctx(who), {
        associationId,
        version: (await row()).version,
        step,
        day,
        evidence: EVIDENCE,
        letterNo: '',
      }),
    establish: async (day = '2024-04-01', who = county.officer) =>
      establishAssociation(await ctx(who), { associationId, version: (await row()).version, day }),
    activity: async (more: Partial<AddActivity> = {}, who = coordinator, now = NOW) =>
      addActivity(await ctx(who, now), {
        associationId,
        day: '2024-05-10',
        titleFa: 'بازارچهٔ محله',
        field: 'ECONOMIC',
        beneficiaries: 12,
        ...more,
      }),
    volunteer: async (name: string, more: Partial<AddVolunteer> = {}, who = coordinator) =>
      addVolunteer(await ctx(who), {
        associationId,
        name,
        role: 'FIELD',
        joinedOn: '2024-04-10',
        consent: true,
        ...more,
      }),
    shifts: async (asked: Omit<AddShifts, 'role'> & { role?: AddShifts['role'] }, who = coordinator) =>
      addShifts(await ctx(who), { role: null, ...asked }),
  }
}
export type Association = Awaited<ReturnType<typeof makeAssociation>>

/** One that went all five steps and is established. */
export async function established(field: AssociationField, county: County): Promise<Association> {
  const made = await makeAssociation(field, county)
  for (const step of STEPS) await made.step(step)
  await made.establish()
  return made
}
