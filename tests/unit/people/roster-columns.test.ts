import { describe, expect, it } from 'vitest'
import { columnsOf, fieldOf, findHeader, type RosterField } from '@/lib/people/roster-columns'

const SPELLINGS: Partial<Record<RosterField, string[]>> = {
  index: ['ردیف', 'رديف', 'شماره', 'شماره ردیف', 'No.'],
  first: ['نام', 'نام ', 'نـام', 'نام کوچک', 'اسم', 'First name'],
  last: [
    'نام خانوادگی',
    'نام‌خانوادگي',
    'نام خانوادگي:',
    'فامیل',
    'نام فامیلی',
    'شهرت',
    'خانوادگی',
    'Last Name',
    'surname',
    'Family',
  ],
  full: [
    'نام و نام خانوادگی',
    'نام ونام خانوادگی',
    'نام و نام‌خانوادگي',
    'اسم و فامیل',
    'نام / نام خانوادگی',
    'نام و نشان',
    'مشخصات',
    'نام و فامیل',
    'Full name',
  ],
  lastFirst: [
    'نام خانوادگی و نام',
    'نام خانوادگی - نام',
    'فامیل و نام',
    'فامیلی و اسم',
    'Surname and first name',
  ],
  father: ['ن.پدر', 'نام پدر', 'نام‌پدر', 'پدر', "Father's name"],
  nationalId: [
    'کد ملی',
    'کدملی',
    'كد ملي',
    'کد ملّی',
    'ش.ملی',
    'ش ملی',
    'شماره ملی',
    'شمارهٔ ملی',
    'کد‌ملی (۱۰ رقم)',
    'National ID',
    'کد ملی*',
    'ک.ملی',
    'شماره کارت ملی',
    'کد شناسایی ملی',
    'ID number',
    'Code Melli',
  ],
  birth: [
    'تاریخ تولد',
    'تاريخ تولد',
    'ت. تولد',
    'سال تولد',
    'ت.ت',
    'ت/ت',
    'تاریخ ولادت',
    'متولد',
    'DOB',
    'تاریخ‌تولد (روز/ماه/سال)',
    'Birth date',
    'Date of birth',
  ],
  mobile: ['شماره همراه', 'شمارهٔ همراه', 'موبایل', 'تلفن همراه', 'شماره موبايل', 'همراه', 'Mobile'],
  phone: ['تلفن', 'شماره تماس', 'شماره تلفن', 'Phone'],
  county: ['شهرستان', 'نام شهرستان', 'شهرستان محل سکونت', 'County'],
  place: [
    'محله',
    'محله/روستا',
    'محله / روستا',
    'نام محله',
    'محلهٔ سکونت',
    'روستا',
    'محل سکونت',
    'Neighbourhood',
    'neighborhood',
  ],
  education: [
    'تحصیلات',
    'میزان تحصیلات',
    'سطح تحصيلات',
    'مدرک تحصیلی',
    'مدرک',
    'آخرین مدرک',
    'سواد',
    'وضعیت سواد',
    'Education level',
  ],
  head: [
    'سرپرست خانوار',
    'سرپرست خانوار است؟',
    'زن سرپرست خانوار',
    'سرپرست',
    'وضعیت سرپرستی',
    'Head of household',
    'Head of family',
    'HoH',
  ],
  sex: ['زن/مرد', 'خانم / آقا', 'جنسیت', 'جنسيت', 'جنس', 'Gender', 'sex'],
  consent: ['رضایت‌نامه', 'رضایت نامه', 'رضايت', 'فرم رضایت آگاهانه', 'Consent (Y/N)'],
  guardian: ['رضایت والدین', 'رضایت ولی', 'رضایت‌نامه پدر یا قیم', 'رضایت سرپرست', 'Guardian consent'],
}

describe('titles of columns', () => {
  for (const [field, titles] of Object.entries(SPELLINGS))
    it.each(titles)(`«%s» is ${field}`, (title) => expect(fieldOf(title)).toBe(field))

  it.each([
    'کد ملی سرپرست',
    'کد ملی همسر',
    'نام همسر',
    'نام مادر',
    'تلفن همسر',
    'شماره تماس رابط',
    'محل تولد',
    'محل صدور',
    'شهرستان محل تولد',
    'شماره شناسنامه',
    'تلفن ثابت',
    'تحصیلات همسر',
    'تعداد فرزندان',
    'شغل',
    'ملیت',
    'ملاحظات',
    'توضیحات',
    'رضایت همسر',
    'رشته تحصیلی',
    'محل تحصیل',
    'کد پستی',
    '',
  ])('«%s» is none of them', (title) => expect(fieldOf(title)).toBeNull())

  it('takes no long sentence and no number for a title', () => {
    expect(fieldOf(`فهرست شرکت‌کنندگان ${'بسیار '.repeat(12)} محلهٔ آذین`)).toBeNull()
    expect(fieldOf(12)).toBeNull()
    expect(fieldOf(null)).toBeNull()
  })
})

describe('the header', () => {
  it('is found in any row, in any order, with columns that mean nothing', () => {
    const grid = [
      ['فهرست شرکت‌کنندگان', null],
      [null],
      ['کد دفتر', 'رضایت', 'كدملي', 'توضیحات', 'فامیل', 'اسم', 'محله'],
    ]
    expect(findHeader(grid)).toEqual({
      ok: true,
      value: { row: 2, columns: { consent: 1, nationalId: 2, last: 4, first: 5, place: 6 } },
    })
  })

  it('may have two storeys', () => {
    const grid = [
      ['فهرست محلهٔ آذین'],
      ['ردیف', 'مشخصات فردی', null, null, 'تاریخ تولد', null, null, 'محله', 'رضایت'],
      [null, 'نام', 'نام خانوادگی', 'کد ملی', 'روز', 'ماه', 'سال', null, null],
    ]
    expect(findHeader(grid)).toEqual({
      ok: true,
      value: {
        row: 2,
        columns: {
          index: 0,
          first: 1,
          last: 2,
          nationalId: 3,
          birthDay: 4,
          birthMonth: 5,
          birth: 6,
          place: 7,
          consent: 8,
        },
      },
    })
  })

  it('makes «نام» alone the whole name', () => {
    expect(columnsOf(['نام', 'کد ملی', 'محله'])).toEqual({ full: 0, nationalId: 1, place: 2 })
  })

  it('is not made of a title, a line of data or a signature', () => {
    for (const row of [
      ['نام و امضا', 'محلهٔ آذین'],
      ['1', 'زهرا', 'اکبری', '0012345679', 'محلهٔ آذین'],
      ['نام'],
      [],
    ])
      expect(columnsOf(row)).toBeNull()
    expect(findHeader([['زهرا', 'اکبری', '0012345679']])).toEqual({ ok: false, code: 'no-header' })
  })
})
