import { describe, expect, it } from 'vitest'
import { checkAmount, checkAnswerDay, type DueFacts, dueOf } from '@/lib/hamyar/desk'
import { medianOf } from '@/lib/hamyar/indicators'

const RULES = { HG_VISIT_DAYS: 30, HG_ANSWER_DAYS: 14 }
const facts = (more: Partial<DueFacts> = {}): DueFacts => ({
  state: 'ACTIVE',
  sinceDay: '2024-03-05',
  lastVisit: '2024-05-01',
  asked: [],
  promised: [],
  ...more,
})

describe('what is due', () => {
  it('a visit is overdue after the days of the rule, not on the last of them', () => {
    expect(dueOf(facts(), RULES, '2024-05-31')).toEqual([])
    expect(dueOf(facts(), RULES, '2024-06-01')).toEqual([{ kind: 'VISIT', day: '2024-05-01', late: 1 }])
    expect(dueOf(facts(), { ...RULES, HG_VISIT_DAYS: 60 }, '2024-06-01')).toEqual([])
  })
  it('a group never visited is counted from where it stands, one that stands alone not at all', () => {
    expect(dueOf(facts({ lastVisit: null }), RULES, '2024-04-05')).toMatchObject([{ late: 1 }])
    for (const state of ['SELF_SUFFICIENT', 'GRADUATED', 'DISSOLVED'] as const)
      expect(dueOf(facts({ state }), RULES, '2025-06-01')).toEqual([])
  })
  it('a request without an answer and a promise past its day come too, the longest first', () => {
    const due = dueOf(
      facts({ asked: ['2024-05-10', '2024-05-30'], promised: ['2024-05-31', '2024-06-01'] }),
      RULES,
      '2024-06-01',
    )
    expect(due.map(({ kind, late }) => [kind, late])).toEqual([
      ['ANSWER', 8],
      ['VISIT', 1],
      ['PLAN', 1],
    ])
  })
})

describe('support', () => {
  it('E-HG-35: material that is given has an amount, moral and declined have none', () => {
    expect(checkAmount('LOAN', 5n, 'GIVEN').ok).toBe(true)
    expect(checkAmount('LOAN', null, 'DECLINED').ok).toBe(true)
    expect(checkAmount('COUNSEL', null, 'GIVEN').ok).toBe(true)
    for (const [form, amount, answer] of [
      ['INSURANCE', null, 'GIVEN'],
      ['LOAN', 5n, 'DECLINED'],
      ['COUNSEL', 5n, 'GIVEN'],
      ['COUNSEL', 5n, null],
    ] as const)
      expect(checkAmount(form, amount, answer)).toEqual({ ok: false, code: 'E-HG-35' })
  })
  it('E-HG-34, E-HG-23: is answered from the day it was asked for until today', () => {
    const on = (answeredOn: string) => checkAnswerDay({ askedOn: '2024-05-02', answeredOn }, '2024-05-10')
    expect([on('2024-05-02').ok, on('2024-05-10').ok]).toEqual([true, true])
    expect(on('2024-05-01')).toMatchObject({ code: 'E-HG-34' })
    expect(on('2024-05-11')).toMatchObject({ code: 'E-HG-23' })
  })
})

it('the middle of some days', () => {
  expect([medianOf([]), medianOf([4]), medianOf([2, 5]), medianOf([1, 2, 9])]).toEqual([0, 4, 3.5, 2])
})
