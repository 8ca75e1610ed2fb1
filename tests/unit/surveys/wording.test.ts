import { describe, expect, it } from 'vitest'
import { cardCode, codeInFours } from '@/lib/surveys/card'
import { visitOf, visitText } from '@/lib/surveys/visit'
import { waveState } from '@/lib/surveys/wave'
import { readWording } from '@/lib/surveys/wording'

const five = ['یک', 'دو', 'سه', 'چهار', 'پنج']
const six = ['هیچ‌گاه', 'گاهی', 'کمتر از نیم', 'بیش از نیم', 'بیشتر', 'همیشه']
const whole = {
  instrument: 'WHO-5',
  language: 'fa',
  lead: 'در دو هفتهٔ گذشته',
  items: five,
  answers: six,
  source: 'نمونهٔ آزمون',
  licence: 'برای آزمون',
}
const json = (more: object = {}) => JSON.stringify({ ...whole, ...more })
const table = [
  'instrument,who-5',
  'language;fa',
  '"lead","در «دو هفته»، گذشته"',
  'source\tنمونهٔ آزمون',
  'licence,برای آزمون',
  ...five.map((item) => `item,${item}`),
  '',
  ...six.map((answer) => `answer,"${answer}"`),
].join('\r\n')

describe('a wording of the office', () => {
  it('is read from JSON and from a table of two columns', () => {
    expect(readWording(json())).toEqual({ ok: true, value: whole })
    expect(readWording(`\ufeff${table}`)).toEqual({
      ok: true,
      value: { ...whole, lead: 'در «دو هفته»، گذشته' },
    })
  })
  it.each([
    ['', 'E-ASM-08'],
    ['{', 'E-ASM-08'],
    ['nonsense', 'E-ASM-08'],
    ['{"items":[1,2]}', 'E-ASM-08'],
    [json({ instrument: 'KA-M' }), 'E-ASM-08'],
    [json({ instrument: 'PHQ-9' }), 'E-ASM-08'],
    [json({ language: 'de' }), 'E-ASM-08'],
    [json({ lead: '' }), 'E-ASM-08'],
    [json({ items: [...five.slice(1), ''] }), 'E-ASM-08'],
    [json({ items: [...five.slice(1), 'x'.repeat(401)] }), 'E-ASM-08'],
    [json({ items: five.slice(1) }), 'E-ASM-09'],
    [json({ answers: six.slice(1) }), 'E-ASM-09'],
    [json({ source: '' }), 'E-ASM-10'],
    [json({ licence: ' ' }), 'E-ASM-10'],
    [json({ more: 'x'.repeat(70_000) }), 'E-ASM-08'],
  ])('is refused when it is broken (%#)', (text, code) => {
    expect(readWording(text)).toMatchObject({ ok: false, code })
  })
})

describe('the number of a card', () => {
  it('is read in either script, spaced or not, and not where a digit is mistyped', () => {
    for (const typed of ['123456789018', '۱۲۳۴ ۵۶۷۸ ۹۰۱۸', '1234-5678-9018', '١٢٣٤٥٦٧٨٩٠١٨'])
      expect(cardCode(typed)).toBe('123456789018')
    for (const typed of ['', '12345678901', '1234567890123', '12345678901x'])
      expect(cardCode(typed)).toBeNull()
    const code = '123456789018'
    for (let at = 0; at < 12; at++) {
      for (const digit of '0123456789') {
        const typed = code.slice(0, at) + digit + code.slice(at + 1)
        expect(cardCode(typed), typed).toBe(typed === code ? code : null)
      }
      if (at > 0)
        expect(cardCode(code.slice(0, at - 1) + code[at] + code[at - 1] + code.slice(at + 1))).toBeNull()
    }
    expect(codeInFours(code)).toBe('1234 5678 9018')
  })
  it('is remembered with how it is answered, and nothing else', () => {
    const visit = {
      code: '123456789018',
      handed: true,
      aloud: false,
      talk: '018f3c1e-0000-7000-8000-000000000001',
    }
    expect(visitOf(visitText(visit))).toEqual(visit)
    expect(visitOf('x.y.z')).toEqual({ code: null, handed: false, aloud: false, talk: null })
    expect(visitOf(undefined).code).toBeNull()
  })
})

it('a wave is open until its last day, over after it, and closed by the office', () => {
  const wave = { opensOn: '2024-05-11', closesOn: '2024-05-20', closed: false }
  expect(waveState(wave, '2024-05-20')).toBe('OPEN')
  expect(waveState(wave, '2024-05-21')).toBe('OVER')
  expect(waveState({ ...wave, closed: true }, '2024-05-12')).toBe('CLOSED')
})
