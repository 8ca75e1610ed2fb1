import { describe, expect, it } from 'vitest'
import { type CalendarEntry, escaped, folded, icalendar } from '@/lib/picture/ical'
import { readCalendar } from '@/tests/support/calendar-read'

const session: CalendarEntry = {
  uid: 'session-1@tabavar',
  day: '2024-06-01',
  startsAtMs: Date.UTC(2024, 5, 1, 6, 0),
  minutes: 120,
  summary: 'نشست گروه C-01',
}
const of = (...entries: CalendarEntry[]) =>
  readCalendar(icalendar({ name: 'تاب‌آور', madeAtMs: Date.UTC(2024, 4, 1) }, entries))

describe('an iCalendar', () => {
  it('has times in UTC and whole days as dates that end the day after', () => {
    expect(of(session, { ...session, uid: 'day-1@tabavar', startsAtMs: null, day: '2024-12-31' })).toEqual([
      {
        UID: 'session-1@tabavar',
        DTSTAMP: '20240501T000000Z',
        DTSTART: '20240601T060000Z',
        DTEND: '20240601T080000Z',
        SUMMARY: 'نشست گروه C-01',
        CLASS: 'PRIVATE',
        TRANSP: 'OPAQUE',
      },
      expect.objectContaining({ 'DTSTART;VALUE=DATE': '20241231', 'DTEND;VALUE=DATE': '20250101' }),
    ])
  })
  it('folds by octets and never within a letter, and unfolds to what was written', () => {
    for (const summary of [
      'ا'.repeat(200),
      'a'.repeat(66),
      'a'.repeat(67),
      'a'.repeat(68),
      `${'ا'.repeat(33)}😀😀${'ب'.repeat(40)}`,
      'می‌نویسد '.repeat(30),
    ])
      expect(of({ ...session, summary })[0]!.SUMMARY).toBe(summary)
    expect(folded('x'.repeat(75))).toBe('x'.repeat(75))
    expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
  })
  it('escapes what has a meaning, so that a text cannot become a line of its own', () => {
    const text = 'یک؛ دو, سه; چهار\\پنج\nBEGIN:VEVENT'
    expect(of({ ...session, summary: text })[0]!.SUMMARY).toBe(text)
    expect(escaped('a;b,c\\d\r\ne')).toBe('a\\;b\\,c\\\\d\\ne')
  })
})
