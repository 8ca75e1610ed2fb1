import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CatalogueWords,
  deliveryMode,
  overTotal,
  readCatalogue,
  wholeSheet,
} from '@/lib/charities/catalogue'
import { dFigures, funnelOf, lacksOutcome, medianOf } from '@/lib/charities/figures'
import { gapsOf } from '@/lib/charities/gaps'
import { SERVICE_DOMAINS } from '@/lib/charities/kinds'
import { type Candidate, rankCandidates } from '@/lib/charities/match'

const need = { domain: 'ORPHANS', serviceTypeId: 's', countyId: 'here', people: 10 } as const
const one = (code: string, more: Partial<Candidate> = {}): Candidate => ({
  providerId: code,
  code,
  state: 'ACTIVE',
  domains: ['ORPHANS'],
  countyId: 'here',
  licenceUntil: '2025-01-01',
  serviceTypeId: 's',
  serviceDomain: 'ORPHANS',
  places: 20,
  taken: 0,
  asked: 0,
  accepted: 0,
  due: 0,
  delivered: 0,
  openHere: false,
  declinedHere: false,
  ...more,
})
const TODAY = '2024-06-01'
const order = (candidates: Candidate[], of: Parameters<typeof rankCandidates>[0] = need) =>
  rankCandidates(of, candidates, TODAY).map(({ providerId }) => providerId)

describe('candidates for a need', () => {
  it('are ranked by county, room, not having declined, acceptance, delivery, more room, code', () => {
    expect(order([one('a', { countyId: 'there' }), one('b')])).toEqual(['b', 'a'])
    expect(order([one('a', { places: 9 }), one('b', { places: 10 })])).toEqual(['b', 'a'])
    expect(order([one('a', { declinedHere: true }), one('b')])).toEqual(['b', 'a'])
    expect(order([one('a', { asked: 3, accepted: 1 }), one('b', { asked: 3, accepted: 2 })])).toEqual([
      'b',
      'a',
    ])
    expect(order([one('a', { due: 6, delivered: 5 }), one('b', { due: 6, delivered: 6 })])).toEqual([
      'b',
      'a',
    ])
    expect(order([one('a', { places: 20 }), one('b', { places: 30 })])).toEqual(['b', 'a'])
    expect(order([one('b'), one('a')])).toEqual(['a', 'b'])
  })
  it('of the same county stand before others that have done more', () => {
    const strong = one('a', { countyId: 'there', asked: 9, accepted: 9, due: 9, delivered: 9, places: 99 })
    expect(order([strong, one('b', { asked: 2, accepted: 0 })])).toEqual(['b', 'a'])
  })
  it('without a history stand between who accepts and who refuses', () => {
    expect(
      order([one('a', { asked: 4, accepted: 1 }), one('b'), one('c', { asked: 4, accepted: 3 })]),
    ).toEqual(['c', 'b', 'a'])
  })
  it.each([
    ['not active', { state: 'ACCEPTED' }],
    ['of another field', { domains: ['ELDERLY'] }],
    ['of another service', { serviceTypeId: 'other' }],
    ['whose licence is over', { licenceUntil: '2024-05-31' }],
    ['without a licence', { licenceUntil: null }],
    ['without room', { taken: 20 }],
    ['asked already', { openHere: true }],
  ] as const)('%s are not asked', (_, more) => {
    expect(order([one('a', more as Partial<Candidate>)])).toEqual([])
  })
  it('of any service of the field may be asked where the need names none', () => {
    expect(order([one('a', { serviceTypeId: 'other' })], { ...need, serviceTypeId: null })).toEqual(['a'])
  })
  it('come with their reasons', () => {
    const [first] = rankCandidates(
      need,
      [
        one('a', {
          countyId: 'there',
          taken: 15,
          asked: 4,
          accepted: 3,
          due: 6,
          delivered: 5,
          declinedHere: true,
        }),
      ],
      TODAY,
    )
    expect(first).toMatchObject({ rank: 1, free: 5 })
    expect(first!.reasons).toEqual([
      { key: 'SERVICE', good: true },
      { key: 'COUNTY', good: false },
      { key: 'FREE', good: false, value: 5, of: 10 },
      { key: 'DECLINED', good: false },
      { key: 'ACCEPTANCE', good: true, value: 3, of: 4 },
      { key: 'DELIVERY', good: false, value: 5, of: 6 },
    ])
  })
  it('have one order, however they come', () => {
    const some = fc.record({
      countyId: fc.constantFrom('here', 'there'),
      taken: fc.nat(20),
      asked: fc.constant(4),
      accepted: fc.nat(4),
      due: fc.constant(6),
      delivered: fc.nat(6),
      declinedHere: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (list, seed) => {
        const all = list.map((more, i) => one(`c${i}`, more))
        const shuffled = [...all].sort(() => (seed.next().value % 3) - 1)
        expect(order(shuffled)).toEqual(order(all))
      }),
    )
  })
})

describe('the catalogue', () => {
  it('says how a service reaches people', () => {
    expect([deliveryMode(0, 8), deliveryMode(1, 8), deliveryMode(7, 8), deliveryMode(8, 8)]).toEqual([
      'STATE',
      'PARTLY_DEVOLVED',
      'PARTLY_DEVOLVED',
      'DEVOLVED',
    ])
  })
  it('warns above the number there is, whatever it is', () => {
    expect([overTotal(152, 152), overTotal(153, 152), overTotal(153, 170)]).toEqual([
      null,
      { ok: false, code: 'W-CD-04', values: { total: 152 } },
      null,
    ])
  })
  const words = {
    columns: { code: ['کد'], titleFa: ['نوع خدمت'], domain: ['حوزه'], sinceYear: ['سال آغاز واگذاری'] },
    domains: Object.fromEntries(SERVICE_DOMAINS.map((one) => [one, [one === 'ORPHANS' ? 'ایتام' : one]])),
  } as unknown as CatalogueWords
  const read = (grid: (string | number | null)[][]) => readCatalogue(grid, words)
  it('is read from a sheet: a title above, columns in any order, empty rows, digits of either kind', () => {
    expect(
      read([
        ['فهرست خدمات', null, null, null],
        ['حوزه', 'كد', 'سال آغاز واگذاري', 'نوع خدمت'],
        ['ایتام', 'or-01', '۱۳۸۵', 'کلاس تقویتی'],
        [null, null, null, null],
        ['ELDERLY', 'EL2', null, 'همراه سالمند'],
      ]),
    ).toEqual({
      ok: true,
      value: {
        faults: [],
        rows: [
          { code: 'OR-01', titleFa: 'کلاس تقویتی', domain: 'ORPHANS', sinceYear: 1385 },
          { code: 'EL2', titleFa: 'همراه سالمند', domain: 'ELDERLY', sinceYear: null },
        ],
      },
    })
  })
  it('tells each fault with its row, and refuses a sheet without its columns', () => {
    const result = read([
      ['کد', 'نوع خدمت', 'حوزه', 'سال آغاز واگذاری'],
      ['OR-01', 'کلاس', 'ایتام', null],
      ['OR-01', 'اردو', 'ایتام', null],
      ['؟', 'x', 'دیگر', 'دیروز'],
    ])
    expect(result.ok && result.value.faults).toEqual([
      { row: 3, column: 'code', code: 'E-CD-21' },
      { row: 4, column: 'code', code: 'E-GEN-01' },
      { row: 4, column: 'titleFa', code: 'E-GEN-01' },
      { row: 4, column: 'domain', code: 'E-GEN-01' },
      { row: 4, column: 'sinceYear', code: 'E-GEN-01' },
    ])
    expect(read([['کد', 'حوزه']])).toEqual({ ok: false, code: 'E-CD-24' })
    expect(result.ok && wholeSheet(result.value)).toEqual({
      ok: false,
      code: 'E-CD-26',
      values: { row: 3, count: 2 },
    })
    expect(wholeSheet({ rows: [], faults: [] })).toEqual({ ok: false, code: 'E-CD-24' })
  })
})

describe('figures', () => {
  it('of nothing divide by nothing', () => {
    const none = dFigures({
      total: 152,
      services: [],
      providers: [],
      needs: [],
      agreements: [],
      reviews: [],
      events: [],
    })
    expect(none.map(({ value }) => value)).toEqual([0, 0, 0, 0, 0, 0, null, 0, 0, 0])
  })
  it('take the median of what took both steps', () => {
    expect([medianOf([]), medianOf([3]), medianOf([9, 1, 4]), medianOf([1, 2])]).toEqual([null, 3, 4, 1.5])
    expect(
      funnelOf([
        { IDENTIFIED: '2024-01-01', VERIFIED: '2024-01-11', PLANNED: '2024-02-10' },
        { IDENTIFIED: '2024-01-01', VERIFIED: '2024-01-05' },
        { IDENTIFIED: '2024-01-01' },
      ]),
    ).toEqual([
      { step: 'IDENTIFIED', needs: 3, median: null },
      { step: 'VERIFIED', needs: 2, median: 7 },
      { step: 'PLANNED', needs: 1, median: 30 },
      { step: 'MATCHED', needs: 0, median: null },
      { step: 'MET', needs: 0, median: null },
    ])
  })
  it('warn of an agreement without an outcome from the day the rule says', () => {
    const agreement = { state: 'ACTIVE', startsOn: '2024-01-01', outcomes: 0 } as const
    const on = (today: string, more: object = {}) =>
      lacksOutcome({ ...agreement, ...more }, { today, days: 180 })
    expect([on('2024-06-28'), on('2024-06-29')]).toEqual([false, true])
    expect([on('2024-12-01', { outcomes: 1 }), on('2024-12-01', { state: 'ENDED' })]).toEqual([false, false])
  })
  it('tell where nobody offers what is waited for', () => {
    const needs = (countyId: string, serviceId: string | null, state: 'PLANNED' | 'MATCHED' = 'PLANNED') => ({
      countyId,
      serviceId,
      state,
      domain: 'ORPHANS' as const,
      people: 3,
    })
    const provider = { countyId: 'a', state: 'ACTIVE', domains: ['ORPHANS'], services: ['x'] } as const
    expect(
      gapsOf(
        [needs('a', 'x'), needs('a', 'y'), needs('a', 'y'), needs('b', null), needs('b', 'x', 'MATCHED')],
        [provider],
      ),
    ).toEqual([
      { countyId: 'a', domain: 'ORPHANS', serviceId: 'y', needs: 2, people: 6 },
      { countyId: 'b', domain: 'ORPHANS', serviceId: null, needs: 1, people: 3 },
    ])
    expect(gapsOf([needs('a', 'x')], [{ ...provider, state: 'SUSPENDED' }])).toHaveLength(1)
  })
})
