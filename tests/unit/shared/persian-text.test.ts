import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, foldText, isolate, isPersianName } from '@/lib/shared/persian-text'

const pieces = fc.constantFrom(
  ...[
    'ا',
    'آ',
    'أ',
    'ه',
    'هٔ',
    'ۀ',
    'ة',
    'ي',
    'ى',
    'ی',
    'ئ',
    'ك',
    'ک',
    'ؤ',
    'ء',
    'محله',
    ' ',
    '\u200c',
    '\u200f',
    '\u202e',
  ],
  ...[
    '\u0640',
    '\u00a0',
    '\ufeff',
    '\u0654',
    '\u064e',
    '\ufefb',
    '\ufdfa',
    '\u00ad',
    '۵',
    '٥',
    '5',
    'A',
    'é',
    'İ',
    '\n',
    '/',
  ],
)
const mess = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const digitCount = (text: string) => text.match(/[0-9۰-۹٠-٩]/g)?.length ?? 0

describe('cleanText', () => {
  it('writes Persian letters and keeps digits', () => {
    expect(cleanText('كاكه‌خاني ١٢')).toBe('کاکه‌خانی ١٢')
    expect(cleanText('عيسى')).toBe('عیسی')
    expect(cleanText('فاطمة')).toBe('فاطمة')
    expect(cleanText('ﻣﺮﻳﻢ')).toBe('مریم')
  })

  it('takes out what cannot be seen', () => {
    expect(cleanText('  کرـــیمی  ')).toBe('کریمی')
    expect(cleanText('\u202eسارا\u202c')).toBe('سارا')
    expect(cleanText('\ufeffزهرا\u200b\u0000')).toBe('زهرا')
    expect(cleanText('زهرا\u00a0\t\nاکبری')).toBe('زهرا اکبری')
  })

  it('keeps the half-space between letters only', () => {
    expect(cleanText('علی\u200cرضا')).toBe('علی\u200cرضا')
    expect(cleanText('علی\u200c\u200f\u200cرضا')).toBe('علی\u200cرضا')
    expect(cleanText('\u200cعلی\u200c رضا\u200c')).toBe('علی رضا')
    expect(cleanText('علی\u00acرضا')).toBe('علی\u200cرضا')
    expect(cleanText('محلهٔ\u200cآذین')).toBe('محلهٔ\u200cآذین')
  })

  it('changes nothing the second time and loses no digit', () => {
    fc.assert(
      fc.property(mess, (text) => {
        const once = cleanText(text)
        expect(cleanText(once)).toBe(once)
        expect(digitCount(once)).toBe(digitCount(text))
      }),
      { numRuns: 2000 },
    )
  })
})

it('gives what is clean already back as the long way would', () => {
  // The tatweel at the end is what makes it go the long way.
  fc.assert(
    fc.property(mess, (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(`${cleanText(text)}\u0640`))
    }),
    { numRuns: 2000 },
  )
})

describe('foldText', () => {
  it.each([
    ['محلهٔ آذین', 'محله آذین'],
    ['محلۀ آذین', 'محله آذین'],
    ['محله ي آذین', 'محله آذین'],
    ['محله‌ی آذین', 'محله آذین'],
    ['محلهی آذین', 'محله آذین'],
    ['محلة آذين', 'محله آذین'],
    ['کانی‌سپی', 'كاني سپي'],
    ['تاب‌آوری', 'تاب اوري'],
    ['هیأت', 'هیات'],
    ['هیئت', 'هییت'],
    ['مؤنث', 'مونث'],
    ['محمّد', 'محمد'],
    ['سماء', 'سما'],
    ['محلهٔ ۱۲', 'محله 12'],
    ['Yes', 'yes'],
  ])('«%s» is «%s»', (a, b) => expect(foldText(a)).toBe(foldText(b)))

  it('keeps different things apart', () => {
    expect(foldText('محلهٔ یاس')).not.toBe(foldText('محلهٔ اس'))
    expect(foldText('گاهی')).not.toBe(foldText('گاه'))
    expect(foldText('مریم')).not.toBe(foldText('مرام'))
  })

  it('changes nothing the second time, keeps every digit and needs no clean text', () => {
    fc.assert(
      fc.property(mess, (text) => {
        const once = foldText(text)
        expect(foldText(once)).toBe(once)
        expect(foldText(cleanText(text))).toBe(once)
        expect(digitCount(once)).toBe(digitCount(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('isPersianName', () => {
  it('takes Persian letters, spaces and half-spaces', () => {
    for (const name of [
      'زهرا',
      'سیده زینب',
      'کاکه‌خانی',
      'علی',
      'آیدا',
      'مؤمنه',
      'کژال',
      'گلناز',
      'پروین',
      'چمن',
    ])
      expect(isPersianName(name)).toBe(true)
  })

  it('refuses the rest', () => {
    for (const name of [
      '',
      'ع',
      'Zahra',
      'زهرا1',
      'زهرا۱',
      '=زهرا',
      'زهرا.',
      'ا'.repeat(61),
      '  ',
      'ز\u200c',
    ])
      expect(isPersianName(name)).toBe(false)
  })
})

describe('isolate', () => {
  it('wraps in first-strong isolates', () => expect(isolate('Excel')).toBe('\u2068Excel\u2069'))
})
