import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeRule } from '@/db/commands/rules'
import { figures } from '@/db/queries/indicators/figures'
import { ruleHistory, rulesOf } from '@/db/queries/rules'
import { actorOfAccount, systemActor } from '@/db/seed/system-actor'
import { type Context, reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { RuleKey } from '@/lib/rules/registry'
import { DRIFT, type Loaded, loadedDatabase, pairs, rows } from '../demo/loaded'

let demo: Loaded
let runId: string
let director: Actor
let officer: Actor
const NOW = new Date('2026-11-01T08:00:00Z')
const as = (actor: Actor): Context => ({ actor, now: NOW, requestId: 'test' })
const one = async (statement: string) => (await rows(demo.sql, statement))[0]
const why = { reason: 'مصوبهٔ کارگروه استان', source: 'صورت‌جلسهٔ ۱۲' }

beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  runId = (await one('select id from app.run'))!.id as string
  const account = async (handle: string) =>
    actorOfAccount(
      demo.sql,
      (await one(`select user_id as id from app.user_login where handle = '${handle}@demo.tabavar.local'`))!
        .id as string,
    )
  director = await account('director')
  officer = await account('officer1')
})
afterAll(() => demo.end())

const inForce = async (key: RuleKey, at: string) =>
  reading(scopeOf(director), async (db) => (await rulesOf(db, runId, new Date(at)))[key])

const at = (asOf: string, code: IndicatorCode) =>
  reading(scopeOf(director), async (db) => {
    const asked = { runId, asOf, counting: 'internal', level: 'run' } as const
    return (await figures(db, scopeOf(director), asked)).places[0]!.figures.find((one) => one.code === code)!
  })

describe('changing a rule', () => {
  it('holds from the run’s own now on, never before', async () => {
    const changed = await changeRule(as(director), {
      key: 'LATE_GRACE_MINUTES',
      value: 40,
      level: 'RUN',
      runId,
      ...why,
    })
    expect(changed).toMatchObject({ value: 40, recredited: 0, validFrom: new Date('2024-07-22T15:00:00Z') })
    expect(await inForce('LATE_GRACE_MINUTES', '2024-07-22T14:59:59Z')).toBe(15)
    expect(await inForce('LATE_GRACE_MINUTES', '2024-07-22T15:00:00Z')).toBe(40)
    expect(
      await one('select sum(credited_minutes)::int m from app.session where cohort_id is not null'),
    ).toEqual({ m: 1_024_530 })
  })

  it('is in the audit with the old and the new value, the source and the reason', async () => {
    expect(
      await one(`select before, after, reason, actor_role from audit.event where action = 'rule.change'`),
    ).toMatchObject({
      before: { key: 'LATE_GRACE_MINUTES', value: 15 },
      after: { key: 'LATE_GRACE_MINUTES', value: 40, source: why.source },
      reason: why.reason,
      actor_role: 'PROVINCE_DIRECTOR',
    })
  })

  it('is kept in the history', async () => {
    const history = await reading(scopeOf(director), (db) =>
      ruleHistory(db, scopeOf(director), { key: 'LATE_GRACE_MINUTES', runId }),
    )
    expect(history.map(({ level, value, changedBy }) => [level, value, changedBy !== null])).toEqual([
      ['RUN', 40, true],
      ['NATION', 15, false],
    ])
  })

  it('credits what was recorded again only when asked: 61 late people, half an hour each', async () => {
    const changed = await changeRule(as(director), {
      key: 'LATE_GRACE_MINUTES',
      value: 30,
      level: 'RUN',
      runId,
      recompute: true,
      ...why,
    })
    expect(changed.recredited).toBeGreaterThan(0)
    expect(
      await one('select sum(credited_minutes)::int m from app.session where cohort_id is not null'),
    ).toEqual({ m: 1_024_530 + 61 * 30 })
    expect(await pairs(demo.sql, DRIFT)).toEqual({
      session: 0,
      enrolment: 0,
      facilitator: 0,
      month: 0,
      months: 0,
    })
    expect(await inForce('LATE_GRACE_MINUTES', '2024-05-01T00:00:00Z')).toBe(30)
    expect(await inForce('LATE_GRACE_MINUTES', '2024-08-01T00:00:00Z')).toBe(30)
  })

  it('moves who attended, too, where the least presence is what is asked again: 90 of 120 minutes no longer do', async () => {
    const attended = async () => (await at('2024-07-21', 'R-10')).numerator
    expect(await attended()).toBe(8553)
    const change = (key: RuleKey, value: number) =>
      changeRule(as(director), { key, value, level: 'RUN', runId, recompute: true, ...why })
    await change('LATE_GRACE_MINUTES', 15)
    await change('MIN_PRESENCE_SHARE', 0.8)
    expect(await attended()).toBe(8553 - 61)
    expect(Object.values(await pairs(demo.sql, DRIFT))).toEqual([0, 0, 0, 0, 0])
    await change('MIN_PRESENCE_SHARE', 0.5)
    expect(await attended()).toBe(8553)
  })

  it('of completion moves R-11 from then on, R-12 never, and the past only when asked', async () => {
    const reached = async (day: string) => [
      (await at(day, 'R-11')).numerator,
      (await at(day, 'R-12')).numerator,
    ]
    const change = (recompute: boolean) =>
      changeRule(as(director), {
        key: 'COMPLETION_SHARE_PARTICIPANT',
        value: 0.5,
        level: 'RUN',
        runId,
        recompute,
        ...why,
      })
    const [row] = await rows(
      demo.sql,
      `select count(*)::int n from app.enrolment where credited_minutes >= 1800 and status not in ('WITHDRAWN', 'NO_SHOW')`,
    )
    expect(row!.n).toBeGreaterThan(0)
    expect(await reached('2024-07-21')).toEqual([0, 0])
    await change(false)
    expect(await reached('2024-07-21')).toEqual([0, 0])
    expect(await reached('2024-07-22')).toEqual([row!.n, 0])
    await change(true)
    expect(await reached('2024-07-21')).toEqual([row!.n, 0])
  })

  it.each([
    [{ key: 'COMPLETION_SHARE_PARTICIPANT', value: 0.4, level: 'RUN' }, 'E-RUL-01'],
    [{ key: 'COMPLETION_SHARE_PARTICIPANT', value: 'many', level: 'RUN' }, 'E-RUL-02'],
    [{ key: 'PUBLIC_SUPPRESS_BELOW', value: 10, level: 'RUN' }, 'E-RUL-01'],
    [{ key: 'SVC_TOTAL', value: 153, level: 'NATION' }, 'E-GEN-02'],
  ] as const)('refuses %j with %s and writes nothing', async (asked, code) => {
    const before = await one('select count(*)::int n from app.rule')
    await expect(changeRule(as(director), { ...asked, runId, ...why })).rejects.toMatchObject({ code })
    expect(await one('select count(*)::int n from app.rule')).toEqual(before)
  })

  it('is not an officer’s to do', async () => {
    await expect(
      changeRule(as(officer), { key: 'LATE_GRACE_MINUTES', value: 20, level: 'RUN', runId, ...why }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })

  it('for the nation is the system’s', async () => {
    const system = await systemActor(demo.sql)
    await changeRule(as(system), { key: 'SVC_TOTAL', value: 153, level: 'NATION', ...why })
    expect(await inForce('SVC_TOTAL', '2026-11-01T08:00:00Z')).toBe(153)
  })
})
