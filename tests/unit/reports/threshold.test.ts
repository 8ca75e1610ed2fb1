import { describe, expect, it } from 'vitest'
import { signatureText } from '@/lib/reports/signature-text'
import { checkSigning, missingReasons, reasonBelow, shortfalls } from '@/lib/reports/threshold'
import { firstValues } from '@/lib/rules/registry'
import { closedQuarter, frozenQuarter } from './closed-quarter'

const withRule = (value: number) => frozenQuarter({ rules: { ...firstValues(), REPORT_REASON_BELOW: value } })
const codes = (quarter = frozenQuarter()) => shortfalls(quarter).map(({ code }) => code)

describe('the threshold', () => {
  it('is the rule the quarter was closed with, not a constant', () => {
    expect(codes()).toEqual(['R-08', 'R-09'])
    expect(codes(withRule(0.5))).toEqual(['R-09'])
    expect(codes(withRule(1))).toEqual(['R-04', 'R-08', 'R-09'])
    const { REPORT_REASON_BELOW: _, ...before } = firstValues()
    expect(reasonBelow({ rules: before as ReturnType<typeof firstValues> })).toBe(0.9)
  })

  it('itself is enough, to four digits, and a hair under it is not', () => {
    const at = (value: number) =>
      frozenQuarter({
        figures: [
          {
            code: 'R-08',
            unit: 'hours',
            level: 'run',
            place: 'x',
            nameFa: 'x',
            nameEn: 'x',
            numerator: value * 60,
            denominator: null,
            value,
            target: 1500,
            inQuarter: null,
          },
        ],
      })
    expect(codes(at(1350))).toEqual([])
    expect(codes(at(0.9 * 1500))).toEqual([])
    expect(codes(at(1349.9))).toEqual(['R-08'])
  })

  it('asks for a reason too where a target stands and nothing is measured, and for none without a target', () => {
    const quarter = frozenQuarter()
    const figures = quarter.figures.map((one) => (one.code === 'R-07' ? { ...one, value: null } : one))
    expect(codes({ ...quarter, figures })).toEqual(['R-07', 'R-08', 'R-09'])
    const free = quarter.figures.map((one) => ({ ...one, target: null }))
    expect(codes({ ...quarter, figures: free })).toEqual([])
    const nothing = quarter.figures.map((one) => ({ ...one, target: 0 }))
    expect(codes({ ...quarter, figures: nothing })).toEqual([])
  })

  it('looks at the run, not at its counties', () => {
    const quarter = frozenQuarter()
    const figures = quarter.figures.map((one) => (one.level === 'county' ? { ...one, target: 1e6 } : one))
    expect(codes({ ...quarter, figures })).toEqual(['R-08', 'R-09'])
  })
})

describe('the signature', () => {
  const state = {
    kind: 'QUARTER' as const,
    closed: closedQuarter(),
    runClosed: false,
    reasons: [{ code: 'R-08' }, { code: 'R-09' }],
    signed: false,
    preparedByMe: false,
  }
  const codeOf = (change: Partial<typeof state> | { kind: 'FINAL' }) => {
    const result = checkSigning({ ...state, ...change } as Parameters<typeof checkSigning>[0])
    return result.ok ? null : [result.code, result.values]
  }

  it('waits for what it stands under', () => {
    expect(codeOf({})).toBeNull()
    expect(codeOf({ reasons: [{ code: 'R-08' }] })).toEqual(['E-RPT-01', { n: 1 }])
    expect(codeOf({ reasons: [] })).toEqual(['E-RPT-01', { n: 2 }])
    expect(codeOf({ closed: { ...closedQuarter(), signedAt: null } })?.[0]).toBe('E-RPT-02')
    expect(codeOf({ kind: 'FINAL' })?.[0]).toBe('E-RPT-02')
    expect(codeOf({ kind: 'FINAL', runClosed: true } as never)).toBeNull()
    expect(codeOf({ signed: true })?.[0]).toBe('E-RPT-03')
    expect(codeOf({ preparedByMe: true })?.[0]).toBe('E-RPT-05')
  })

  it('counts a reason once, however often it was written, and none of a figure that needs none', () => {
    const reasons = [{ code: 'R-08' }, { code: 'R-08' }, { code: 'R-01' }]
    expect(missingReasons(frozenQuarter(), reasons)).toEqual(['R-09'])
  })

  it('stands under every word: another reason, writer, moment, figure or kind is another text', () => {
    const reason = { code: 'R-08', reason: 'برف', writtenBy: 'u1', writtenAt: '2024-07-01T00:00:00.000001Z' }
    const whole = { kind: 'QUARTER' as const, hash: 'aa', reasons: [reason] }
    const texts = [
      whole,
      { ...whole, kind: 'FINAL' as const },
      { ...whole, hash: 'ab' },
      { ...whole, reasons: [] },
      ...(['reason', 'writtenBy', 'writtenAt'] as const).map((key) => ({
        ...whole,
        reasons: [{ ...reason, [key]: `${reason[key]}x` }],
      })),
    ].map(signatureText)
    expect(new Set(texts).size).toBe(texts.length)
    const other = { ...reason, code: 'R-09' }
    expect(signatureText({ ...whole, reasons: [other, reason] })).toBe(
      signatureText({ ...whole, reasons: [reason, other] }),
    )
  })
})
