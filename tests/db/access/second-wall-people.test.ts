import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TwoProvinces, touched, tried, twoProvinces } from './second-wall-world'

let w: TwoProvinces
beforeAll(async () => {
  w = await twoProvinces()
})
afterAll(() => w?.close())

describe('whom it is about', () => {
  it('a facilitator sees her own people by name and nobody of the cohort next door', async () => {
    const names = await tried(w.app, w.a.facilitator, (sql) => sql`select id from app.person order by id`)
    expect(names.map((row) => row.id).sort()).toEqual(w.a.people.map((one) => one.personId).sort())
    const others = await tried(w.app, w.a.facilitator, async (sql) => [
      ...(await sql`select 1 from app.person where id = any(${w.a2.people}::uuid[])`),
      ...(await sql`select 1 from app.attendance where session_id = any(${w.a2.sessionIds}::uuid[])`),
      ...(await sql`select 1 from app.user_account where id = ${w.a2.facilitator.userId}`),
    ])
    expect(others).toHaveLength(0)
  })

  it('nothing of hers can be moved into another’s unit, nor another’s into hers', async () => {
    const mine = w.a.facilitator
    const [her, hers] = [w.a.people[0]!.personId, w.a2.people[0]!]
    const to = w.a2.scope
    for (const statement of [
      `update app.consent set scope_id = ${to}`,
      `update app.session_guest set scope_id = ${to}`,
      `update app.import_draft set scope_id = ${to}`,
      `update app.session set scope_id = ${to}`,
      `update app.person set scopes = '{${to}}' where id = '${her}'`,
    ])
      expect(await touched(w.app, mine, statement), statement).toMatch(/^(42501|23503)$/)
    expect(
      await touched(
        w.app,
        mine,
        `update app.person set scopes = scopes || ${w.a.cohortScope} where id = '${hers}'`,
      ),
    ).toBe(0)
  })

  it('she is not put into units, or another province, beyond the reach of who writes her', async () => {
    const her = w.a.people[0]!.personId
    const adding = (scopes: string, province: string) =>
      `insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
        values ('${province}', '{${scopes}}', 'x', 'x', 'x', 'F', 1370)`
    for (const statement of [
      `update app.person set scopes = scopes || ${w.a2.scope} where id = '${her}'`,
      `update app.person set scopes = scopes || ${w.b.cohortScope} where id = '${her}'`,
      `update app.person set province_id = '${w.b.provinceId}' where id = '${her}'`,
      adding(`${w.a.cohortScope},${w.a2.scope}`, w.a.provinceId),
      adding(`${w.a.cohortScope},${w.b.cohortScope}`, w.a.provinceId),
      adding(`${w.a.cohortScope}`, w.b.provinceId),
    ])
      expect(await touched(w.app, w.a.facilitator, statement), statement).toBe('42501')
    expect(
      await touched(
        w.app,
        w.a.officer,
        `update app.person set scopes = scopes || ${w.a2.scope} where id = '${her}'`,
      ),
    ).toBe(1)
  })

  it('nor taken out of another’s unit that holds her too', async () => {
    const [row] =
      await w.owner`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${w.a.provinceId}, ${[w.a.cohortScope, w.a2.scope]}, 'x', 'x', 'x', 'F', 1370) returning id`
    const out = `update app.person set scopes = '{${w.a.cohortScope}}' where id = '${row!.id}'`
    const rename = `update app.person set last_name = 'y' where id = '${row!.id}'`
    try {
      expect(await touched(w.app, w.a.facilitator, out)).toBe('42501')
      expect(await touched(w.app, w.a.facilitator, rename)).toBe(1)
      expect(await touched(w.app, w.a.officer, out)).toBe(1)
    } finally {
      await w.owner`delete from app.person where id = ${row!.id}`
    }
  })

  it('sign-in names are seen by who manages the account: the office sees its facilitators’, not its director’s', async () => {
    const handles: [string, string][] = [
      ['+989120000001', w.a.facilitator.userId],
      ['+989120000002', w.a.director.userId],
      ['+989120000003', w.b.officer.userId],
    ]
    for (const [handle, user] of handles)
      await w.owner`insert into app.user_login (handle, kind, user_id) values (${handle}, 'MOBILE', ${user})`
    const seen = async (role: string) =>
      (await tried(w.app, w.who[role]!, (sql) => sql`select handle from app.user_login order by 1`)).map(
        (row) => row.handle.slice(-1),
      )
    try {
      expect(await seen('PROVINCE_OFFICER of A')).toEqual(['1'])
      expect(await seen('PROVINCE_DIRECTOR of A')).toEqual(['1', '2'])
      expect(await seen('ADMIN of A')).toEqual(['1', '2'])
      expect(await seen('FACILITATOR of A1')).toEqual(['1'])
      for (const role of [
        'FACILITATOR of A2',
        'COUNTY_OFFICER of A1',
        'AUDITOR of A',
        'NATIONAL_VIEWER',
        'nobody',
      ])
        expect(await seen(role), role).toEqual([])
    } finally {
      await w.owner`delete from app.user_login`
    }
  })
})
