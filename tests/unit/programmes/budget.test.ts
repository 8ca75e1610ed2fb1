import { describe, expect, it } from 'vitest'
import { parseRial, standing } from '@/lib/programmes/budget'

describe('an amount in rial', () => {
  it.each([
    ['۱۲۰۰۰۰۰', 1_200_000],
    ['١٢٠٠٠٠٠', 1_200_000],
    ['۱٬۲۰۰٬۰۰۰ ریال', 1_200_000],
    ['1,200,000', 1_200_000],
    ['1.200.000', 1_200_000],
    ['۱،۲۰۰،۰۰۰', 1_200_000],
    ['1 200 000', 1_200_000],
    ['۵', 5],
  ])('is read from %s', (text, amount) => expect(parseRial(text)).toBe(amount))
  it.each(['', '0', '-5', '1.5', '12,00', '۱۲ میلیون', 'abc', '99999999999999999', '۱۰۰,۰۰'])(
    'is not guessed from «%s»',
    (text) => expect(parseRial(text)).toBeNull(),
  )
})

describe('where the money stands', () => {
  it('is a share of the credit, and none while there is no credit', () => {
    expect(standing({ credit: 200, spent: 50 })).toEqual({ left: 150, share: 0.25 })
    expect(standing({ credit: 0, spent: 50 })).toEqual({ left: -50, share: null })
  })
})
