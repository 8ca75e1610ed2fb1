import { describe, expect, it } from 'vitest'
import { quarterText } from '@/lib/indicators/quarter'
import { adjustmentsOf } from '@/lib/indicators/quarter-change'
import { checkQuarterEnded, checkSignature, checkUnapproved } from '@/lib/indicators/quarter-closing'
import { type InputUnit, type QuarterInputs, quarterOf } from '@/lib/indicators/quarter-inputs'
import type { RuleValues } from '@/lib/rules/registry'

const session = (key: string, place: string, minutes: number, marks: [number, number]): InputUnit => ({
  kind: 'session',
  key,
  place,
  parts: { 'R-08': [minutes, null], 'R-10': marks },
  before: {},
})
const organisation = (key: string, place: string): InputUnit => ({
  kind: 'organisation',
  key,
  place,
  parts: { 'R-05': [1, null] },
  before: {},
})
const inputs = (units: InputUnit[], more: Partial<QuarterInputs> = {}): QuarterInputs => ({
  v: 1,
  run: { code: 'R', nameFa: 'دوره', nameEn: 'Run' },
  year: 1403,
  quarter: 1,
  from: '2024-03-20',
  to: '2024-06-20',
  asOf: '2024-06-20',
  rules: { COHORT_MINUTES: 3600 } as RuleValues,
  completion: { mode: 'SHARE_OF_HOURS', share: 0.8, plannedMinutes: 3600 },
  places: [
    { code: 'K1', level: 'county', nameFa: 'ک۱', nameEn: 'K1', county: 'K1', zone: null },
    { code: 'K2', level: 'county', nameFa: 'ک۲', nameEn: 'K2', county: 'K2', zone: null },
    { code: 'N1', level: 'neighbourhood', nameFa: 'م۱', nameEn: 'N1', county: 'K1', zone: 'MARGINAL' },
    { code: 'N2', level: 'neighbourhood', nameFa: 'م۲', nameEn: 'N2', county: 'K2', zone: 'MARGINAL' },
  ],
  units,
  targets: [{ code: 'R-08', level: 'run', place: 'R', value: 60 }],
  outcomes: [],
  community: [],
  quality: [],
  outside: [],
  unapproved: { count: 0, reason: null },
  ...more,
})
const of = (from: QuarterInputs, code: string, level = 'run', place = 'R') =>
  quarterOf(from, 'h').figures.find((one) => one.code === code && one.level === level && one.place === place)!

describe('a quarter counted from its inputs', () => {
  const all = inputs([session('a', 'N1', 120, [20, 25]), session('b', 'N2', 60, [10, 20])])
  it('adds up the rows of each place', () => {
    expect(of(all, 'R-08')).toMatchObject({ numerator: 180, value: 3, target: 60 })
    expect(of(all, 'R-08', 'county', 'K1')).toMatchObject({ value: 2, target: null })
    expect(of(all, 'R-08', 'neighbourhood', 'N2').value).toBe(1)
    expect(of(all, 'R-10').value).toBe(30 / 45)
  })
  it('has no value where there is nothing to divide by', () => {
    expect(of(inputs([]), 'R-10')).toMatchObject({ numerator: 0, denominator: 0, value: null })
    expect(of(all, 'R-11').value).toBeNull()
  })
  it('counts an organisation once, in each county where it stands', () => {
    const some = inputs([organisation('o', 'K1'), organisation('o', 'K2'), organisation('p', 'K2')])
    expect([of(some, 'R-05').value, of(some, 'R-05', 'county', 'K2').value]).toEqual([2, 2])
  })
  it('tells what the quarter added by itself', () => {
    const unit = session('a', 'N1', 120, [20, 25])
    const some = inputs([
      { ...unit, before: { 'R-08': [120, null], 'R-10': [20, 25] } },
      session('b', 'N1', 60, [5, 10]),
    ])
    expect(of(some, 'R-08').inQuarter).toMatchObject({ numerator: 60, value: 1 })
    expect(of(some, 'R-10').inQuarter!.value).toBe(0.5)
  })
  it('has one text, whatever the order of its parts', () => {
    const text = quarterText(quarterOf(all, 'h'))
    const turned = JSON.parse(
      JSON.stringify(
        all,
        Object.keys(all)
          .sort()
          .reverse()
          .concat(...nestedKeys(all)),
      ),
    )
    expect(quarterText(quarterOf(turned, 'h'))).toBe(text)
    expect(quarterText(quarterOf(all, 'other'))).not.toBe(text)
  })
})

function nestedKeys(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...nestedKeys(inner)])
}

describe('what has changed since', () => {
  const then = inputs([session('a', 'N1', 120, [20, 25]), session('b', 'N2', 60, [10, 20])])
  const frozen = quarterOf(then, 'h')
  const changed = (now: QuarterInputs, acts: Parameters<typeof adjustmentsOf>[3] = []) =>
    adjustmentsOf(frozen, then, { inputs: now, quarter: quarterOf(now, 'x') }, acts)
  it('is nothing while nothing has', () => {
    expect(changed(then)).toEqual([])
  })
  it('is told row by row, with the act and its day, in the run and in the place', () => {
    const now = inputs([session('a', 'N1', 120, [18, 25]), session('c', 'N2', 60, [15, 20])])
    const found = changed(now, [
      { kind: 'session', key: 'a', act: 'sheet.reopen', at: '2024-07-01T08:00:00Z' },
    ])
    const rate = found.find((one) => one.code === 'R-10' && one.level === 'run')!
    expect([rate.frozen.value, rate.now.value, rate.at]).toEqual([30 / 45, 33 / 45, '2024-07-01T08:00:00Z'])
    expect(
      rate.changes.map(({ key, what, act, from, to }) => [key, what, act, from?.numerator, to?.numerator]),
    ).toEqual([
      ['a', 'changed', 'sheet.reopen', 20, 18],
      ['b', 'removed', null, 10, undefined],
      ['c', 'added', null, undefined, 15],
    ])
    const place = found.find((one) => one.code === 'R-10' && one.place === 'N1')!
    expect(place.changes.map(({ key }) => key)).toEqual(['a'])
  })
  it('is a rule where a rule was changed for a time already closed', () => {
    const now = inputs([session('a', 'N1', 60, [20, 25]), session('b', 'N2', 60, [10, 20])], {
      rules: { COHORT_MINUTES: 1800 } as RuleValues,
    })
    const [hours] = changed(now).filter((one) => one.code === 'R-08' && one.level === 'run')
    expect(hours!.changes.map(({ kind, key }) => [kind, key])).toEqual([
      ['session', 'a'],
      ['rule', 'COHORT_MINUTES'],
    ])
  })
})

describe('closing', () => {
  const run = { startDate: '2024-04-15', endDate: '2024-09-21' }
  const spring = { year: 1403, quarter: 1 } as const
  it.each([
    ['2024-06-20', 'E-QTR-01'],
    ['2024-06-21', null],
  ] as const)('of the spring on %s: %s', (today, code) => {
    const result = checkQuarterEnded(spring, run, today)
    expect(result.ok ? null : result.code).toBe(code)
  })
  it('refuses another time, open sheets without a reason, and one’s own signature', () => {
    expect(checkQuarterEnded({ year: 1402, quarter: 4 }, run, '2025-01-01')).toMatchObject({
      code: 'E-TGT-03',
    })
    expect(checkUnapproved(2, '')).toMatchObject({ code: 'E-QTR-03', values: { n: 2 } })
    expect(checkUnapproved(2, 'در راه‌اند').ok && checkUnapproved(0, null).ok).toBe(true)
    const closing = { state: 'PREPARED', preparedBy: 'a' } as const
    expect(checkSignature(closing, 'a')).toMatchObject({ code: 'E-QTR-04' })
    expect(checkSignature(closing, 'b').ok).toBe(true)
    expect(checkSignature({ ...closing, state: 'SIGNED' }, 'b')).toMatchObject({ code: 'E-QTR-05' })
  })
})
