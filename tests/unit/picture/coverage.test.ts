import { describe, expect, it } from 'vitest'
import { type CoverageFacts, coverageOf } from '@/lib/picture/coverage'

const at = { today: '2024-06-01', quietDays: 90, least: 1 }
const of = (facts: CoverageFacts) => coverageOf(facts, at)

describe('what is there and what is missing', () => {
  it('of the plan: a group, and as many in it as were planned', () => {
    expect(of({ programme: 'RESILIENCE', groups: 0, members: 0, planned: 0 }).missing).toEqual([
      { code: 'noGroup' },
    ])
    expect(of({ programme: 'RESILIENCE', groups: 1, members: 25, planned: 25 }).missing).toEqual([])
    expect(of({ programme: 'RESILIENCE', groups: 1, members: 22, planned: 25 }).missing).toEqual([
      { code: 'belowPlan', by: 3 },
    ])
  })
  it('of the hamyar groups: none, or fewer than the county’s target', () => {
    expect(of({ programme: 'HAMYAR', groups: 0, planned: 3 }).missing).toEqual([{ code: 'noHamyar' }])
    expect(of({ programme: 'HAMYAR', groups: 2, planned: 3 }).missing).toEqual([
      { code: 'belowTarget', by: 1 },
    ])
    expect(of({ programme: 'HAMYAR', groups: 2, planned: null }).missing).toEqual([])
  })
  it('of the charities: no provider, or a need nobody there has places for', () => {
    expect(of({ programme: 'CHARITY', groups: 0, without: ['خدمت ۸۷'] }).missing).toEqual([
      { code: 'noProvider' },
      { code: 'noService', service: 'خدمت ۸۷' },
    ])
    expect(of({ programme: 'CHARITY', groups: 1, without: [] }).missing).toEqual([])
  })
  it('of the associations: the gap of a county as their own pages have it', () => {
    const list = (...all: [state: 'ESTABLISHED' | 'SELECTED' | 'DISSOLVED', last: string | null][]) =>
      of({ programme: 'ASSOCIATION', list: all.map(([state, last]) => ({ state, last })) })
    expect(list(['ESTABLISHED', '2024-05-01'])).toMatchObject({ there: 1, missing: [] })
    expect(list(['ESTABLISHED', null])).toMatchObject({ there: 1, missing: [] })
    expect(list(['SELECTED', null]).missing).toEqual([{ code: 'noAssociation' }])
    expect(list(['DISSOLVED', '2024-05-01'], ['ESTABLISHED', '2024-01-01']).missing).toEqual([
      { code: 'noAssociation' },
      { code: 'resting', by: 1 },
    ])
    expect(
      coverageOf(
        { programme: 'ASSOCIATION', list: [{ state: 'ESTABLISHED', last: '2024-05-01' }] },
        { ...at, least: 2 },
      ).missing,
    ).toEqual([{ code: 'noAssociation' }])
  })
})
