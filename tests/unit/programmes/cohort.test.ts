import { describe, expect, it } from 'vitest'
import { isFor } from '@/lib/programmes/audience'
import { type CohortStanding, checkReady, readyConditions } from '@/lib/programmes/cohort'

const RULES = { COHORT_MIN_SIZE: 20, COHORT_MAX_SIZE: 30 }
const standing = (more: Partial<CohortStanding> = {}): CohortStanding => ({
  lead: 'ASSIGNED',
  enrolled: 25,
  planMinutes: 3600,
  plannedMinutes: 3600,
  ...more,
})
const unmet = (more: Partial<CohortStanding>, rules = RULES) =>
  readyConditions(standing(more), rules)
    .filter(({ met }) => !met)
    .map(({ code }) => code)

describe('a group is ready', () => {
  it('when all four conditions are met, and each says its numbers', () => {
    expect(unmet({})).toEqual([])
    expect(checkReady(standing(), RULES)).toEqual({ ok: true, value: true })
    expect(readyConditions(standing({ enrolled: 19, planMinutes: 3480 }), RULES)).toMatchObject([
      { code: 'E-FAC-01', met: true },
      { code: 'E-COH-03', met: false, values: { min: 20, n: 19 } },
      { code: 'E-COH-02', met: true, values: { max: 30 } },
      { code: 'E-COH-04', met: false, values: { h: 58, target: 60 } },
    ])
  })

  it.each([
    [{ lead: null }, ['E-FAC-01']],
    [{ lead: 'IN_TRAINING' as const }, ['E-FAC-01']],
    [{ enrolled: 31 }, ['E-COH-02']],
    [{ enrolled: 3, planMinutes: 0 }, ['E-COH-03', 'E-COH-04']],
  ])('not with %o', (more, codes) => {
    expect(unmet(more)).toEqual(codes)
    expect(checkReady(standing(more), RULES)).toMatchObject({ ok: false, code: codes[0] })
  })

  it('by the rules of the day', () => {
    expect(unmet({ enrolled: 19 }, { COHORT_MIN_SIZE: 19, COHORT_MAX_SIZE: 19 })).toEqual([])
  })
})

it('a group is for women, men or everybody', () => {
  expect([isFor('WOMEN', 'F'), isFor('WOMEN', 'M'), isFor('MEN', 'M'), isFor('MEN', 'F')]).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect([isFor('MIXED', 'F'), isFor('MIXED', 'M')]).toEqual([true, true])
})
