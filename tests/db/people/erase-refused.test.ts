import { sql as statement } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { erasePerson } from '@/db/commands/people/erase-person'
import { type Context, inTransaction } from '@/db/transaction'
import { asActor } from '@/lib/access/actor'
import { STEP_UP_MINUTES } from '@/lib/access/factor'
import { staff } from '../../support/factories'
import { type Field, openField, RUN_START, somebody } from './field'

let field: Field
let personId: string
let enrolmentId: string
let name: string
beforeAll(async () => {
  field = await openField()
  const woman = somebody(field.cohorts[0]!.cohortId, 1)
  name = `${woman.first} ${woman.last}`
  const { enrolled } = await enrolPeople(field.officer, {
    runId: field.runId,
    registeredOn: RUN_START,
    people: [woman, somebody(field.cohorts[0]!.cohortId, 2)],
  })
  ;({ personId, enrolmentId } = enrolled[0]!)
  await field.owner`update app.enrolment set status = 'WITHDRAWN', closed_on = ${RUN_START} where id = ${enrolmentId}`
})
afterAll(() => field.close())

const asked = (more: object = {}) => ({
  personId,
  how: 'LETTER' as const,
  name,
  sure: 'on' as const,
  ...more,
})
/** Refused with a code; she is as she was and nothing is written. */
async function refused(code: string, ctx: Context = field.officer, more: object = {}) {
  const whole = () => field.owner`select p::text, (select count(*)::int from audit.event) as acts,
    (select count(*)::int from app.erasure_log) as log from app.person p where id = ${personId}`
  const before = [...(await whole())]
  await expect(erasePerson(ctx, asked(more)), code).rejects.toMatchObject({ code })
  expect([...(await whole())]).toEqual(before)
}
/** What stands in the way, made with the owner's rights and taken away again. */
async function while_(make: () => Promise<unknown>, away: () => Promise<unknown>, code: string) {
  await make()
  await refused(code)
  await away()
}

describe('erasing somebody is refused', () => {
  it('to facilitators, counties, auditors and other provinces, and where her row is only known by its id', async () => {
    const sql = field.owner
    const [elsewhere] =
      await sql`select scope_id as at from app.place where kind = 'PROVINCE' and code = '03'`
    const [county] = await sql`select path[3] as at from app.scope where id = ${field.cohorts[0]!.scopeId}`
    for (const [role, at] of [
      ['FACILITATOR', field.cohorts[0]!.scopeId],
      ['COUNTY_OFFICER', county!.at],
      ['AUDITOR', field.provinceScope],
      ['PROVINCE_OFFICER', elsewhere!.at],
    ] as const)
      await refused('E-GEN-02', await field.context(await staff(sql, role, at)))
  })

  it('without the second factor of the last minutes', async () => {
    const old = field.officer.now.getTime() - (STEP_UP_MINUTES + 1) * 60_000
    await refused('E-ACC-18', { ...field.officer, actor: asActor({ ...field.officer.actor, factorMs: old }) })
  })

  it('for another name than hers, with E-ERA-04', async () => {
    await refused('E-ERA-04', field.officer, { name: 'زهرا دیگری' })
  })

  it('while a matter about her is open, with E-ERA-02', async () => {
    const sql = field.owner
    await while_(
      () => sql`insert into app.task (scope_id, run_id, kind, cohort_id, enrolment_id, confidential)
        values (${field.cohorts[0]!.scopeId}, ${field.runId}, 'SAFEGUARD', ${field.cohorts[0]!.cohortId}, ${enrolmentId}, true)`,
      () => sql`delete from app.task where enrolment_id = ${enrolmentId}`,
      'E-ERA-02',
    )
  })

  it('while she serves, with E-ERA-03', async () => {
    const sql = field.owner
    const [account] =
      await sql`insert into app.user_account (scope_id, display_name, person_id) values (${field.provinceScope}, 'x', ${personId}) returning id`
    await while_(
      () =>
        sql`insert into app.user_grant (user_id, role, scope_id) values (${account!.id}, 'FACILITATOR', ${field.cohorts[0]!.scopeId})`,
      () => sql`update app.user_grant set ended_at = now() where user_id = ${account!.id}`,
      'E-ERA-03',
    )
  })

  it('by the neutral answer where somebody else has to look at it: a double, or a unit out of reach', async () => {
    const sql = field.owner
    const [elsewhere] =
      await sql`select scope_id as at from app.place where kind = 'PROVINCE' and code = '03'`
    await while_(
      () =>
        sql`insert into app.duplicate_case (scope_id, person_id, other_id) values (${field.provinceScope}, ${personId}, ${personId})`,
      () => sql`delete from app.duplicate_case where person_id = ${personId}`,
      'E-ENR-00',
    )
    await while_(
      () => sql`update app.person set scopes = scopes || ${elsewhere!.at}::int where id = ${personId}`,
      () =>
        sql`update app.person set scopes = array_remove(scopes, ${elsewhere!.at}::int) where id = ${personId}`,
      'E-ENR-00',
    )
  })

  it('by the database as well, whoever calls it past the command', async () => {
    const sql = field.owner
    await sql`update app.enrolment set status = 'ACTIVE', closed_on = null where id = ${enrolmentId}`
    const call = (userId: string) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.user_id', ${userId}, true)`
        await tx`select app.erase_person(${personId}, '{}', '{}', 'SAID', now())`
      })
    await expect(call(field.officer.actor.userId)).rejects.toMatchObject({ message: 'E-ERA-01' })
    const facilitator = await staff(sql, 'FACILITATOR', field.cohorts[0]!.scopeId)
    await expect(call(facilitator.userId)).rejects.toMatchObject({ message: 'E-GEN-02' })
    await sql`update app.enrolment set status = 'WITHDRAWN', closed_on = ${RUN_START} where id = ${enrolmentId}`
    await expect(call(field.officer.actor.userId)).rejects.toMatchObject({ message: 'E-GEN-03' })
  })

  it('in words only: nobody says that she is gone while she is there', async () => {
    const saying = inTransaction(field.officer, (db) =>
      db.execute(statement`update app.person set erased_at = now() where id = ${personId}`),
    )
    await expect(saying).rejects.toMatchObject({ code: 'E-GEN-02' })
    const [row] = await field.owner`select erased_at from app.person where id = ${personId}`
    expect(row!.erased_at).toBeNull()
  })

  it('and done when nothing stands in the way', async () => {
    expect(await erasePerson(field.officer, asked({ name: `  ${name} ` }))).toEqual({ personId, files: 0 })
  })
})
