import { describe, expect, it } from 'vitest'
import type { CellValue } from '@/lib/shared/cell'
import { HEADER, idOf, PLACES, readOne, readRows, readSheets, rowOf } from './roster-of'

const summary = (...changes: Parameters<typeof readOne>) => {
  const { status, code } = readOne(...changes)
  return [status, code].filter(Boolean).join(' ')
}

describe('names in one cell', () => {
  const read = (title: string, name: string) =>
    readRows([
      [title, 'کد ملی', 'تولد', 'محله', 'جنس', 'رضایت'],
      [name, idOf(5), '1360', 'آذین', 'زن', 'بلی'],
    ]).rows[0]

  it('are taken in the order the title gives', () => {
    expect(read('نام و نام خانوادگی', 'زهرا اکبری')?.value).toMatchObject({ first: 'زهرا', last: 'اکبری' })
    expect(read('نام خانوادگی و نام', 'اکبری زهرا')).toMatchObject({
      status: 'accepted',
      value: { first: 'زهرا', last: 'اکبری' },
    })
    expect(read('نام خانوادگی و نام', 'حسینی سیده زهرا')).toMatchObject({
      status: 'accepted',
      value: { first: 'سیده زهرا', last: 'حسینی' },
    })
  })

  it('are asked about where the order or the border is open', () => {
    expect(read('نام خانوادگی و نام', 'حسینی نژاد مریم')?.findings[0]).toMatchObject({
      code: 'split-name',
      proposed: 'مریم، حسینی نژاد',
    })
    expect(read('نام و نام خانوادگی', 'زهرا / اکبری')).toMatchObject({ status: 'ask', code: 'split-name' })
    expect(read('نام خانوادگی و نام', 'اکبری')?.code).toBe('E-GEN-01')
  })

  it('lose a number before them', () =>
    expect(read('اسم و فامیل', '۱- زهرا اکبری')?.value).toMatchObject({ first: 'زهرا', last: 'اکبری' }))
})

describe('cells that say nothing, or failed', () => {
  it.each([
    ['a name that is none', { first: 'نامعلوم' }, 'rejected E-GEN-01'],
    ['dashes for a surname', { last: '---' }, 'rejected E-GEN-01'],
    ['a failed formula for an id: never «has none»', { nationalId: '#N/A' }, 'rejected E-PER-01'],
    ['a failed formula for a birth', { birth: '#REF!' }, 'rejected E-PER-04'],
    ['a failed formula for a level of education', { edu: '#N/A' }, 'warning unread-value'],
    ['a paper of a foreigner', { nationalId: 'کارت آمایش 123456' }, 'warning no-national-id'],
    ['a word before the id', { nationalId: 'کد ملی: 0001037374' }, 'accepted'],
  ])('%s', (_name, changes, expected) => expect(summary(changes)).toBe(expected))

  it('a father who has died keeps his name and nothing else', () => {
    for (const father of ['مرحوم علی', 'علی (مرحوم)', 'علی فوت شده'])
      expect(readOne({ father }).value?.father).toBe('علی')
    expect(readOne({ father: 'فوت شده' })).toMatchObject({ status: 'accepted', value: { father: null } })
  })
})

describe('minors', () => {
  const rules = { minAge: 15, guardianUnder18: true }
  const read = (birth: CellValue, consent?: string) => {
    const header = consent === undefined ? HEADER : [...HEADER, 'رضایت ولی']
    const row = consent === undefined ? rowOf({ birth }) : [...rowOf({ birth }), consent]
    return readRows([header, row], { rules }).rows[0]
  }
  it('are asked about until a guardian has consented', () => {
    expect(read('1389/01/01')).toMatchObject({ status: 'ask', code: 'guardian-consent' })
    expect(read('1389/01/01', 'ندارد')).toMatchObject({ status: 'ask', code: 'guardian-consent' })
    expect(read('1389/01/01', 'دارد')).toMatchObject({ status: 'accepted', value: { guardian: true } })
    expect(read('1387')).toMatchObject({ status: 'ask', code: 'guardian-consent' })
    expect(read('1391/01/01')).toMatchObject({ status: 'rejected', code: 'E-PER-05' })
  })
  it('are none at 18, and where the rule is off', () => {
    expect(read('1387/07/04')).toMatchObject({ status: 'accepted', value: { guardian: false } })
    expect(summary({ birth: '1389/01/01' })).toBe('accepted')
  })
  it('have a guardian whose consent is not theirs', () => {
    const row = [...rowOf({ birth: '1389/01/01', consent: 'خیر' }), 'دارد']
    expect(readRows([[...HEADER, 'رضایت والدین'], row], { rules }).rows[0]?.code).toBe('E-PER-06')
  })
})

describe('where people live', () => {
  const BARE = ['نام', 'نام خانوادگی', 'کد ملی', 'تولد', 'جنس', 'رضایت']
  const person = (n: number) => ['زهرا', 'اکبری', idOf(n), '1360', 'زن', 'بلی']

  it('may stand in a title above the table, word by word', () => {
    const under = (title: string) => readRows([[title], BARE, person(1)]).rows[0]
    expect(under('لیست بانوان دوره تاب آوری - محله آذین سال ۱۴۰۵')?.value?.placeId).toBe('azin')
    expect(under('اسامی اهالی روستای کانی سپی در طرح')?.value?.placeId).toBe('sepi')
    expect(under('لیست بانوان محلهٔ آذین‌آباد در طرح')?.code).toBe('E-GEN-01')
    expect(under('لیست بانوان محله آذین و محله پرواز')?.code).toBe('E-GEN-01')
  })

  it('may be the name of a numbered sheet', () => {
    const reading = readSheets([{ name: '۲- پرواز', rows: [BARE, person(1)] }])
    expect(reading.rows[0]?.value?.placeId).toBe('parvaz')
  })

  it('may take the county from the sheet', () => {
    const places = [...PLACES, { id: 'azin2', nameFa: 'محلهٔ آذین', countyNameFa: 'خوی' }]
    const rows = [
      [...BARE, 'محله'],
      [...person(1), 'آذین'],
    ]
    const of = (name: string) => readSheets([{ name, rows }], { places }).rows[0]
    expect(of('خوی')?.value?.placeId).toBe('azin2')
    expect(of('ارومیه')?.value?.placeId).toBe('azin')
    expect(of('Sheet1')?.code).toBe('unknown-neighbourhood')
  })

  it.each([
    ['محله: آذین', 'accepted'],
    ['روستا: کانی سپی', 'accepted'],
    ['محله آذین شهرستان ارومیه', 'accepted'],
    ['شهرستان ارومیه محله آذین', 'accepted'],
    ['محله آذین (حاشیه)', 'ask unknown-neighbourhood'],
    ['محله آذین (خوی)', 'rejected unknown-neighbourhood'],
  ])('«%s» is %s', (place, expected) => expect(summary({ place, county: '' })).toBe(expected))

  it('reads the county with a colon or a note', () => {
    for (const county of ['شهرستان: ارومیه', 'ارومیه (مرکز)']) expect(summary({ county })).toBe('accepted')
  })
})

describe('tables side by side', () => {
  const titles = ['ردیف', 'نام', 'نام خانوادگی', 'کد ملی', 'سال تولد', 'محله', 'جنس', 'رضایت']
  const person = (n: number) => [n, 'زهرا', 'اکبری', idOf(n), 1350 + n, 'آذین', 'زن', 'بلی']
  it('are both read, whatever lies between them', () => {
    const { rows } = readRows([
      ['فهرست محله آذین'],
      [...titles, null, ...titles],
      [...person(1), null, ...person(3)],
      [...person(2), null, null],
    ])
    expect(rows.map(({ row, block, status }) => [row, block, status])).toEqual([
      [3, 0, 'accepted'],
      [4, 0, 'accepted'],
      [3, 1, 'accepted'],
    ])
    expect(rows.map(({ value }) => value?.nationalId)).toEqual([idOf(1), idOf(2), idOf(3)])
  })

  it('are one where the second names somebody else', () => {
    const { rows } = readRows([
      [...titles, 'نام', 'نام خانوادگی', 'کد ملی'],
      [...person(1), 'حسن', 'اکبری', idOf(9)],
    ])
    expect(rows.map(({ value }) => value?.nationalId)).toEqual([idOf(1)])
  })
})
