import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkRuleValue,
  checkValue,
  firstValues,
  parseFraction,
  parseRange,
  RULE_KEYS,
  RULES,
} from '@/lib/rules/registry'

type Titles = { [key: string]: string | Titles }
const titles = (locale: string) =>
  (JSON.parse(readFileSync(`messages/${locale}/rules.json`, 'utf8')) as { title: Titles }).title
const titleOf = (all: Titles, key: string) =>
  key.split('.').reduce<string | Titles | undefined>((at, part) => (at as Titles)?.[part], all)

describe('the rule registry', () => {
  it('starts with the numbers of its sources', () => {
    expect(firstValues()).toMatchObject({
      COUNTY_TARGET: 12,
      NEIGHBOURHOOD_TARGET: 25,
      FACILITATOR_TARGET: 25,
      PARTICIPANT_TARGET: 625,
      COHORT_MINUTES: 3600,
      FAC_TRAINING_MINUTES: 3600,
      COMPLETION_MODE: 'SHARE_OF_HOURS',
      COMPLETION_SHARE_PARTICIPANT: 0.8,
      COMPLETION_SHARE_FACILITATOR: 0.9,
      WEEKEND_DAYS: ['THU', 'FRI'],
      PUBLIC_SUPPRESS_BELOW: 15,
      HG_MEND_DAYS: 60,
      SVC_TOTAL: 152,
    })
  })

  it.each(RULE_KEYS)(
    '%s: its first value is within its own bounds, and it has a title in both languages',
    (key) => {
      expect(checkRuleValue(key, RULES[key].value).ok).toBe(true)
      for (const locale of ['fa', 'en']) expect(typeof titleOf(titles(locale), key)).toBe('string')
    },
  )

  it.each([
    ['COMPLETION_SHARE_PARTICIPANT', 0.49, 'E-RUL-01'],
    ['COMPLETION_SHARE_PARTICIPANT', 1.01, 'E-RUL-01'],
    ['COMPLETION_SHARE_PARTICIPANT', '0.8', 'E-RUL-02'],
    ['COMPLETION_SHARE_PARTICIPANT', 0.80001, 'E-RUL-02'],
    ['LATE_GRACE_MINUTES', 61, 'E-RUL-01'],
    ['LATE_GRACE_MINUTES', 1.5, 'E-RUL-02'],
    ['LATE_GRACE_MINUTES', Number.NaN, 'E-RUL-02'],
    ['PUBLIC_SUPPRESS_BELOW', 14, 'E-RUL-01'],
    ['PUBLIC_OUTCOME_MIN_N', 29, 'E-RUL-01'],
    ['EXCUSED_CREDITS_HOURS', 1, 'E-RUL-02'],
    ['COMPLETION_MODE', 'HALF', 'E-RUL-02'],
    ['WEEKEND_DAYS', ['THU', 'THU'], 'E-RUL-02'],
    ['WEEKEND_DAYS', ['DAY'], 'E-RUL-02'],
  ] as const)('%s refuses %j with %s', (key, value, code) => {
    expect(checkRuleValue(key, value)).toMatchObject({ ok: false, code })
  })

  it.each([
    ['7-5', 'E-RUL-01'],
    ['0-5', 'E-RUL-01'],
    ['five', 'E-RUL-02'],
  ])('a range refuses %j with %s', (value, code) => {
    const range = { kind: 'range', value: '5-7', min: 1, max: 200, unit: 'people', source: 'A' } as const
    expect(checkValue(range, value)).toMatchObject({ ok: false, code })
    expect(checkValue(range, '5-7').ok).toBe(true)
  })

  it.each([
    ['3/2', 'E-RUL-01'],
    ['1/0', 'E-RUL-01'],
    ['third', 'E-RUL-02'],
  ])('a fraction refuses %j with %s', (value, code) => {
    const part = { kind: 'fraction', value: '1/3', unit: 'share', source: 'A' } as const
    expect(checkValue(part, value)).toMatchObject({ ok: false, code })
    expect(checkValue(part, '1/3').ok).toBe(true)
  })

  it('takes every whole number within bounds and none outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 2000 }), (n) => {
        expect(checkRuleValue('ATTENDANCE_EDIT_WINDOW_HOURS', n).ok).toBe(n >= 1 && n <= 720)
      }),
    )
  })

  it('reads ranges and fractions', () => {
    expect(parseRange('5-7')).toEqual({ min: 5, max: 7 })
    expect(parseRange('5')).toBeNull()
    expect(parseFraction('1/3')).toEqual({ part: 1, of: 3 })
    expect(parseFraction('one third')).toBeNull()
  })
})
