import { describe, expect, it } from 'vitest'
import { asOfDay, asOfParam, lastEndedDay, weekOf } from '@/lib/indicators/as-of'
import { knotStates, sessionCounts } from '@/lib/indicators/knots'

// Monday 1403/05/01, 18:30 in Tehran: the demonstration's pinned clock.
const CLOCK = new Date('2024-07-22T15:00:00Z')

describe('the as-of day', () => {
  it('is the last day that has ended on the clock', () => {
    expect(lastEndedDay(CLOCK)).toBe('2024-07-21')
    expect(lastEndedDay(new Date('2024-07-21T20:29:59Z'))).toBe('2024-07-20')
    expect(lastEndedDay(new Date('2024-07-21T20:30:00Z'))).toBe('2024-07-21')
  })
  it.each([
    ['1403-04-31', '2024-07-21'],
    ['۱۴۰۳/۰۴/۳۱', '2024-07-21'],
    ['١٤٠٣-٠٣-١٠', '2024-05-30'],
    ['1403/05/01', '2024-07-22'],
    ['1404/01/01', '2024-07-22'],
    ['1403/07/31', '2024-07-21'],
    ['tomorrow', '2024-07-21'],
    [undefined, '2024-07-21'],
  ])('asked as %s is %s', (asked, day) => {
    expect(asOfDay(asked, CLOCK)).toBe(day)
  })
  it('goes round through an address', () => {
    expect(asOfParam('2024-07-21')).toBe('1403-04-31')
    expect(asOfDay(asOfParam('2024-05-30'), CLOCK)).toBe('2024-05-30')
  })
  it('knows the week', () => {
    expect(weekOf('2024-05-11', '2024-09-11', '2024-07-21')).toEqual({ week: 11, weeks: 18 })
    expect(weekOf('2024-05-11', '2024-09-11', '2024-01-01')).toEqual({ week: 1, weeks: 18 })
    expect(weekOf('2024-05-11', '2024-09-11', '2025-01-01')).toEqual({ week: 18, weeks: 18 })
  })
})

describe('knots', () => {
  const sessions = [
    { day: '2024-05-11', status: 'APPROVED' },
    { day: '2024-05-13', status: 'CANCELLED' },
    { day: '2024-05-18', status: 'SUBMITTED' },
    { day: '2024-05-20', status: 'RETURNED' },
    { day: '2024-05-25', status: 'SCHEDULED' },
    { day: '2024-05-27', status: 'SCHEDULED' },
  ] as const
  it('tell held, waiting, next and ahead apart', () => {
    expect(knotStates(sessions, {})).toEqual(['held', 'cancelled', 'waiting', 'waiting', 'next', 'ahead'])
  })
  it('know nothing of what comes after the day', () => {
    expect(knotStates(sessions, { asOf: '2024-05-15' })).toEqual([
      'held',
      'cancelled',
      'next',
      'ahead',
      'ahead',
      'ahead',
    ])
  })
  it('show the public approved sheets only, as its figures count', () => {
    expect(knotStates(sessions, { counting: 'public' })).toEqual([
      'held',
      'cancelled',
      'next',
      'ahead',
      'ahead',
      'ahead',
    ])
    expect(sessions.map((one) => sessionCounts(one, {}))).toEqual([true, false, true, false, false, false])
    expect(sessions.map((one) => sessionCounts(one, { counting: 'public' }))).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })
})
