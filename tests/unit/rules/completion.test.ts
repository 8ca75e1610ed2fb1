import { describe, expect, it } from 'vitest'
import { marksOf } from '@/db/seed/demo/attendance'
import { DEMO_PLACES } from '@/db/seed/demo/places'
import { type CompletionRule, completionSentence, isCompleted, minutesNeeded } from '@/lib/rules/completion'
import { credit } from '@/lib/workshops/credit'

const CREDIT = { graceMinutes: 15, minPresenceShare: 0.5, excusedCredits: false }
const PLANNED = { minutes: 3600, sessions: 30 }
const rule = (mode: CompletionRule['mode'], share = 1): CompletionRule => ({
  mode,
  share,
  plannedMinutes: PLANNED.minutes,
})

const people = DEMO_PLACES.flatMap((place) =>
  Array.from({ length: 25 }, (_, i) => {
    const marks = marksOf(place, i + 1).filter((mark) => mark !== null)
    const earned = marks.map((mark) => credit({ ...mark, early: 0 }, 120, CREDIT))
    return {
      creditedMinutes: earned.reduce((all, minutes) => all + minutes, 0),
      attendedSessions: earned.filter((minutes) => minutes > 0).length,
      plannedSessions: PLANNED.sessions,
    }
  }),
)

describe('completion over the 625 people of the demonstration (domain 8.2)', () => {
  it.each([
    ['STRICT', 1, 127],
    ['SHARE_OF_HOURS', 0.9, 268],
    ['SHARE_OF_HOURS', 0.8, 454],
    ['SHARE_OF_HOURS', 0.75, 454],
    ['SHARE_OF_SESSIONS', 0.8, 454],
    ['SHARE_OF_HOURS', 0.5, 527],
  ] as const)('%s %d: %d complete', (mode, share, expected) => {
    expect(people).toHaveLength(625)
    expect(people.filter((person) => isCompleted(rule(mode, share), person))).toHaveLength(expected)
  })

  it('counts the 56 people exactly on the edge of 48 hours', () => {
    expect(people.filter((person) => person.creditedMinutes === 2880)).toHaveLength(56)
  })
})

describe('the threshold', () => {
  it.each([
    [0.8, 2880],
    [0.9, 3240],
    [0.75, 2700],
    [0.55, 1980],
    [0.7, 2520],
    [1, 3600],
  ])('%d of 3,600 minutes is %d, without a hair of rounding', (share, minutes) => {
    expect(minutesNeeded(rule('SHARE_OF_HOURS', share))).toBe(minutes)
  })

  it('gives the numbers of the printed sentence', () => {
    expect(completionSentence(rule('SHARE_OF_HOURS', 0.8), 30)).toEqual({
      unit: 'minutes',
      needed: 2880,
      of: 3600,
    })
    expect(completionSentence(rule('SHARE_OF_SESSIONS', 0.8), 30)).toEqual({
      unit: 'sessions',
      needed: 24,
      of: 30,
    })
    expect(completionSentence(rule('STRICT'), 30)).toEqual({ unit: 'minutes', needed: 3600, of: 3600 })
  })
})
