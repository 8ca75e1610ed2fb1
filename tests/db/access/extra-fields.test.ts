import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation } from '@/db/commands/access/accept-invitation'
import { createAccount } from '@/db/commands/access/create-account'
import { setLocale } from '@/db/commands/access/set-locale'
import { setStatus } from '@/db/commands/access/set-status'
import { signIn } from '@/db/commands/access/sign-in'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { registerPerson } from '@/db/commands/people/register-person'
import { saveRegisterBySession } from '@/db/commands/workshops/save-register'
import { staff, world } from '@/tests/support/factories'
import { type Field, openField, RUN_START, somebody } from '../people/field'
import { actorBy, attempt, codeOf, type Open, openAccounts, PASSWORD, signedIn } from './accounts-world'

// S05: more fields in a form than it has. What has names of columns and of ours is sent along; nothing of it is found anywhere.
const EXTRA = JSON.parse(`{
  "roles": ["ADMIN"], "grants": [{ "role": "ADMIN", "scopeId": 1 }], "user_id": "x", "scope_id": 1, "scopes": [1],
  "province_id": "x", "provinceId": "x", "is_demo": true, "isDemo": true, "verified": true, "version": 99, "approvedBy": "x",
  "created_by": "x", "password_hash": "x", "passwordHash": "x", "national_id_hash": "x", "factor_at": "2026-01-01", "row_no": 99,
  "constructor": { "prototype": { "admin": true } }, "__proto__": { "admin": true }
}`) as object

describe('an account', () => {
  let w: Open
  beforeAll(async () => {
    w = await openAccounts()
  })
  afterAll(() => w.close())
  const rowOf = async (userId: string) => {
    const [row] =
      await w.owner`select a.scope_id, a.display_name, a.locale, a.status, a.is_demo, a.person_id, a.version,
      (select json_agg(json_build_array(g.role, g.scope_id, g.programme) order by g.role) from app.user_grant g
        where g.user_id = a.id and g.ended_at is null) as grants from app.user_account a where a.id = ${userId}`
    return row!
  }
  const idOf = async (name: string) =>
    (await w.owner`select id from app.user_account where display_name = ${name}`)[0]!.id as string

  it('made with more fields than the form has is what it would have been without them', async () => {
    const { ctx } = await signedIn(w.app, await w.member('ADMIN', w.nodes.a))
    const asked = (name: string, handle: string) => ({
      name,
      handle,
      role: 'PROVINCE_OFFICER' as const,
      scopeId: w.nodes.a,
    })
    await createAccount(ctx, asked('بی‌افزوده', '09124440001'))
    const { token } = await createAccount(ctx, { ...EXTRA, ...asked('با افزوده', '09124440002') } as never)
    const [plain, extra] = [await rowOf(await idOf('بی‌افزوده')), await rowOf(await idOf('با افزوده'))]
    expect({ ...extra, display_name: '' }).toEqual({ ...plain, display_name: '' })
    // Her own first word by the link, and each sign-in after it.
    const before = await rowOf(await idOf('با افزوده'))
    const { userId } = await acceptInvitation(attempt(), {
      ...EXTRA,
      token,
      password: PASSWORD,
      again: PASSWORD,
    } as never)
    const opened = await signIn(attempt(), { ...EXTRA, handle: '09124440002', password: PASSWORD } as never)
    expect(opened.roles).toEqual(['PROVINCE_OFFICER'])
    expect(await rowOf(userId)).toEqual({ ...before, version: (before.version as number) + 1 })
  })

  it('changes its language, or is disabled, and nothing else of it', async () => {
    const { ctx } = await signedIn(w.app, await w.member('ADMIN', w.nodes.a))
    const her = await w.member('FACILITATOR', w.nodes.unitA, w.nodes.countyA)
    const { ctx: own } = await signedIn(w.app, her)
    const before = await rowOf(her.userId)
    await setLocale(own, {
      ...EXTRA,
      locale: 'en',
      role: 'ADMIN',
      status: 'DISABLED',
      userId: ctx.actor.userId,
    } as never)
    expect(await rowOf(her.userId)).toEqual({
      ...before,
      locale: 'en',
      version: (before.version as number) + 1,
    })
    await setStatus(ctx, {
      ...EXTRA,
      userId: her.userId,
      status: 'DISABLED',
      role: 'ADMIN',
      scopeId: 1,
      locale: 'fa',
    } as never)
    expect(await rowOf(her.userId)).toEqual({
      ...before,
      locale: 'en',
      status: 'DISABLED',
      version: (before.version as number) + 2,
    })
  })

  it('is given no second factor and no role by a session that is asked for with one', async () => {
    const officer = await w.member('PROVINCE_OFFICER', w.nodes.a)
    const { sid } = await signIn(attempt(), { ...EXTRA, handle: officer.handle, password: PASSWORD } as never)
    // The second factor is still due, whatever was sent along.
    expect(await actorBy(w.app, sid)).toBeNull()
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe('a woman', () => {
  let field: Field
  let sql: Sql
  beforeAll(async () => {
    field = await openField()
    sql = field.owner
  })
  afterAll(() => field.close())
  const enrolled = () =>
    sql`select p.province_id, p.scopes, e.scope_id, e.run_id, e.row_no, e.status, e.cohort_id
      from app.person p join app.enrolment e on e.person_id = p.id order by e.row_no`

  it('is not registered by a form with a field it does not have, and is without it', async () => {
    const typed = {
      ...{ runId: field.runId, cohortId: field.cohorts[0]!.cohortId, first: 'کبری', last: 'نوری' },
      ...{ birth: '۱۳۷۰/۲/۵', nationalId: somebody('', 1).nationalId, sex: 'F', consent: true },
    }
    for (const key of [...Object.keys(EXTRA), 'rowNo', 'scopeId'].filter((key) => key !== '__proto__')) {
      const form = { ...typed, [key]: (EXTRA as Record<string, unknown>)[key] ?? 1 }
      expect(await codeOf(registerPerson(field.officer, form)), key).toContain('unrecognized_keys')
    }
    expect(await enrolled()).toHaveLength(0)
    await registerPerson(field.officer, typed)
    expect([...(await enrolled())]).toMatchObject([
      { province_id: field.provinceId, row_no: 1, status: 'REGISTERED' },
    ])
  })

  it('is not enrolled at all by a list with a field it does not have', async () => {
    const cohort = field.cohorts[0]!
    const before = await enrolled()
    const list = (people: object[], more: object = {}) =>
      enrolPeople(field.officer, { runId: field.runId, registeredOn: RUN_START, people, ...more } as never)
    for (const key of Object.keys(EXTRA).filter((key) => key !== '__proto__')) {
      const one = { [key]: (EXTRA as Record<string, unknown>)[key] }
      expect(await codeOf(list([{ ...somebody(cohort.cohortId, 9), ...one }])), key).toContain(
        'unrecognized_keys',
      )
      expect(await codeOf(list([somebody(cohort.cohortId, 9)], one)), key).toContain('unrecognized_keys')
    }
    expect(await enrolled()).toEqual(before)
  })

  it('is marked by nothing but a mark', async () => {
    const w = await world(sql, { people: 2, sessions: 1 })
    const her = await staff(sql, 'FACILITATOR', w.cohortScope)
    const save = (op: object, more: object = {}) =>
      codeOf(
        saveRegisterBySession(
          her.hash,
          {
            ...{ v: 1, sessionId: w.sessionIds[0], baseVersion: 1, outcome: 'draft' },
            ops: [{ id: randomUUID(), kind: 'mark', person: w.people[0]!.personId, code: 'PRESENT', ...op }],
            ...more,
          },
          'test',
        ),
      )
    expect(await save({ credited_minutes: 9000 })).toBe('E-GEN-04')
    expect(await save({ scope_id: 1 })).toBe('E-GEN-04')
    expect(await save({}, { status: 'APPROVED' })).toBe('E-GEN-04')
    expect(await save({}, { approved_by: her.userId })).toBe('E-GEN-04')
    expect(await sql`select 1 from app.attendance where session_id = ${w.sessionIds[0]!}`).toHaveLength(0)
  })
})
