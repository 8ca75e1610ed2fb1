import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARK_CODES } from '@/lib/workshops/codes'
import { credit } from '@/lib/workshops/credit'

const RULES = { graceMinutes: 15, minPresenceShare: 0.5, excusedCredits: false }
const NET = 120

describe('what a mark earns in a session of 120 minutes', () => {
  it.each([
    ['PRESENT', 0, 0, 120],
    ['LATE', 15, 0, 120],
    ['LATE', 16, 0, 104],
    ['LATE', 30, 0, 90],
    ['LATE', 60, 0, 60],
    ['LATE', 61, 0, 0],
    ['LEFT_EARLY', 0, 30, 90],
    ['LEFT_EARLY', 0, 61, 0],
    ['LATE', 20, 20, 80],
    ['LATE', 15, 60, 60],
    ['ABSENT', 0, 0, 0],
    ['EXCUSED', 0, 0, 0],
  ] as const)('%s, %d late, %d early: %d', (code, late, early, minutes) => {
    expect(credit({ code, late, early }, NET, RULES)).toBe(minutes)
  })

  it('credits an excused absence where the rule says so, and never an absence', () => {
    const rules = { ...RULES, excusedCredits: true }
    expect(credit({ code: 'EXCUSED', late: 0, early: 0 }, NET, rules)).toBe(120)
    expect(credit({ code: 'ABSENT', late: 0, early: 0 }, NET, rules)).toBe(0)
  })

  it('compares shares as decimals: 7 minutes of 100 are a share of 0.07', () => {
    expect(credit({ code: 'LATE', late: 93, early: 0 }, 100, { ...RULES, minPresenceShare: 0.07 })).toBe(7)
  })

  it('never goes below nothing or above the session', () => {
    const mark = fc.record({
      code: fc.constantFrom(...MARK_CODES),
      late: fc.nat(600),
      early: fc.nat(600),
    })
    const rules = fc.record({
      graceMinutes: fc.nat(60),
      minPresenceShare: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
      excusedCredits: fc.boolean(),
    })
    fc.assert(
      fc.property(mark, fc.integer({ min: 1, max: 480 }), rules, (each, net, by) => {
        const earned = credit(each, net, by)
        expect(earned).toBeGreaterThanOrEqual(0)
        expect(earned).toBeLessThanOrEqual(net)
        // Coming later never earns more, unless the session is missed altogether.
        expect(credit({ ...each, late: each.late + 1 }, net, by)).toBeLessThanOrEqual(earned)
      }),
    )
  })
})
