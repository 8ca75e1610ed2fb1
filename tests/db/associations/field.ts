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
import type { Staff } from '@/tests/support/factories'
import { holder, NOW, openCounty, openProvince, type Province, TODAY } from '@/tests/support/programme-field'
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

export { NOW, TODAY }

/** Somebody with a role for the associations alone. */
export const worker = (sql: Sql, role: string, at: number, name = role): Promise<Staff> =>
  holder(sql, 'ASSOCIATION', role, at, name)

async function county(
  sql: Sql,
  province: Pick<Province, 'provinceId' | 'provinceScope'>,
  name: string,
): Promise<County> {
  const made = await openCounty(sql, province, name)
  return { ...made, officer: await worker(sql, 'CULTURAL_OFFICER', made.scope, `فرهنگی ${name}`) }
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
  const province = await openProvince(sql)
  return {
    sql,
    ...province,
    officer: await worker(sql, 'ASSOCIATION_OFFICER', province.provinceScope, 'کارشناس'),
    here: await county(sql, province, 'شهرستان ما'),
    there: await county(sql, province, 'شهرستان همسایه'),
    far: await county(sql, await openProvince(sql, 'استان دیگر'), 'شهرستان دور'),
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
