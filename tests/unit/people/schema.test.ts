import { expect, it } from 'vitest'
import { registerPerson } from '@/lib/people/schema'

const schema = registerPerson('2026-09-26')
const typed = {
  first: ' زهرا ',
  last: 'كاكه‌خاني',
  father: '',
  nationalId: '۰۰۰۰۱۰۱۰۱۱',
  birth: '۱۳۸۰/۱/۲',
  mobile: '0912 123 4567',
  placeId: '01890000-0000-7000-8000-000000000001',
  education: 'BACHELOR',
  sex: 'F',
  consent: true,
}
const codesOf = (input: unknown) => {
  const result = schema.safeParse(input)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

it('normalises what is typed', () => {
  expect(schema.parse(typed)).toMatchObject({
    first: 'زهرا',
    last: 'کاکه‌خانی',
    father: null,
    nationalId: '0000101011',
    birth: { text: '1380/01/02', year: 1380 },
    mobile: '+989121234567',
    isHead: false,
  })
})

it('says what is wrong in codes', () => {
  expect(codesOf({ ...typed, first: '' })).toEqual(['first: E-GEN-01'])
  expect(codesOf({ ...typed, last: 'Akbari' })).toEqual(['last: bad-name'])
  expect(codesOf({ ...typed, nationalId: '12' })).toEqual(['nationalId: E-PER-01'])
  expect(codesOf({ ...typed, nationalId: '0000101012' })).toEqual(['nationalId: E-PER-02'])
  expect(codesOf({ ...typed, mobile: '12' })).toEqual(['mobile: E-PER-03'])
  expect(codesOf({ ...typed, birth: '1450' })).toEqual(['birth: E-PER-04'])
  expect(codesOf({ ...typed, consent: false })).toEqual(['consent: E-PER-06'])
  expect(codesOf({ ...typed, sex: '' })).toEqual(['sex: E-GEN-01'])
  expect(codesOf({ ...typed, nationalId: '' })).toEqual(['noNationalIdReason: E-GEN-01'])
  expect(codesOf({ ...typed, nationalId: '', noNationalIdReason: 'تبعهٔ خارجی' })).toEqual([])
  expect(codesOf({ ...typed, extra: 1 })).toHaveLength(1)
})
