import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { persianDigits } from '@/lib/shared/number'
import { composeSms, parseSms, SMS_LETTERS, type SmsSheet } from '@/lib/sync/sms-code'

const sheets = fc.record({
  code: fc.integer({ min: 100_000, max: 999_999 }).map(String),
  head: fc.integer({ min: 0, max: 60 }),
  absent: fc
    .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 25 })
    .map((rows) => rows.sort((a, b) => a - b)),
})
const read = (text: string): SmsSheet | null => {
  const found = parseSms(text)
  return found.ok ? found.value : null
}

describe('a sheet in one SMS', () => {
  it.each<[string, SmsSheet, string]>([
    ['three absent', { code: '417203', head: 22, absent: [3, 7, 15] }, '417203 22 3 7 15 '],
    ['nobody absent', { code: '417203', head: 25, absent: [] }, '417203 25 '],
    ['nobody there', { code: '100000', head: 0, absent: [1, 2] }, '100000 0 1 2 '],
  ])('is short and readable: %s', (_, sheet, begins) => {
    const text = composeSms(sheet)
    expect(text.slice(0, -2)).toBe(begins)
    expect(text).toMatch(/ \d\d$/)
    expect(read(text)).toEqual(sheet)
  })

  it('is read in any digits, with what a telephone puts around it and any one sign between the numbers', () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom(' ', '.', ',', '،', '-', '*', '#'), (sheet, sign) => {
        const text = composeSms(sheet)
        expect(text.length).toBeLessThanOrEqual(SMS_LETTERS)
        expect(read(persianDigits(text).replaceAll(' ', sign))).toEqual(sheet)
        expect(read(`\u200f ${text} \n`)).toEqual(sheet)
        expect(read(text.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d))))).toEqual(sheet)
      }),
    )
  })

  it('with one wrong character is refused, never another sheet: every place, every letter of a keypad', () => {
    const letters = [...'0123456789 .,،-*#+xآ۵\u200c\n']
    fc.assert(
      fc.property(sheets, (sheet) => {
        const text = composeSms(sheet)
        for (let i = 0; i < text.length; i += 1) {
          for (const letter of letters) {
            const found = read(text.slice(0, i) + letter + text.slice(i + 1))
            if (found) expect(found).toEqual(sheet)
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  it('with one wrong character is refused: any letter at all', () => {
    fc.assert(
      fc.property(
        sheets,
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
        (sheet, at, letter) => {
          const text = composeSms(sheet)
          const i = at % text.length
          const found = read(text.slice(0, i) + letter + text.slice(i + 1))
          if (found) expect(found).toEqual(sheet)
        },
      ),
      { numRuns: 600 },
    )
  })

  it('with two neighbours exchanged is refused', () => {
    fc.assert(
      fc.property(sheets, fc.nat(), (sheet, at) => {
        const text = composeSms(sheet)
        const i = at % (text.length - 1)
        const found = read(text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2))
        if (found) expect(found).toEqual(sheet)
      }),
      { numRuns: 400 },
    )
  })

  it.each(['', '   ', 'سلام', '417203', '417203 22', '41720 22 3 00', '017203 22 3 00', '1'.repeat(161)])(
    'anything else is none: %s',
    (text) => {
      expect(parseSms(text)).toEqual({ ok: false, code: 'E-SMS-01' })
    },
  )

  it('is not written for what no sheet can be', () => {
    for (const wrong of [
      { code: '41720', head: 1, absent: [] },
      { code: '417203', head: -1, absent: [] },
      { code: '417203', head: 1, absent: [2, 2] },
      { code: '417203', head: 1, absent: [0] },
      { code: '417203', head: 1, absent: Array.from({ length: 60 }, (_, i) => i + 1) },
    ])
      expect(() => composeSms(wrong)).toThrow(RangeError)
  })
})
