import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TwoProvinces, touched, twoProvinces } from './second-wall-world'

let w: TwoProvinces
beforeAll(async () => {
  w = await twoProvinces()
})
afterAll(() => w?.close())

describe('rules through the application’s login', () => {
  const rule = (level: string, province: string | null, run: string | null) => {
    const quoted = (value: string | null) => (value ? `'${value}'` : 'null')
    return `insert into app.rule (key, value, level, province_id, run_id, valid_from, source, reason, changed_by)
      values ('LATE_GRACE_MINUTES', '20', '${level}', ${quoted(province)}, ${quoted(run)}, now(), 'test', 'x', app.me())`
  }

  it('a director writes her province’s and its runs’, and no other’s and not the nation’s', async () => {
    const add = (level: string, province: string | null, run: string | null) =>
      touched(w.app, w.a.director, rule(level, province, run))
    expect(await add('PROVINCE', w.a.provinceId, null)).toBe(1)
    expect(await add('RUN', null, w.a.runId)).toBe(1)
    expect(await add('PROVINCE', w.b.provinceId, null)).toBe('42501')
    expect(await add('RUN', null, w.b.runId)).toBe('42501')
    expect(await add('NATION', null, null)).toBe('42501')
  })

  it('nor one that is her own by one half and another’s by the other', async () => {
    const add = (level: string, province: string | null, run: string | null) =>
      touched(w.app, w.a.director, rule(level, province, run))
    expect(await add('RUN', w.a.provinceId, w.b.runId)).toBe('42501')
    expect(await add('RUN', w.b.provinceId, w.a.runId)).toBe('42501')
    expect(await add('PROVINCE', w.b.provinceId, w.a.runId)).toBe('42501')
    // What is said of the level must be what the row is.
    expect(await add('NATION', w.a.provinceId, null)).not.toBe(1)
    expect(await add('PROVINCE', null, w.a.runId)).not.toBe(1)
  })

  it('nobody else writes any', async () => {
    for (const [name, who] of Object.entries(w.who)) {
      if (name.startsWith('PROVINCE_DIRECTOR')) continue
      for (const statement of [
        rule('PROVINCE', w.a.provinceId, null),
        rule('RUN', null, w.a.runId),
        rule('NATION', null, null),
      ])
        expect(await touched(w.app, who, statement), name).toBe('42501')
    }
  })

  it('a county or a neighbourhood is no province', async () => {
    expect(await touched(w.app, w.a.director, rule('PROVINCE', w.a.countyId, null))).not.toBe(1)
  })

  it('a rule once written is neither changed nor removed', async () => {
    expect(await touched(w.app, w.a.director, `update app.rule set value = '1'`)).toBe('42501')
    expect(await touched(w.app, w.a.director, 'delete from app.rule')).toBe('42501')
  })
})

describe('consent before enrolment, by the database itself', () => {
  const person = async () => {
    const [row] =
      await w.owner`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${w.a.provinceId}, ${[w.a.cohortScope]}, 'تازه', 'آزمون', 'x', 'F', 1370) returning id`
    return row!.id as string
  }
  const consent = async (
    of: string,
    more: { state?: string; purpose?: string; withdrawn?: boolean } = {},
  ) => {
    const [row] =
      await w.owner`insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at, read_at, withdrawn_at)
      values (${w.a.cohortScope}, ${of}, ${more.purpose ?? 'REGISTER'}, ${more.state ?? 'DECLARED'}, '1', now(), now(),
        ${more.withdrawn ? new Date() : null}) returning id`
    return row!.id as string
  }
  const enrol = (who: string, agreed: string | null) =>
    `insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on)
      values (${w.a.cohortScope}, '${w.a.runId}', '${w.a.cohortId}', '${who}', ${agreed ? `'${agreed}'` : 'null'}, 99, '2024-05-12')`
  /** The application's login and the owner's alike: no right passes this by. */
  const both = async (statement: string) => [
    await touched(w.app, w.a.officer, statement),
    await touched(w.owner, null, statement),
  ]

  it('takes a woman who agreed, declared or read aloud', async () => {
    for (const state of ['DECLARED', 'READ_ALOUD']) {
      const her = await person()
      expect(await both(enrol(her, await consent(her, { state })))).toEqual([1, 1])
    }
  })

  it('refuses one without, with a refused, withdrawn or other consent, and with another’s', async () => {
    const her = await person()
    const other = await person()
    const cases: [string, string | null, (number | string)[]][] = [
      ['none', null, ['TB003', 'TB003']],
      ['one that is not there', '00000000-0000-7000-8000-000000000000', ['TB003', 'TB003']],
      ['refused', await consent(her, { state: 'REFUSED' }), ['TB003', 'TB003']],
      ['withdrawn', await consent(her, { state: 'WITHDRAWN' }), ['TB003', 'TB003']],
      ['for another purpose', await consent(her, { purpose: 'SURVEY' }), ['TB003', 'TB003']],
      ['another’s', await consent(other), ['23503', '23503']],
    ]
    for (const [name, agreed, answer] of cases) expect(await both(enrol(her, agreed)), name).toEqual(answer)
  })

  it('refuses a consent that was taken back', async () => {
    const her = await person()
    expect(await both(enrol(her, await consent(her, { withdrawn: true })))).toEqual(['TB003', 'TB003'])
  })

  it('keeps an enrolment from being handed to another person or another consent', async () => {
    const one = w.a.people[0]!.personId
    const two = await person()
    const theirs = await consent(two)
    const gone = await consent(one, { state: 'WITHDRAWN' })
    const change = (what: string) => both(`update app.enrolment set ${what} where person_id = '${one}'`)
    expect(await change(`person_id = '${two}'`)).toEqual(['23503', '23503'])
    expect(await change(`consent_id = '${theirs}'`)).toEqual(['23503', '23503'])
    expect(await change(`consent_id = '${gone}'`)).toEqual(['TB003', 'TB003'])
    expect(await change('consent_id = null')).not.toContain(1)
  })
})
