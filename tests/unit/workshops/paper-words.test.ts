import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (locale: string, name: string) =>
  JSON.parse(readFileSync(new URL(`../../../messages/${locale}/${name}.json`, import.meta.url), 'utf8'))
const OWN = [
  'no-header',
  'no-session-columns',
  'sheet-place-unknown',
  'sheet-too-long',
  'sheet-place-ambiguous',
  'no-session',
  'two-sessions',
  'column-not-read',
  'two-namesakes',
  'id-other-name',
  'id-not-read',
  'mark-not-read',
  'two-marks',
  'unmarked',
  'mark-differs',
  'sheet-submitted',
  'sheet-approved',
]
const CATALOGUE = [
  'E-ATT-01',
  'E-ATT-02',
  'E-PER-01',
  'E-PER-02',
  'E-SES-05',
  'E-SES-06',
  'E-SES-08',
  'E-FAC-01',
]

it('has a sentence for everything a typed register can be told', () => {
  for (const locale of ['fa', 'en']) {
    const { code } = read(locale, 'paper') as { code: Record<string, string> }
    expect(Object.keys(code).sort()).toEqual([...OWN].sort())
    const errors = read(locale, 'errors') as Record<string, string>
    expect(CATALOGUE.filter((one) => !errors[one])).toEqual([])
  }
})

it('says the catalogue’s own words for what is in it', () => {
  const errors = read('fa', 'errors') as Record<string, string>
  expect(errors['E-ATT-01']).toBe('این فرد در تاریخ نشست عضو گروه نبوده است.')
  expect(errors['E-SES-06']).toBe('ثبت نشست با بیش از {d} روز تأخیر فقط با تأیید کارشناس استان ممکن است.')
})
