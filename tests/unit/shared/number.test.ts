import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatHours,
  formatNumber,
  formatPercent,
  latinDigits,
  localDigits,
  persianDigits,
} from '@/lib/shared/number'

describe('digits', () => {
  it('reads Persian and Arabic-Indic digits', () => {
    expect(latinDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ abc')).toBe('0123456789 0123456789 abc')
  })

  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9:/a-z]*$/), (text) => {
        expect(latinDigits(persianDigits(text))).toBe(text)
      }),
    )
    expect(localDigits('18:30', 'fa')).toBe('۱۸:۳۰')
    expect(localDigits('18:30', 'en')).toBe('18:30')
  })
})

describe('numbers for people', () => {
  it('prints the signs of each language', () => {
    expect(formatNumber(37500, 'fa')).toBe('۳۷٬۵۰۰')
    expect(formatNumber(37500, 'en')).toBe('37,500')
    expect(formatNumber(0.5, 'fa')).toBe('۰٫۵')
    expect(formatNumber(1403, 'fa', { grouping: false })).toBe('۱۴۰۳')
    expect(formatNumber(2, 'fa', { decimals: 2 })).toBe('۲٫۰۰')
    expect(formatNumber(-0, 'en')).toBe('0')
    // U+200E before the minus keeps it on the left inside right-to-left text.
    expect(formatNumber(-2.5, 'fa')).toBe('\u200e−۲٫۵')
    expect(formatNumber(4, 'en', { sign: 'always' })).toBe('+4')
  })

  it('prints shares as percentages', () => {
    expect(formatPercent(0.8, 'fa')).toBe('۸۰٪')
    expect(formatPercent(0.875, 'fa', { decimals: 1 })).toBe('۸۷٫۵٪')
    expect(formatPercent(0.875, 'en', { maxDecimals: 1 })).toBe('87.5%')
  })

  it('prints minutes as hours with at most one decimal', () => {
    expect(formatHours(1_024_530, 'fa')).toBe('۱۷٬۰۷۵٫۵')
    expect(formatHours(3600, 'fa')).toBe('۶۰')
    expect(formatHours(90, 'en')).toBe('1.5')
    expect(formatHours(3, 'en')).toBe('0.1')
    expect(formatHours(0, 'fa')).toBe('۰')
  })
})
