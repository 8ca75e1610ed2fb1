import { describe, expect, it } from 'vitest'
import { type GroupState, WAY } from '@/lib/hamyar/kinds'
import { SOURCE_SETS } from '@/lib/hamyar/rule-set'
import {
  ACTS,
  type Act,
  actsFrom,
  type Doing,
  missing,
  next,
  nextStep,
  type WayFacts,
} from '@/lib/hamyar/way'

const members = 6
const ready: WayFacts = {
  state: 'PROPOSED',
  held: null,
  composition: {
    members,
    literate: 4,
    covered: members,
    able: members,
    local: members,
    ages: [15, 20, 30, 40, 50, 60],
    worker: true,
    employed: members,
    outsideWorkers: false,
  },
  rules: SOURCE_SETS[0]!,
  goal: true,
  countyBy: null,
  provinceBy: null,
  opening: { year: null, month: 11, day: null },
  keeper: true,
  breaches: 0,
  assessed: true,
}
const doing: Doing = { by: 'province', today: '2024-05-01', reason: 'دلیل' }
const at = (state: GroupState, more: Partial<WayFacts> = {}): WayFacts => ({ ...ready, state, ...more })
const codes = (act: Act, facts: WayFacts, more: Partial<Doing> = {}) =>
  missing(act, facts, { ...doing, ...more }).map(({ code }) => code)
const with_ = (more: Partial<WayFacts['composition']>) => ({ composition: { ...ready.composition, ...more } })

it('leads from a proposal to graduation, one act after the other', () => {
  let facts = at('PROPOSED')
  const states: GroupState[] = [facts.state]
  for (let act = nextStep(facts); act; act = nextStep(facts)) {
    const done = next(act, facts, doing)
    if (!done.ok) throw new Error(`${act}: ${done.code}`)
    facts = { ...facts, state: done.value, countyBy: act === 'approveCounty' ? 'county' : facts.countyBy }
    if (facts.state !== states.at(-1)) states.push(facts.state)
  }
  expect(states).toEqual([...WAY])
})

describe('each gate refuses', () => {
  it.each([
    ['identify', at('PROPOSED', with_({ members: 0 })), 'E-HG-12'],
    ['identify', at('PROPOSED', with_({ worker: false })), 'E-HG-06'],
    ['judge', at('MEMBERS_IDENTIFIED', with_({ members: 4, employed: 4, ages: [] })), 'E-HG-01'],
    ['judge', at('MEMBERS_IDENTIFIED', with_({ literate: 1 })), 'E-HG-04'],
    ['judge', at('MEMBERS_IDENTIFIED', with_({ covered: 5 })), 'E-HG-05'],
    ['judge', at('MEMBERS_IDENTIFIED', { goal: false }), 'E-HG-11'],
    ['approveCounty', at('ELIGIBLE', with_({ literate: 1 })), 'E-HG-04'],
    ['approveCounty', at('ELIGIBLE', { countyBy: 'county' }), 'E-HG-15'],
    ['approveProvince', at('ELIGIBLE'), 'E-HG-13'],
    ['approveProvince', at('ELIGIBLE', { countyBy: 'province' }), 'E-HG-14'],
    ['approveProvince', at('ELIGIBLE', { countyBy: 'county', provinceBy: 'other' }), 'E-HG-15'],
    ['open', at('APPROVED', { opening: null }), 'E-HG-19'],
    ['open', at('APPROVED', with_({ employed: 7 })), 'E-HG-10'],
    ['begin', at('OPENED', { keeper: false }), 'E-HG-20'],
    ['begin', at('OPENED', with_({ local: 5 })), 'E-HG-09'],
    ['selfSuffice', at('ACTIVE', { assessed: false }), 'E-HG-17'],
    ['selfSuffice', at('ACTIVE', { breaches: 1 }), 'E-HG-18'],
    ['selfSuffice', at('ACTIVE', with_({ worker: false })), 'E-HG-06'],
    ['graduate', at('SELF_SUFFICIENT', { breaches: 1 }), 'E-HG-18'],
    ['graduate', at('SELF_SUFFICIENT', { assessed: false }), 'E-HG-17'],
  ] as const)('%s %#', (act, facts, code) => {
    expect(codes(act, facts)).toEqual([code])
    expect(next(act, facts, doing)).toMatchObject({ ok: false, code })
  })

  it.each(['suspend', 'resume', 'dissolve', 'reopen'] as const)('E-HG-21 %s without a reason', (act) => {
    const state = act === 'resume' ? 'SUSPENDED' : act === 'reopen' ? 'DISSOLVED' : 'ACTIVE'
    expect(codes(act, at(state), { reason: ' ' })).toEqual(['E-HG-21'])
    expect(codes(act, at(state))).toEqual([])
  })

  it('an opening that has not come yet, and takes one of today', () => {
    // 2024-05-01 is 1403/02/12.
    const on = (year: number | null, month: number | null, day: number | null) =>
      codes('open', at('APPROVED', { opening: null }), { opening: { year, month, day } })
    expect(on(1403, 2, 12)).toEqual([])
    expect(on(1403, 2, 13)).toEqual(['E-HG-19'])
    expect(on(1403, 3, null)).toEqual(['E-HG-19'])
    expect(on(1403, null, null)).toEqual([])
    expect(on(1404, null, null)).toEqual(['E-HG-19'])
    expect(on(null, 11, null)).toEqual([])
    expect(on(null, 12, 31)).toEqual(['E-HG-19'])
    expect(on(1402, 12, 30)).toEqual(['E-HG-19'])
    expect(on(1402, 13, null)).toEqual(['E-HG-19'])
    expect(on(null, null, 3)).toEqual(['E-HG-19'])
  })
})

it('E-HG-16: no state knows an act that is not its own', () => {
  for (const state of [...WAY, 'SUSPENDED', 'DISSOLVED'] as const)
    for (const act of ACTS)
      if (!actsFrom(state).includes(act))
        expect(codes(act, at(state)), `${act} ${state}`).toEqual(['E-HG-16'])
  expect(actsFrom('GRADUATED')).toEqual([])
  expect(actsFrom('DISSOLVED')).toEqual(['reopen'])
})

it('a suspended group comes back where it stood, a dissolved one begins anew', () => {
  expect(next('resume', at('SUSPENDED', { held: 'ACTIVE' }), doing)).toEqual({ ok: true, value: 'ACTIVE' })
  expect(next('reopen', at('DISSOLVED'), doing)).toEqual({ ok: true, value: 'PROPOSED' })
})
