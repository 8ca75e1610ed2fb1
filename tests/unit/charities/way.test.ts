import { describe, expect, it } from 'vitest'
import { agreementFaults, checkMonth, monthsOf, overCapacity } from '@/lib/charities/agreement'
import { needActs, nextAgreement, nextNeed, nextProvider, offerStateOn, revocable } from '@/lib/charities/way'

const need = {
  state: 'IDENTIFIED',
  verifiedCount: null,
  meetingId: null,
  delivered: false,
  reason: '',
} as const

describe('a need', () => {
  it.each([
    ['verify', need, 'E-CD-14'],
    ['verify', { ...need, verifiedCount: 0 }, 'E-CD-14'],
    ['verify', { ...need, verifiedCount: 1 }, 'VERIFIED'],
    ['plan', { ...need, verifiedCount: 1, meetingId: 'm' }, 'E-CD-12'],
    ['plan', { ...need, state: 'VERIFIED', verifiedCount: 1 }, 'E-CD-15'],
    ['plan', { ...need, state: 'VERIFIED', meetingId: 'm' }, 'E-CD-14'],
    ['plan', { ...need, state: 'VERIFIED', verifiedCount: 1, meetingId: 'm' }, 'PLANNED'],
    ['meet', { ...need, state: 'PLANNED', delivered: true }, 'E-CD-12'],
    ['meet', { ...need, state: 'MATCHED' }, 'E-CD-22'],
    ['meet', { ...need, state: 'MATCHED', delivered: true }, 'MET'],
    ['defer', { ...need, state: 'PLANNED' }, 'E-CD-13'],
    ['defer', { ...need, state: 'PLANNED', reason: 'بودجه' }, 'DEFERRED'],
    ['defer', { ...need, state: 'MATCHED', reason: 'بودجه' }, 'E-CD-12'],
    ['resume', { ...need, state: 'DEFERRED' }, 'IDENTIFIED'],
    ['resume', { ...need, state: 'DEFERRED', verifiedCount: 3 }, 'VERIFIED'],
    ['resume', { ...need, state: 'DEFERRED', verifiedCount: 3, meetingId: 'm' }, 'PLANNED'],
    ['reject', { ...need, state: 'VERIFIED' }, 'E-CD-13'],
    ['reject', { ...need, state: 'VERIFIED', reason: 'تکراری' }, 'REJECTED'],
  ] as const)('%s of %o leads to %s', (act, facts, to) => {
    const result = nextNeed(act, facts)
    expect(result.ok ? result.value : result.code).toBe(to)
  })
  it('that is met or rejected knows no act', () => {
    expect([needActs('MET'), needActs('REJECTED')]).toEqual([[], []])
  })
})

describe('a provider', () => {
  const facts = {
    state: 'APPLIED',
    assessed: false,
    licenceUntil: null,
    today: '2024-06-01',
    reason: '',
  } as const
  it.each([
    ['assess', facts, 'E-CD-19'],
    ['assess', { ...facts, assessed: true }, 'ASSESSED'],
    ['accept', facts, 'E-CD-12'],
    ['accept', { ...facts, state: 'ASSESSED' }, 'ACCEPTED'],
    ['activate', { ...facts, state: 'ACCEPTED' }, 'E-CD-06'],
    ['activate', { ...facts, state: 'ACCEPTED', licenceUntil: '2024-05-31' }, 'E-CD-06'],
    ['activate', { ...facts, state: 'ACCEPTED', licenceUntil: '2024-06-01' }, 'ACTIVE'],
    ['suspend', { ...facts, state: 'ACTIVE' }, 'E-CD-13'],
    ['suspend', { ...facts, state: 'ACTIVE', reason: 'بازرسی' }, 'SUSPENDED'],
    ['resume', { ...facts, state: 'SUSPENDED', licenceUntil: '2025-01-01' }, 'ACTIVE'],
    ['end', { ...facts, state: 'ENDED', reason: 'x' }, 'E-CD-12'],
  ] as const)('%s of %o leads to %s', (act, given, to) => {
    const result = nextProvider(act, given)
    expect(result.ok ? result.value : result.code).toBe(to)
  })
})

const terms = {
  domain: 'ORPHANS',
  startsOn: '2024-03-20',
  endsOn: '2025-03-20',
  capacity: 20,
  clause: 'هر سال دو نفر تا اشتغال',
  aim: 'EMPOWERMENT',
} as const
const provider = { state: 'ACTIVE', domains: ['ORPHANS'], licenceUntil: '2025-03-20', places: 20 } as const
const binding = { firstYear: 1380, stage: 'BINDING' } as const
const faults = (t: object, p: object, how: { firstYear: number; stage: 'PROPOSAL' | 'BINDING' } = binding) =>
  agreementFaults({ ...terms, ...t }, { ...provider, ...p }, how).map(({ code }) => code)

describe('an agreement', () => {
  it.each([
    [{}, {}, []],
    [{}, { state: 'SUSPENDED' }, ['E-CD-01']],
    [{}, { state: 'ACCEPTED' }, ['E-CD-01']],
    [{}, { domains: ['ELDERLY'] }, ['E-CD-01']],
    [{}, { places: null }, ['E-CD-16']],
    [{ clause: '' }, {}, ['E-CD-02']],
    [{ clause: '         ' }, {}, ['E-CD-02']],
    [{ clause: '123456789' }, {}, ['E-CD-02']],
    [{ clause: '1234567890' }, {}, []],
    [{ aim: 'OTHER' }, {}, ['E-CD-02']],
    [{ aim: 'OTHER', domain: 'ELDERLY' }, { domains: ['ELDERLY'] }, []],
    [{ aim: 'OTHER', domain: 'CHRONIC_MENTAL' }, { domains: ['CHRONIC_MENTAL'] }, []],
    [{ aim: 'OTHER', domain: 'ELDERLY', clause: '' }, { domains: ['ELDERLY'] }, ['E-CD-02']],
    [{ endsOn: '2024-03-20' }, {}, ['E-CD-03']],
    [{ endsOn: '2024-03-19' }, {}, ['E-CD-03']],
    [{ endsOn: '2024-03-21' }, {}, []],
    [{}, { licenceUntil: '2025-03-19' }, ['E-CD-06']],
    [{}, { licenceUntil: null }, ['E-CD-06']],
    [{ capacity: 21 }, {}, ['E-CD-18']],
    // 1 Farvardin 1380 was 21 March 2001.
    [{ startsOn: '2001-03-20' }, {}, ['E-CD-05']],
    [{ startsOn: '2001-03-21' }, {}, []],
    [{ clause: '', endsOn: '2024-01-01' }, { state: 'ENDED' }, ['E-CD-01', 'E-CD-02', 'E-CD-03']],
  ] as const)('of %o with a provider %o has the faults %o', (t, p, expected) => {
    expect(faults(t, p)).toEqual(expected)
  })
  it('may be proposed to a provider that is accepted, and to none before that', () => {
    const how = { firstYear: 1380, stage: 'PROPOSAL' } as const
    expect(faults({}, { state: 'ACCEPTED' }, how)).toEqual([])
    expect(faults({}, { state: 'ASSESSED' }, how)).toEqual(['E-CD-01'])
  })
  it('begins no earlier than the rule says, whatever the rule says', () => {
    expect(faults({}, {}, { firstYear: 1404, stage: 'BINDING' })).toEqual(['E-CD-05'])
    expect(faults({}, {}, { firstYear: 1403, stage: 'BINDING' })).toEqual([])
  })
  it.each([
    ['approve', 'ASSESSED', {}, 'APPROVED'],
    ['approve', 'PROPOSED', {}, 'E-CD-12'],
    ['approve', 'ASSESSED', { state: 'SUSPENDED' }, 'E-CD-01'],
    ['begin', 'APPROVED', { licenceUntil: '2025-01-01' }, 'E-CD-06'],
    ['begin', 'APPROVED', {}, 'ACTIVE'],
    ['end', 'ACTIVE', {}, 'ENDED'],
    ['terminate', 'ACTIVE', {}, 'E-CD-13'],
  ] as const)('%s of one that is %s, the provider %o, leads to %s', (act, state, p, to) => {
    const result = nextAgreement(act, {
      state,
      terms,
      provider: { ...provider, ...p },
      firstYear: 1380,
      reason: '',
    })
    expect(result.ok ? result.value : result.code).toBe(to)
  })
  it('delivers in its own months and in none to come', () => {
    const months = { startsOn: '2023-12-22', endsOn: '2024-06-20' }
    const on = (month: number, today = '2024-07-01') => {
      const result = checkMonth(month, months, today)
      return result.ok ? 'ok' : result.code
    }
    expect([140209, 140210, 140303, 140304].map((month) => on(month))).toEqual([
      'E-CD-07',
      'ok',
      'ok',
      'E-CD-07',
    ])
    expect([on(140213), on(140300), on(140303, '2024-04-01')]).toEqual(['E-CD-07', 'E-CD-07', 'E-CD-20'])
    expect(monthsOf(months)).toEqual([140210, 140211, 140212, 140301, 140302, 140303])
    expect([overCapacity(20, 20), overCapacity(21, 20)?.code]).toEqual([null, 'W-CD-08'])
  })
})

describe('an offer', () => {
  const open = { state: 'OFFERED', answerBy: '2024-06-10' } as const
  it('lapses the day after its last', () => {
    expect([offerStateOn(open, '2024-06-10'), offerStateOn(open, '2024-06-11')]).toEqual([
      'OFFERED',
      'EXPIRED',
    ])
  })
  it('is taken back while it stands or is accepted, with a reason', () => {
    const how = { today: '2024-06-10', reason: 'اشتباه در ثبت' }
    expect(revocable(open, how).ok).toBe(true)
    expect(revocable({ ...open, state: 'ACCEPTED' }, { ...how, today: '2030-01-01' }).ok).toBe(true)
    expect(revocable(open, { ...how, reason: ' ' })).toMatchObject({ code: 'E-CD-13' })
    expect(revocable({ ...open, state: 'DECLINED' }, how)).toMatchObject({ code: 'E-CD-10' })
    expect(revocable(open, { ...how, today: '2024-06-11' })).toMatchObject({ code: 'E-CD-10' })
  })
})
