import { expect, it } from 'vitest'
import { type CertificatePrint, certificateData, certificatePdf } from '@/lib/server/pdf/certificate'
import { facts, words } from './words'

const print: CertificatePrint = {
  role: 'PARTICIPANT',
  name: 'فاطمه زهرا محمدی‌نیا',
  runName: 'دورهٔ ۱۴۰۵',
  issuer: 'ادارهٔ کل امور زنان و خانوادهٔ آذربایجان غربی',
  minutes: 3_150,
  rule: 'حضور در دست‌کم 80 درصد از ۶۰ ساعت',
  number: 'WA-1405-0017',
  checkUrl: 'https://example.org/c/AZorPE1ef2CBkqO0xdbn-A',
  issuedOn: '2027-01-05',
}

it('is one tagged page in Persian, for a participant and for a facilitator', () => {
  for (const role of ['PARTICIPANT', 'FACILITATOR'] as const)
    expect(facts(certificatePdf({ ...print, role }, words))).toEqual({
      isPdf: true,
      pages: 1,
      tagged: true,
      language: 'fa',
    })
})

it('says who, in what, how much, by which rule, and where it can be checked', () => {
  const data = certificateData(print, words)
  expect(data.sentence).toBe('در نشست‌های «دورهٔ ۱۴۰۵» شرکت کرده و ۵۲٫۵ ساعت حضور دارد.')
  expect(data.rule).toBe('حضور در دست‌کم ۸۰ درصد از ۶۰ ساعت')
  expect(data.facts).toEqual([
    ['شمارهٔ گواهی', '\u2068WA-1405-0017\u2069'],
    ['تاریخ صدور', '۱۵ دی ۱۴۰۵'],
  ])
  expect(data.address).toContain(print.checkUrl)
  expect(certificateData({ ...print, role: 'FACILITATOR' }, words).title).toBe('گواهی تسهیلگری')
})
