import { expect, it } from 'vitest'
import { hoursData, hoursPdf } from '@/lib/server/pdf/hours'
import type { HoursSession, HoursStatement } from '@/lib/workshops/hours'
import { hoursSum, monthAsked, monthsBetween } from '@/lib/workshops/hours'
import { facts, words } from './words'

const session = (seq: number, status: HoursSession['status'], minutes = 120): HoursSession => ({
  sessionId: `s${seq}`,
  dayIso: `2026-10-${String(seq + 2).padStart(2, '0')}`,
  startTime: '09:30',
  placeFa: 'محلهٔ آذین',
  placeEn: 'Azin',
  countyFa: 'ارومیه',
  countyEn: 'Urmia',
  seq,
  minutes,
  role: seq === 2 ? 'CO' : 'LEAD',
  status,
})
const statement: HoursStatement = {
  facilitatorId: 'f1',
  name: 'پریسا نمونه',
  organisation: 'انجمن بانوان (NGO)',
  runFa: 'دورهٔ ۱۴۰۵',
  runEn: 'Run 1405',
  month: 140507,
  asOf: '2026-10-17',
  sessions: [session(1, 'APPROVED'), session(2, 'SUBMITTED', 90), session(3, 'HELD'), session(4, 'RETURNED')],
}

it('counts sheets that were sent in, tells the approved apart, and says what is still a draft', () => {
  expect(hoursSum(statement.sessions)).toEqual({
    held: 2,
    minutes: 210,
    approved: 1,
    approvedMinutes: 120,
    drafts: 2,
  })
  const data = hoursData(statement, words)
  expect(data.month).toBe('مهر ۱۴۰۵')
  expect(data.rows).toEqual([
    [
      '۱',
      'شنبه ۱۱ مهر ۱۴۰۵',
      '۰۹:۳۰',
      '\u2068محلهٔ آذین، ارومیه\u2069',
      '۱',
      'تسهیلگر اصلی',
      '۱۲۰',
      'تأییدشده',
    ],
    [
      '۲',
      'یکشنبه ۱۲ مهر ۱۴۰۵',
      '۰۹:۳۰',
      '\u2068محلهٔ آذین، ارومیه\u2069',
      '۲',
      'همراه',
      '۹۰',
      'در انتظار تأیید',
    ],
  ])
  expect(data.sums[1]).toEqual(['جمع ساعت', '۳٫۵ ساعت (۲۱۰ دقیقه)'])
  expect(data.drafts).toContain('۲ نشست')
})

it('is a tagged page in Persian, also in a month without sessions', () => {
  for (const sessions of [statement.sessions, []])
    expect(facts(hoursPdf({ ...statement, sessions }, words))).toEqual({
      isPdf: true,
      pages: 1,
      tagged: true,
      language: 'fa',
    })
})

it('knows the months of a run, over the turn of a year too', () => {
  expect(monthsBetween(140411, 140502)).toEqual([140502, 140501, 140412, 140411])
  expect(monthAsked('140507')).toBe(140507)
  for (const wrong of ['140513', '1405', '', undefined, 'x']) expect(monthAsked(wrong)).toBeNull()
})
