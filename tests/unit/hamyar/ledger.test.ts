import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BookLine,
  checkEntryDay,
  ENTRY_KINDS,
  incomeOf,
  monthTotals,
  noTotals,
  parseRial,
  perMember,
  totalsOf,
} from '@/lib/hamyar/ledger'

describe('a sum of money as it is typed', () => {
  it.each([
    ['۱۲۳۴۵', 12_345n],
    ['12345 ریال', 12_345n],
    ['۱٬۲۵۰٬۰۰۰', 1_250_000n],
    ['1,250,000', 1_250_000n],
    ['0007', 7n],
    ['1', 1n],
    ['999999999999999', 999_999_999_999_999n],
  ])('%s', (typed, value) => expect(parseRial(typed)).toEqual({ ok: true, value }))
  it.each([
    '',
    '0',
    '۰۰',
    '-5',
    '−۵',
    '12.5',
    '۱۲٫۵',
    '12/5',
    '12,5',
    '1e6',
    'صد',
    '1000000000000000',
    '1,25,000',
  ])('E-HG-22 «%s»', (typed) => expect(parseRial(typed)).toEqual({ ok: false, code: 'E-HG-22' }))
  it('is read back from what is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), (n) => {
        expect(parseRial(n.toLocaleString('fa-IR'))).toEqual({ ok: true, value: n })
        expect(parseRial(n.toLocaleString('en-GB'))).toEqual({ ok: true, value: n })
      }),
      { seed: 7 },
    )
  })
})

it('E-HG-23: a line is of today or earlier', () => {
  expect(checkEntryDay('2024-05-01', '2024-05-01').ok).toBe(true)
  expect(checkEntryDay('2024-05-02', '2024-05-01')).toEqual({ ok: false, code: 'E-HG-23' })
})

const line = fc.record({
  kind: fc.constantFrom(...ENTRY_KINDS),
  month: fc.constantFrom(140211, 140212, 140301, 140302),
  // Beyond what a float holds exactly.
  amount: fc.bigInt({ min: 1n, max: 999_999_999_999_999n }),
})
const plain = line.map((one): BookLine => ({ ...one, reversal: false }))

describe('the arithmetic of the book', () => {
  it('does not depend on the order, and months add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 60 }), (lines) => {
        const whole = totalsOf(lines)
        expect(totalsOf([...lines].reverse())).toEqual(whole)
        const added = noTotals()
        for (const { totals } of monthTotals(lines))
          for (const kind of ENTRY_KINDS) added[kind] += totals[kind]
        expect(added).toEqual(whole)
      }),
      { seed: 7 },
    )
  })
  it('a reversal takes away exactly what its line brought', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 40 }), plain, (lines, wrong) => {
        expect(totalsOf([...lines, wrong, { ...wrong, reversal: true }])).toEqual(totalsOf(lines))
      }),
      { seed: 7 },
    )
  })
  it('gives each member whole rials and loses none', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (lines, members) => {
        const income = incomeOf(totalsOf(lines))
        const { each, rest } = perMember(income, members)!
        expect(each * BigInt(members) + rest).toBe(income)
        expect(rest < BigInt(members) && rest > -BigInt(members)).toBe(true)
      }),
      { seed: 7 },
    )
  })
  it('says by hand: two sales and a cost of a month, shared by six', () => {
    const lines: BookLine[] = [
      { kind: 'SALE', month: 140302, amount: 9_007_199_254_740_993n / 10n, reversal: false },
      { kind: 'SALE', month: 140302, amount: 10n, reversal: false },
      { kind: 'COST', month: 140302, amount: 3n, reversal: false },
    ]
    const income = incomeOf(totalsOf(lines))
    expect(income).toBe(900_719_925_474_106n)
    expect(perMember(income, 6)).toEqual({ each: 150_119_987_579_017n, rest: 4n })
    expect(perMember(-7n, 2)).toEqual({ each: -3n, rest: -1n })
    expect(perMember(5n, 0)).toBeNull()
  })
})
