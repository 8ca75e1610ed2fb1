import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TwoProvinces, touched, tried, twoProvinces } from './second-wall-world'

let w: TwoProvinces
beforeAll(async () => {
  w = await twoProvinces()
})
afterAll(() => w?.close())

// What the commands never do, tried by hand through the application's login: acts beyond one's power within one's own
// unit, and acts signed with another's name.
describe('a sheet', () => {
  const session = () => w.a.sessionIds[0]!
  const set = (to: string) => `update app.session set ${to} where id = '${session()}'`

  it('is approved by who reviews, in her own name, and by nobody who only records', async () => {
    const mine = (id: string) => set(`status = 'APPROVED', approved_by = '${id}'`)
    expect(await touched(w.app, w.a.facilitator, mine(w.a.facilitator.userId))).toBe('42501')
    expect(await touched(w.app, w.a.facilitator, mine(w.a.officer.userId))).toBe('42501')
    expect(await touched(w.app, w.a.officer, mine(w.a.director.userId))).toBe('42501')
    expect(await touched(w.app, w.a.officer, mine(w.a.officer.userId))).toBe(1)
  })

  it('that is approved is not touched by who records', async () => {
    const sheet = `select status, approved_by from app.session where id = '${session()}'`
    const [before] = await w.owner.unsafe(sheet)
    await w.owner.unsafe(set(`status = 'APPROVED', approved_by = '${w.a.officer.userId}'`))
    try {
      for (const to of [`status = 'HELD'`, 'net_minutes = 240', 'credited_minutes = 9000', 'n_present = 99'])
        expect(await touched(w.app, w.a.facilitator, set(to)), to).toBe('42501')
      expect(await touched(w.app, w.a.officer, set(`status = 'REOPENED'`))).toBe(1)
    } finally {
      await w.owner.unsafe(set(`status = '${before!.status}', approved_by = null`))
    }
  })

  it('stays with the group, or class, of its own unit', async () => {
    expect(await touched(w.app, w.a.facilitator, set(`cohort_id = '${w.a2.id}'`))).toBe('23503')
    expect(await touched(w.app, w.a.facilitator, set(`cohort_id = '${w.b.cohortId}'`))).toBe('23503')
    const month = `insert into app.cohort_month (run_id, scope_id, cohort_id, month)
      values ('${w.a.runId}', ${w.a.cohortScope}, '${w.a2.id}', 140309)`
    expect(await touched(w.app, w.a.facilitator, month)).toBe('23503')
  })

  it('is reviewed, and marked, in one’s own name', async () => {
    const reviewed = (
      by: string,
    ) => `insert into app.sheet_review (scope_id, session_id, decision, decided_by)
      values (${w.a.cohortScope}, '${session()}', 'RETURN', '${by}')`
    expect(await touched(w.app, w.a.officer, reviewed(w.a.director.userId))).toBe('42501')
    expect(await touched(w.app, w.a.officer, reviewed(w.a.officer.userId))).toBe(1)
    const tapped = (by: string) => `insert into app.operation (id, scope_id, session_id, kind, actor_id)
      values ('${randomUUID()}', ${w.a.cohortScope}, '${session()}', 'mark', '${by}')`
    expect(await touched(w.app, w.a.facilitator, tapped(w.a.officer.userId))).toBe('42501')
    expect(await touched(w.app, w.a.facilitator, tapped(w.a.facilitator.userId))).toBe(1)
  })
})

describe('a release', () => {
  const add = (
    by: string,
    status: string,
    approved = 'null',
  ) => `insert into app.release (scope_id, run_id, as_of, month,
    status, bundle, bundle_hash, prepared_by, prepared_at, approved_by)
    values (${w.a.provinceScope}, '${w.a.runId}', '2024-06-20', 140303, '${status}', '{}', 'x', '${by}', now(), ${approved})`
  const set = (to: string) => `update app.release set ${to} where run_id = '${w.a.runId}'`

  it('is prepared in one’s own name, and comes into being unpublished', async () => {
    const [officer, director] = [w.a.officer.userId, w.a.director.userId]
    expect(await touched(w.app, w.a.director, add(officer, 'IN_REVIEW'))).toBe('42501')
    expect(await touched(w.app, w.a.director, add(director, 'PUBLISHED', `'${officer}'`))).toBe('42501')
    expect(await touched(w.app, w.a.director, add(director, 'IN_REVIEW'))).toBe(1)
  })

  it('is published by who may sign, in her own name, as it was prepared', async () => {
    const published = (by: string) => set(`status = 'PUBLISHED', approved_by = '${by}'`)
    expect(await touched(w.app, w.a.officer, published(w.a.director.userId))).toBe('42501')
    const other = w.who['WELFARE_OFFICER of A']!.userId
    expect(await touched(w.app, w.a.director, published(other))).toBe('42501')
    for (const to of [
      `prepared_by = '${other}'`,
      `bundle = '{"a": 1}'`,
      `bundle_hash = 'y'`,
      `as_of = '2024-05-21'`,
    ])
      expect(await touched(w.app, w.a.director, set(to)), to).toBe('42501')
    // Nobody publishes what has not stood the attack, as the bundle is.
    expect(await touched(w.app, w.a.director, published(w.a.director.userId))).toBe('TB001')
    const [release] = await w.owner`select id from app.release where run_id = ${w.a.runId}`
    const stood = (hash: string, result = 'PASSED') => `
      with told as (update app.release set bundle_hash = encode(sha256(convert_to(bundle::text, 'UTF8')), 'hex'), status = 'IN_REVIEW'
        where id = '${release!.id}' returning id, scope_id, bundle_hash)
      insert into app.release_attack (scope_id, release_id, bundle_hash, after_number, result, verdict)
      select scope_id, id, ${hash}, (select coalesce(max(number), 0) from pub.release), '${result}', '{}' from told`
    for (const [hash, result] of [
      ['bundle_hash', 'REFUSED'],
      ['bundle_hash', 'VOID'],
      ["'y'", 'PASSED'],
    ] as const) {
      await w.owner.unsafe(stood(hash, result))
      expect(await touched(w.app, w.a.director, published(w.a.director.userId)), result).toBe('TB001')
    }
    await w.owner.unsafe(stood('bundle_hash'))
    expect(await touched(w.app, w.a.director, published(w.a.director.userId))).toBe(1)
    // A verdict is for those who prepare and sign; what was true, too.
    for (const table of ['release_attack', 'release_basis'])
      for (const who of [w.a.facilitator, w.who['CULTURAL_OFFICER of A']!, w.who['AUDITOR of A']!])
        expect(await tried(w.app, who, (one) => one.unsafe(`select 1 from app.${table}`))).toHaveLength(0)
    const forged = `insert into app.release_attack (scope_id, release_id, bundle_hash, after_number, result, verdict)
      values (${w.a.provinceScope}, '${release!.id}', 'z', 0, 'PASSED', '{}')`
    expect(await touched(w.app, w.who['AUDITOR of A']!, forged)).toBe('42501')
    expect(await touched(w.app, w.b.officer, forged)).toBe('42501')
  })
})

it('a rule is changed in one’s own name', async () => {
  const rule = (
    by: string,
  ) => `insert into app.rule (key, value, level, run_id, valid_from, source, reason, changed_by)
    values ('LATE_GRACE_MINUTES', '20', 'RUN', '${w.a.runId}', now(), 'test', 'x', ${by})`
  expect(await touched(w.app, w.a.director, rule(`'${w.a.officer.userId}'`))).toBe('42501')
  expect(await touched(w.app, w.a.director, rule('null'))).toBe('42501')
  expect(await touched(w.app, w.a.director, rule(`'${w.a.director.userId}'`))).toBe(1)
})

describe('a woman of another place', () => {
  it('is not enrolled by who merely knows her number in the database', async () => {
    for (const her of [w.a2.people[0]!, w.b.people[0]!.personId]) {
      const refused = await tried(w.app, w.a.facilitator, async (sql) => {
        const [agreed] =
          await sql`insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at)
          values (${w.a.cohortScope}, ${her}, 'REGISTER', 'DECLARED', '1', now()) returning id`
        return sql`insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on)
          values (${w.a.cohortScope}, ${w.a.runId}, ${w.a.cohortId}, ${her}, ${agreed!.id}, 99, '2024-05-12')`
      }).catch((error: { code: string }) => error.code)
      expect(refused).toBe('42501')
    }
  })

  it('is not read by an account made for her', async () => {
    const account = (person: string) =>
      `insert into app.user_account (scope_id, display_name, person_id) values (${w.a.provinceScope}, 'x', ${person})`
    const admin = w.who['ADMIN of A']!
    expect(await touched(w.app, admin, account(`'${w.b.people[0]!.personId}'`))).toBe('42501')
    expect(await touched(w.app, admin, account(`'${w.a.people[0]!.personId}'`))).toBe('42501')
    expect(await touched(w.app, w.a.officer, account(`'${w.b.people[0]!.personId}'`))).toBe('42501')
    expect(await touched(w.app, admin, account('null'))).toBe(1)
  })
})
