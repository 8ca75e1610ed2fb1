import { describe, expect, it } from 'vitest'
import { HEADER, idOf, NOBODY, PLACES, readOne, readRows, rowOf } from './roster-of'

const summary = (changes: Parameters<typeof readOne>[0], options?: Parameters<typeof readOne>[1]) => {
  const { status, code } = readOne(changes, options)
  return code ? `${status} ${code}` : status
}

describe('somebody under eighteen', () => {
  const rules = { minAge: 15, guardianUnder18: true }
  it.each([
    ['fifteen', '1390/07/04', 'ask guardian-consent'],
    ['seventeen for one more day', '1387/07/05', 'ask guardian-consent'],
    ['eighteen on the first day', '1387/07/04', 'accepted'],
    ['seventeen by the year', '1388', 'ask guardian-consent'],
    ['seventeen or eighteen by the year', '1387', 'ask guardian-consent'],
  ])('%s needs her guardian, of whom this list says nothing', (_, birth, verdict) => {
    expect(summary({ birth }, { rules })).toBe(verdict)
  })
  it('needs nobody where the rule is off', () => {
    expect(summary({ birth: '1390/07/04' }, { rules: { ...rules, guardianUnder18: false } })).toBe('accepted')
  })
})

describe('verdicts', () => {
  it.each<[string, Parameters<typeof readOne>[0], string]>([
    ['a good row', {}, 'accepted'],
    ['no first name', { first: null }, 'rejected E-GEN-01'],
    ['no surname', { last: '  ' }, 'rejected E-GEN-01'],
    ['a formula for a first name', { first: '=1+1' }, 'rejected bad-name'],
    ["a formula for a father's name", { father: '=HYPERLINK("http://x","علی")' }, 'rejected bad-name'],
    ['a Latin name', { last: 'Akbari' }, 'rejected bad-name'],
    ['no father', { father: '-' }, 'accepted'],
    ['no national id', { nationalId: null }, 'warning no-national-id'],
    ['a dash for a national id', { nationalId: '-' }, 'warning no-national-id'],
    ['words for a national id', { nationalId: 'اتباع' }, 'warning no-national-id'],
    ['a formula for a national id', { nationalId: '=A1' }, 'rejected E-PER-01'],
    ['a wrong check digit', { nationalId: '0000101012' }, 'rejected E-PER-02'],
    ['zeros lost by a number', { nationalId: 91095093 }, 'ask E-PER-01'],
    ['zeros lost in text', { nationalId: '۹۱۰۹۵۰۹۳' }, 'ask E-PER-01'],
    ['zeros lost and a slip', { nationalId: 91095094 }, 'rejected E-PER-01'],
    ['seven digits', { nationalId: 1037374 }, 'rejected E-PER-01'],
    ['no birth date', { birth: '' }, 'rejected E-GEN-01'],
    ['a day that does not exist', { birth: '1365/07/31' }, 'rejected E-PER-04'],
    ['a birth in the future', { birth: '1405/07/05' }, 'rejected E-PER-04'],
    ['fifteen on the first day', { birth: '1390/07/04' }, 'accepted'],
    ['fifteen the day after', { birth: '1390/07/05' }, 'rejected E-PER-05'],
    ['a year that leaves it open', { birth: '1390' }, 'ask E-PER-05'],
    ['a year that is too young', { birth: '1391' }, 'rejected E-PER-05'],
    ['a year that is old enough', { birth: 1389 }, 'accepted'],
    ['a date with two readings', { birth: '05/08/1966' }, 'ask E-PER-04'],
    ['a landline', { mobile: '044-33445566' }, 'warning E-PER-03'],
    ['no telephone', { mobile: null }, 'accepted'],
    ['«ندارد» for a telephone', { mobile: 'ندارد' }, 'accepted'],
    ['an unknown place', { place: 'محلهٔ ناپیدا' }, 'rejected unknown-neighbourhood'],
    ['no place', { place: '' }, 'rejected E-GEN-01'],
    ['a place of another county', { county: 'خوی' }, 'rejected unknown-neighbourhood'],
    ['a county with a slip', { county: 'اورمیه' }, 'ask unknown-neighbourhood'],
    ['another kind of place', { place: 'شهرک آذین' }, 'ask unknown-neighbourhood'],
    ['no county', { county: null }, 'accepted'],
    ['no consent', { consent: 'ندارد' }, 'rejected E-PER-06'],
    ['an empty consent', { consent: null }, 'rejected E-PER-06'],
    ['a word nobody knows for education', { edu: 'چیز دیگر' }, 'warning unread-value'],
    ['a word nobody knows for head', { head: 'شاید' }, 'warning unread-value'],
    ['no sex', { sex: '' }, 'warning no-sex'],
  ])('%s', (_name, changes, expected) => expect(summary(changes)).toBe(expected))

  it('keeps every code and reports the one that decides', () => {
    const verdict = readOne({ nationalId: 91095093, mobile: '044', birth: '1391/01/01', consent: 'خیر' })
    expect(verdict).toMatchObject({ status: 'rejected', code: 'E-PER-05', value: null })
    expect(verdict.codes).toEqual(['E-PER-01', 'E-PER-05', 'E-PER-06', 'E-PER-03'])
    expect(verdict.findings.find(({ code }) => code === 'E-PER-05')?.values).toEqual({ min: 15 })
  })

  it('never pads a national id without asking', () => {
    const verdict = readOne({ nationalId: 91095093 })
    expect(verdict.findings).toContainEqual({
      code: 'E-PER-01',
      level: 'ask',
      field: 'nationalId',
      proposed: '0091095093',
    })
    expect(verdict.value?.nationalId).toBe('0091095093')
  })
})

describe('values in other clothes', () => {
  it('reads what people type', () => {
    const { value } = readOne({
      first: '\u200fخانم  سیده زینب\u200b',
      last: 'كاكه‌خاني',
      mobile: 9121234567,
      place: 'آذین',
      county: 'شهرستان اروميه',
      head: '✓',
      sex: 'F',
      edu: 'ليسانس',
    })
    expect(value).toMatchObject({
      first: 'سیده زینب',
      last: 'کاکه‌خانی',
      mobile: '+989121234567',
      placeId: 'azin',
      countyName: 'ارومیه',
      isHead: true,
      sex: 'F',
      education: 'BACHELOR',
    })
  })

  it.each([
    'محله ي آذین',
    'محلۀ آذین',
    'محله‌ی آذین',
    'محله آذین',
    'آذين',
    'محلهٔ آذین (ارومیه)',
    'ارومیه - محله آذین',
    'محله آذین ارومیه',
    "'محله آذین",
  ])('finds the place «%s»', (place) => expect(readOne({ place }).value?.placeId).toBe('azin'))

  it('finds a village with and without its kind', () => {
    for (const place of ['کانی سپی', 'روستای كاني‌سپي', 'روستا کانی‌سپی', 'کانی‌سپی'])
      expect(readOne({ place, county: 'سردشت' }).value?.placeId).toBe('sepi')
  })

  it('tells places of one name apart by county, and not without', () => {
    const places = [...PLACES, { id: 'azin2', nameFa: 'محلهٔ آذین', countyNameFa: 'خوی' }]
    expect(readOne({ county: 'خوی' }, { places }).value?.placeId).toBe('azin2')
    expect(summary({ county: '' }, { places })).toBe('rejected unknown-neighbourhood')
  })

  it('takes the audience for the sex and the office for the consent where the file is silent', () => {
    const rules = { minAge: 15, defaultSex: 'F', consentDeclared: true } as const
    expect(readOne({ sex: null }, { rules })).toMatchObject({ status: 'accepted', value: { sex: 'F' } })
    expect(summary({ consent: '' }, { rules })).toBe('rejected E-PER-06')
    const without = (row: ReturnType<typeof rowOf>) => row.slice(0, -1)
    const [verdict] = readRows([without(HEADER), without(rowOf())], { rules }).rows
    expect(verdict?.status).toBe('accepted')
  })
})

describe('people who are known', () => {
  const known = (answer: 'same-run-open' | 'same-run-elsewhere' | 'other') => ({
    existing: { ...NOBODY, byNationalId: (id: string) => (id === idOf(7) ? answer : ('none' as const)) },
  })
  it('are unchanged in this run, refused in another group of it, and welcome from elsewhere', () => {
    expect(summary({ nationalId: idOf(7) }, known('same-run-open'))).toBe('unchanged')
    expect(summary({ nationalId: idOf(7), mobile: '1' }, known('same-run-open'))).toBe('unchanged')
    expect(summary({ nationalId: idOf(7) }, known('same-run-elsewhere'))).toBe('rejected E-ENR-01')
    expect(summary({ nationalId: idOf(7) }, known('other'))).toBe('accepted')
    expect(summary({ nationalId: idOf(7), consent: '' }, known('same-run-open'))).toBe('rejected E-PER-06')
  })

  it('raise a warning under another national id or without one', () => {
    const existing = { ...NOBODY, byFold: (key: string) => key === 'زهرا|اکبری|علی|1360' }
    expect(summary({}, { existing })).toBe('warning W-PER-07')
    expect(summary({ last: 'اكبري', nationalId: null }, { existing })).toBe('warning no-national-id')
    expect(readOne({ nationalId: null }, { existing }).codes).toContain('W-PER-07')
    expect(summary({ father: 'حسن' }, { existing })).toBe('accepted')
    expect(summary({ birth: '1361' }, { existing })).toBe('accepted')
  })

  it('are unchanged without a national id where the register says so', () => {
    const existing = { ...NOBODY, byFold: () => 'same-run-open' as const }
    expect(summary({ nationalId: null }, { existing })).toBe('unchanged')
    expect(summary({}, { existing })).toBe('warning W-PER-07')
  })
})
