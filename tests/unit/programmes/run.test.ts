import { describe, expect, it } from 'vitest'
import { checkAssignment, checkCertification } from '@/lib/programmes/facilitator'
import { checkLegalBases, moveRunTo, runWarnings } from '@/lib/programmes/run'
import { firstValues } from '@/lib/rules/registry'

const cohorts = Array.from({ length: 25 }, (_, i) => ({
  targetSize: 25,
  placeId: `place ${i}`,
  countyId: `county ${i % 12}`,
}))
const plan = {
  startDay: '2024-04-20',
  cohorts,
  legalBases: [{ title: 'سند استان', validTo: null }],
  targets: { counties: 12, neighbourhoods: 25, participants: 625 },
}

describe('warnings before a run is approved', () => {
  it('are none where everything is as the plan says', () => expect(runWarnings(plan)).toEqual([]))

  it('name the sum of the cohorts: 625 is the total, not the size of each', () => {
    const warned = runWarnings({
      ...plan,
      cohorts: cohorts.map((cohort) => ({ ...cohort, targetSize: 625 })),
    })
    expect(warned).toEqual([{ code: 'W-RUN-01', values: { sum: 15_625, target: 625 } }])
  })

  it('name missing neighbourhoods and counties', () => {
    expect(
      runWarnings({ ...plan, cohorts: cohorts.slice(0, 10) }).map(({ code, values }) => [code, values]),
    ).toEqual([
      ['W-RUN-01', { sum: 250, target: 625 }],
      ['W-RUN-02', { n: 10, target: 25 }],
      ['W-RUN-03', { n: 10, target: 12 }],
    ])
  })

  it('name a legal basis that ended before the start, not one that ends that day', () => {
    const bases = [
      { title: 'قانون برنامهٔ ششم', validTo: '2022-03-20' },
      { title: 'سند', validTo: '2024-04-20' },
    ]
    expect(runWarnings({ ...plan, legalBases: bases })).toEqual([
      { code: 'W-RUN-05', values: { title: 'قانون برنامهٔ ششم' } },
    ])
  })

  it('need at least one legal basis', () => {
    expect(checkLegalBases(0)).toMatchObject({ code: 'E-RUN-04' })
    expect(checkLegalBases(1).ok).toBe(true)
  })
})

it('a run goes forward only', () => {
  expect(moveRunTo('DRAFT', 'APPROVED').ok).toBe(true)
  expect(moveRunTo('DRAFT', 'STEP2_RUNNING').ok).toBe(false)
  expect(moveRunTo('CLOSED', 'STEP2_RUNNING').ok).toBe(false)
  expect(moveRunTo('SUSPENDED', 'STEP2_RUNNING').ok).toBe(true)
})

describe('facilitators', () => {
  const rules = firstValues()
  it('are certified from 54 of 60 hours on', () => {
    expect(checkCertification('IN_TRAINING', 3240, rules)).toEqual({ ok: true, value: 3240 })
    expect(checkCertification('IN_TRAINING', 3239, rules)).toMatchObject({
      code: 'E-FAC-02',
      values: { min: 54 },
    })
    expect(checkCertification('NOMINATED', 3600, rules)).toMatchObject({ code: 'E-FAC-04' })
  })
  it('lead a cohort with a certificate, and no more than the rule allows', () => {
    expect(checkAssignment('IN_TRAINING', 0, rules)).toMatchObject({ code: 'E-FAC-01' })
    expect(checkAssignment('CERTIFIED', 0, rules).ok).toBe(true)
    expect(checkAssignment('ASSIGNED', 1, rules)).toMatchObject({ code: 'E-FAC-03', values: { max: 1 } })
  })
})
