import { describe, expect, it } from 'vitest'
import {
  checkCohortEnd,
  checkRunEnd,
  checkWaiver,
  ruleOfText,
  ruleText,
  sheetsInTheWay,
} from '@/lib/programmes/closing'

const full = {
  status: 'FINISHED',
  heldMinutes: 3600,
  plannedMinutes: 3600,
  waived: false,
  openSheets: 0,
  ahead: 0,
  asking: false,
}

describe('a group may be closed', () => {
  it('with its hours full and every sheet approved', () => {
    expect(checkCohortEnd(full)).toEqual({ ok: true, value: true })
    expect(checkCohortEnd({ ...full, heldMinutes: 3700 }).ok).toBe(true)
  })
  it.each([
    ['a minute short', { heldMinutes: 3599 }, { code: 'E-COH-07' }],
    ['a sheet in the way', { openSheets: 1, ahead: 2 }, { code: 'E-COH-06', values: { n: 3 } }],
    ['closed before', { status: 'CLOSED' }, { code: 'E-RUN-07' }],
    ['people are still asked', { asking: true }, { code: 'E-COH-10' }],
    ['cancelled', { status: 'CANCELLED' }, { code: 'E-RUN-07' }],
  ])('not when %s', (_, part, expected) => {
    expect(checkCohortEnd({ ...full, ...part })).toMatchObject({ ok: false, ...expected })
  })
  it('below its hours where they are waived, but not over a sheet that was begun', () => {
    const short = { ...full, status: 'RUNNING', heldMinutes: 3000, ahead: 5 }
    expect(sheetsInTheWay(short)).toBe(5)
    expect(checkCohortEnd({ ...short, waived: true }).ok).toBe(true)
    expect(checkCohortEnd({ ...short, waived: true, openSheets: 1 })).toMatchObject({
      code: 'E-COH-06',
      values: { n: 1 },
    })
  })
  it('by a waiver only where there is something to waive', () => {
    const short = { ...full, heldMinutes: 3000 }
    expect(checkWaiver(short).ok).toBe(true)
    for (const none of [full, { ...short, waived: true }, { ...short, status: 'CLOSED' }])
      expect(checkWaiver(none)).toMatchObject({ code: 'E-CLO-01' })
  })
})

describe('a run may be closed', () => {
  const done = { openCohorts: 0, openSheets: 0, openPlaces: 0, duplicates: 0 }
  it('when nothing is left open, and says the first thing that is', () => {
    expect(checkRunEnd(done).ok).toBe(true)
    expect(checkRunEnd({ ...done, duplicates: 2, openSheets: 3 })).toEqual({
      ok: false,
      code: 'E-CLO-03',
      values: { n: 3 },
    })
    expect(checkRunEnd({ ...done, openCohorts: 1 })).toMatchObject({ code: 'E-CLO-02' })
    expect(checkRunEnd({ ...done, openPlaces: 1 })).toMatchObject({ code: 'E-CLO-04' })
    expect(checkRunEnd({ ...done, duplicates: 1 })).toMatchObject({ code: 'E-CLO-05' })
  })
})

describe('the rule a figure was decided by', () => {
  it('is read from the text it was written to', () => {
    const rule = { mode: 'SHARE_OF_HOURS' as const, share: 0.8, plannedMinutes: 3600 }
    expect(ruleText(rule)).toBe('SHARE_OF_HOURS 0.8 3600')
    expect(ruleOfText(ruleText(rule))).toEqual(rule)
    for (const none of [null, '', 'SHARE_OF_HOURS', 'SOMETHING 0.8 3600', 'STRICT x 3600'])
      expect(ruleOfText(none)).toBeNull()
  })
})
