import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHead, saysYes } from '@/lib/people/consent-word'
import { namesakeKey } from '@/lib/people/duplicate'
import { EDUCATION_CODES, EDUCATION_NAMES_FA, parseEducation } from '@/lib/people/education'
import { parseMobile } from '@/lib/people/mobile'
import { parseName, splitFullName } from '@/lib/people/name'
import { nationalIdWithLostZeros, parseNationalId } from '@/lib/people/national-id'
import { parseSex } from '@/lib/people/sex'
import { saysNo, saysNothing } from '@/lib/people/written-word'

describe('national id', () => {
  it.each([
    '0000101011',
    '0000102016',
    '0000100013',
    '۰۰۰۰۱۰۱۰۱۱',
    '٠٠٠٠١٠١٠١١',
    '000010101-1',
    ' 0000 101 011 ',
    "'0000101011",
  ])('%s is valid', (text) => expect(parseNationalId(text).ok).toBe(true))
  it('is stored as ten ASCII digits', () => {
    expect(parseNationalId('۰۰۰-۰۱۰۱۰۱-۱')).toEqual({ ok: true, value: '0000101011' })
    expect(parseNationalId('="0000101011"')).toEqual({ ok: true, value: '0000101011' })
    expect(parseNationalId('\u202a0000101011\u202c')).toEqual({ ok: true, value: '0000101011' })
  })
  it.each([
    ['0000101012', 'E-PER-02'],
    ['1111111111', 'E-PER-02'],
    ['0000000000', 'E-PER-02'],
    ['000010101', 'E-PER-01'],
    ['00001010111', 'E-PER-01'],
    ['000010101a', 'E-PER-01'],
    ['', 'E-PER-01'],
  ])('«%s» is %s', (text, code) => expect(parseNationalId(text)).toEqual({ ok: false, code }))

  it('proposes lost zeros only for 8 or 9 digits whose check digit then holds', () => {
    expect(nationalIdWithLostZeros('91095093')).toBe('0091095093')
    expect(nationalIdWithLostZeros('۹۱۰۹۵۰۹۳')).toBe('0091095093')
    expect(nationalIdWithLostZeros('91095094')).toBeNull()
    expect(nationalIdWithLostZeros('101011')).toBeNull()
    expect(nationalIdWithLostZeros('0000101011')).toBeNull()
  })

  it('finds every slip of one digit', () => {
    const nine = fc.array(fc.nat(9), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(nine, fc.nat(8), fc.integer({ min: 1, max: 9 }), (digits, at, change) => {
        const check = Array.from({ length: 10 }, (_, d) => `${digits.join('')}${d}`).find(
          (id) => parseNationalId(id).ok,
        )
        fc.pre(check !== undefined)
        const slip = [...(check ?? '')]
        slip[at] = String((Number(slip[at]) + change) % 10)
        // A sum of 0 and of 1 apart from 11 share check digits, so only slips inside one class are certain.
        if (parseNationalId(slip.join('')).ok) expect(['0', '1']).toContain(slip[9])
      }),
    )
  })
})

describe('mobile', () => {
  it.each([
    '09121234567',
    '۰۹۱۲ ۱۲۳ ۴۵ ۶۷',
    '9121234567',
    '989121234567',
    '00989121234567',
    '+98 912-123-4567',
    '(+98) 912 123 4567',
    '+98 0912 1234567',
    '۹۸۹۱۲۱۲۳۴۵۶۷+',
    '0912.123.4567',
    "'09121234567",
    '09121234567 / 04433445566',
    '04433445566 - 09121234567',
    '09121234567 09120000000',
    'همراه: 09121234567',
  ])('%s', (text) => expect(parseMobile(text)).toEqual({ ok: true, value: '+989121234567' }))

  it.each(['044-33445566', '0912123456', '091212345678', '', '08121234567', '1234567890', '0912123456a'])(
    'refuses «%s»',
    (text) => expect(parseMobile(text)).toEqual({ ok: false, code: 'E-PER-03' }),
  )
})

describe('names', () => {
  it.each([
    ['  كرـــيمي ', 'کریمی'],
    ['خانم زهرا', 'زهرا'],
    ['سیده زینب', 'سیده زینب'],
    ['زهرا.', 'زهرا'],
    ["'زهرا", 'زهرا'],
    ['محمّد', 'محمّد'],
  ])('«%s» is «%s»', (typed, name) => expect(parseName(typed)).toEqual({ ok: true, value: name }))

  it.each([
    ['   ', 'E-GEN-01'],
    ['=HYPERLINK("http://x","زهرا")', 'bad-name'],
    ['Zahra', 'bad-name'],
    ['زهرا ۲', 'bad-name'],
    ['ز', 'bad-name'],
    ['@زهرا', 'bad-name'],
    ['زهرا+', 'bad-name'],
  ])('«%s» is %s', (typed, code) => expect(parseName(typed)).toEqual({ ok: false, code }))

  it('splits a whole name where it is certain and asks where it is not', () => {
    const split = (text: string) => splitFullName(text)
    expect(split('زهرا اکبری')).toEqual({ ok: true, value: { first: 'زهرا', last: 'اکبری', certain: true } })
    expect(split('سیده زینب خلیلی')).toMatchObject({
      value: { first: 'سیده زینب', last: 'خلیلی', certain: true },
    })
    expect(split('اکبری، زهرا')).toMatchObject({ value: { first: 'زهرا', last: 'اکبری', certain: true } })
    expect(split('فاطمه زهرا باقری')).toMatchObject({ value: { certain: false } })
    expect(split('خانم زهرا اکبری')).toMatchObject({ value: { first: 'زهرا', last: 'اکبری', certain: true } })
    expect(split('زهرا')).toEqual({ ok: false, code: 'E-GEN-01' })
    expect(split('')).toEqual({ ok: false, code: 'E-GEN-01' })
    expect(split('=1+1 x')).toEqual({ ok: false, code: 'bad-name' })
  })
})

describe('words', () => {
  it('knows the sexes', () => {
    for (const word of ['زن', 'مؤنث', 'مونث', 'خانم', 'F', 'f', 'female', 'دختر'])
      expect(parseSex(word)).toBe('F')
    for (const word of ['مرد', 'مذکر', 'آقا', 'M', 'Male', 'پسر']) expect(parseSex(word)).toBe('M')
    for (const word of ['', '؟', 'x', '1']) expect(parseSex(word)).toBeNull()
  })

  it('knows the levels of education in their spellings', () => {
    for (const code of EDUCATION_CODES) expect(parseEducation(EDUCATION_NAMES_FA[code])).toBe(code)
    expect(parseEducation('بيسواد')).toBe('ILLITERATE')
    expect(parseEducation('بی سواد')).toBe('ILLITERATE')
    expect(parseEducation('ليسانس')).toBe('BACHELOR')
    expect(parseEducation('فوق ليسانس')).toBe('MASTER')
    expect(parseEducation('فوق‌دیپلم')).toBe('ASSOCIATE')
    expect(parseEducation('سیکل')).toBe('MIDDLE')
    expect(parseEducation('ابتدائي')).toBe('PRIMARY')
    expect(parseEducation('مدرک دیپلم')).toBe('DIPLOMA')
    expect(parseEducation('چیز دیگر')).toBeNull()
  })

  it('takes consent only where the word says yes', () => {
    for (const word of [
      'بلی',
      'بله',
      'دارد',
      '✓',
      '✔',
      '☑',
      'yes',
      'Y',
      '۱',
      '1',
      'TRUE',
      'اخذ شد',
      '√',
      '✅',
      'دارد (پیوست)',
      'بله - امضا شد',
      '1405/06/20',
    ])
      expect(saysYes(word)).toBe(true)
    for (const word of [
      '',
      'ندارد',
      'خیر',
      'نه',
      'no',
      '0',
      '۰',
      '×',
      '✗',
      'امضا نشده',
      'بله ولی شفاهی',
      'شاید',
      'نامعلوم',
      '-',
    ])
      expect(saysYes(word)).toBe(false)
    expect(parseHead('سرپرست خانوار')).toBe(true)
    expect(parseHead('همسر')).toBe(false)
    expect(parseHead('شاید')).toBeNull()
    expect(parseHead('')).toBe(false)
    expect(saysNo('خیر')).toBe(true)
    expect(saysNothing('-')).toBe(true)
    expect(saysNothing('ندارد')).toBe(true)
    expect(saysNothing('زهرا')).toBe(false)
  })
})

describe('probable duplicates', () => {
  const one = { first: 'طاهره', last: 'کاکه‌خانی', father: 'ابراهیم', birthYear: 1368 }
  it('share name, father and year however spelt', () => {
    expect(namesakeKey(one)).toBe('طاهره|کاکهخانی|ابراهیم|1368')
    expect(namesakeKey({ ...one, last: 'كاكه خاني' })).toBe(namesakeKey(one))
  })
  it('differ in any of them', () => {
    for (const other of [{ first: 'زهرا' }, { last: 'امینی' }, { father: null }, { birthYear: 1369 }])
      expect(namesakeKey({ ...one, ...other })).not.toBe(namesakeKey(one))
  })
})
