import { describe, expect, it } from 'vitest'
import { type FlagKind, flagKey, integrityFlags, type SheetFacts, type Thresholds } from '@/lib/quality/flags'

const RULES: Thresholds = { allPresentRun: 5, sameMarksLeast: 3, earlyMinutes: 15, headDifference: 1 }
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The n-th sheet of a group: two hours, sent an hour after, three of 25 not there and never the same. */
const sheet = (n: number, more: Partial<SheetFacts> = {}): SheetFacts => ({
  sessionId: `s${n}`,
  cohortId: 'c1',
  seq: n,
  startsAt: n * DAY,
  endsAt: n * DAY + 2 * HOUR,
  submittedAt: n * DAY + 3 * HOUR,
  leaderId: 'f1',
  marks: `m${n}`,
  rows: 25,
  here: 22,
  exceptions: 3,
  guests: 0,
  headCount: 22,
  ...more,
})
const clean = [1, 2, 3, 4, 5, 6].map((n) => sheet(n))
const kinds = (sheets: SheetFacts[], rules: Partial<Thresholds> = {}): [FlagKind, string][] =>
  integrityFlags(sheets, { ...RULES, ...rules }).map(({ kind, subject }) => [kind, subject])
const withChanged = (n: number, more: Partial<SheetFacts>) =>
  clean.map((one) => (one.seq === n ? { ...one, ...more } : one))

describe('integrity flags', () => {
  it('are silent where everything is as it is', () => {
    expect(kinds(clean)).toEqual([])
    expect(kinds([])).toEqual([])
  })

  it('SAME_MARKS: the marks of last time, with enough who were not there', () => {
    expect(kinds(withChanged(4, { marks: 'm3' }))).toEqual([['SAME_MARKS', 's4']])
    expect(kinds(withChanged(4, { marks: 'm3', exceptions: 2 }))).toEqual([])
    expect(kinds(withChanged(4, { marks: 'm3', exceptions: 2 }), { sameMarksLeast: 2 })).toEqual([
      ['SAME_MARKS', 's4'],
    ])
    // Not those of the time before last, nor of another group.
    expect(kinds(withChanged(4, { marks: 'm2' }))).toEqual([])
    expect(kinds([sheet(1), sheet(2, { marks: 'm1', cohortId: 'c2', leaderId: 'f2' })])).toEqual([])
  })

  it('SENT_EARLY: handed in before the end, by more than the rule lets pass', () => {
    const sent = (minutes: number) => withChanged(2, { submittedAt: 2 * DAY + 2 * HOUR - minutes * 60_000 })
    expect(kinds(sent(16))).toEqual([['SENT_EARLY', 's2']])
    expect(kinds(sent(15))).toEqual([])
    expect(kinds(sent(15), { earlyMinutes: 14 })).toEqual([['SENT_EARLY', 's2']])
    expect(kinds(withChanged(2, { submittedAt: null }))).toEqual([])
  })

  it('ALL_PRESENT: so many times running, and again when it is as long once more', () => {
    const all = { here: 25, exceptions: 0, headCount: 25 }
    const run = (from: number, to: number) =>
      Array.from({ length: 12 }, (_, i) => sheet(i + 1, i + 1 >= from && i + 1 <= to ? all : {}))
    expect(kinds(run(1, 4))).toEqual([])
    expect(kinds(run(3, 7))).toEqual([['ALL_PRESENT', 's7']])
    expect(kinds(run(1, 11))).toEqual([
      ['ALL_PRESENT', 's5'],
      ['ALL_PRESENT', 's10'],
    ])
    expect(kinds(run(1, 4), { allPresentRun: 4 })).toEqual([['ALL_PRESENT', 's4']])
    expect(
      kinds(
        run(1, 12).map((one) => (one.seq === 3 ? sheet(3) : one)),
        { allPresentRun: 10 },
      ),
    ).toEqual([])
  })

  it('TWO_AT_ONCE: one facilitator in two places', () => {
    const other = sheet(3, {
      sessionId: 'x',
      cohortId: 'c2',
      startsAt: 3 * DAY + HOUR,
      endsAt: 3 * DAY + 3 * HOUR,
    })
    expect(kinds([...clean, other])).toEqual([['TWO_AT_ONCE', 'x']])
    expect(kinds([...clean, { ...other, startsAt: 3 * DAY + 2 * HOUR }])).toEqual([])
    expect(kinds([...clean, { ...other, leaderId: 'f2' }])).toEqual([])
    expect(kinds([...clean, { ...other, leaderId: null }])).toEqual([])
  })

  it('HEAD_COUNT: the room and the marks do not agree, guests included', () => {
    expect(kinds(withChanged(5, { headCount: 20 }))).toEqual([['HEAD_COUNT', 's5']])
    expect(kinds(withChanged(5, { headCount: 24, guests: 2 }))).toEqual([])
    expect(kinds(withChanged(5, { headCount: 20 }), { headDifference: 3 })).toEqual([])
    expect(kinds(withChanged(5, { headCount: null }))).toEqual([])
  })

  it('do not depend on the order of the sheets, and are other flags once their facts are others', () => {
    const sheets = withChanged(5, { headCount: 20, marks: 'm4' })
    expect(integrityFlags(sheets.toReversed(), RULES)).toEqual(integrityFlags(sheets, RULES))
    const keys = (head: number) => integrityFlags(withChanged(5, { headCount: head }), RULES).map(flagKey)
    expect(keys(20)).toEqual(keys(20))
    expect(keys(20)).not.toEqual(keys(19))
  })
})
