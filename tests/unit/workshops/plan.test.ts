import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holidays } from '@/db/seed/reference/holidays'
import { addDays, isoOf, jalaliOf, jalaliText, weekday } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'
import {
  checkDay,
  FRIDAY,
  isClosedDay,
  moduleOf,
  overlapping,
  planSessions,
  slotDays,
  slotDaysAfter,
} from '@/lib/workshops/plan'

const day = (m: number, d: number) => orThrow(isoOf(1403, m, d))
const text = (iso: string | undefined) => {
  const { y, m, d } = jalaliOf(iso!)
  return jalaliText(y, m, d)
}
const closed = { holidays: new Map(holidays().map((row) => [row.day, row.fa])), weekend: [5, 6] }
const rules = { minMinutes: 30, maxMinutes: 240, totalMinutes: 3600 }
const START = day(2, 22)
const asked = (days: number[], minutes = 120) => ({
  slots: { days, time: '09:30' },
  startDay: START,
  minutes,
  closed,
  rules,
})

describe('a plan of sixty hours', () => {
  it.each([
    ['Saturday and Monday', [0, 2], '1403/02/22', '1403/06/10'],
    ['Sunday and Tuesday', [1, 3], '1403/02/23', '1403/06/13'],
    ['Monday and Wednesday', [2, 4], '1403/02/24', '1403/06/19'],
  ])('%s: from %j %s to %s (domain 10.1)', (_name, days, first, last) => {
    const plan = orThrow(planSessions(asked(days)))
    expect(plan).toHaveLength(30)
    expect([text(plan[0]?.day), text(plan.at(-1)?.day)]).toEqual([first, last])
    expect(plan.reduce((all, session) => all + session.minutes, 0)).toBe(3600)
    expect(plan.map((session) => session.module)).toEqual(
      Array.from({ length: 30 }, (_, i) => Math.ceil((i + 1) / 3)),
    )
  })

  it.each([
    ['Saturday and Monday', [0, 2], '1403/04/04', '1403/06/17'],
    ['Sunday and Tuesday', [1, 3], '1403/04/03', '1403/06/18'],
    ['Monday and Wednesday', [2, 4], '1403/04/06', '1403/06/21'],
  ])('%s: the twelfth day lost, everything later moves on', (_name, days, lost, last) => {
    const plan = orThrow(planSessions(asked(days)))
    const cancelled = plan[11]?.day
    expect(text(cancelled)).toBe(lost)
    const moved = slotDaysAfter({ days, time: '09:30' }, cancelled!, 19, closed)
    expect(moved[0]).toBe(plan[12]?.day)
    expect(text(moved.at(-1))).toBe(last)
  })

  it('gives ten days of the class from Saturday to Wednesday', () => {
    const plan = orThrow(
      planSessions({
        slots: { days: [0, 1, 2, 3, 4], time: '09:00' },
        startDay: day(2, 1),
        minutes: 360,
        closed,
        rules: { ...rules, maxMinutes: 480 },
      }),
    )
    expect(plan.map((session) => text(session.day))).toEqual(
      [1, 2, 3, 4, 5, 8, 9, 10, 11, 12].map((d) => jalaliText(1403, 2, d)),
    )
  })

  it('refuses lengths out of bounds or that do not fill the hours, and slots without a day', () => {
    expect(planSessions(asked([0], 20))).toMatchObject({ code: 'E-SES-01', values: { min: 30, max: 240 } })
    expect(planSessions(asked([0], 241))).toMatchObject({ code: 'E-SES-01' })
    expect(planSessions(asked([0], 130))).toMatchObject({ code: 'E-COH-04', values: { target: 60 } })
    expect(planSessions(asked([]))).toMatchObject({ code: 'E-GEN-01' })
    expect(planSessions(asked([FRIDAY]))).toMatchObject({ code: 'E-GEN-01' })
  })

  it('never lies on a closed day, always on a slot, always forward', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 40 }),
        (slots, later, count) => {
          const from = addDays(day(1, 1), later)
          const found = slotDays({ days: slots, time: '10:00' }, from, count, closed)
          expect(found).toHaveLength(count)
          for (const [i, each] of found.entries()) {
            expect(slots).toContain(weekday(each))
            expect(isClosedDay(each, closed)).toBe(false)
            expect(each >= (i === 0 ? from : addDays(found[i - 1]!, 1))).toBe(true)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a day chosen by hand', () => {
  it.each([
    ['a holiday', day(3, 14), 'E-SES-03'],
    ['a Friday', day(2, 28), 'E-SES-03'],
    ['a Thursday', day(2, 27), 'W-SES-04'],
  ] as const)('%s: %s %s', (_name, iso, code) => {
    expect(checkDay(iso, closed)?.code).toBe(code)
  })
  it('is free otherwise', () => expect(checkDay(day(2, 22), closed)).toBeNull())
})

it('modules share any number of sessions evenly', () => {
  expect([1, 2, 3, 20].map((seq) => moduleOf(seq, 20))).toEqual([1, 1, 2, 10])
  expect([1, 15].map((seq) => moduleOf(seq, 15))).toEqual([1, 10])
})

it('two sessions overlap unless one begins when the other ends', () => {
  const at = (hour: number) => ({ startMs: hour * 3_600_000, minutes: 120 })
  expect(overlapping(at(9), [at(11), at(7)])).toBeNull()
  expect(overlapping(at(9), [at(12), at(10)])).toEqual(at(10))
})
