import { describe, expect, it } from 'vitest'
import { factorRequired, RECOVERY_LENGTH, STEP_UP_MINUTES, stepUpDue, typedCode } from '@/lib/access/factor'

const NOW = 1_700_000_000_000
const who = (role: string, more: object = {}) =>
  ({ isDemo: false, factorKept: true, factorMs: NOW, grants: [{ role }], ...more }) as never

describe('a step-up', () => {
  it.each([
    ['an officer who has just shown it', who('PROVINCE_OFFICER'), false],
    ['at the last moment', who('PROVINCE_OFFICER', { factorMs: NOW - STEP_UP_MINUTES * 60_000 }), false],
    ['a moment later', who('PROVINCE_OFFICER', { factorMs: NOW - STEP_UP_MINUTES * 60_000 - 1 }), true],
    ['an officer whose browser never showed it', who('PROVINCE_OFFICER', { factorMs: null }), true],
    ['an officer without one', who('ADMIN', { factorKept: false, factorMs: null }), true],
    ['a facilitator without one', who('FACILITATOR', { factorKept: false, factorMs: null }), false],
    ['a facilitator who keeps one', who('FACILITATOR', { factorMs: null }), true],
    ['a demonstration account', who('PROVINCE_DIRECTOR', { isDemo: true, factorMs: null }), false],
  ])('%s', (_, actor, due) => {
    expect(stepUpDue(actor, NOW)).toBe(due)
  })

  it('is for office roles that are no demonstration', () => {
    expect(factorRequired(['FACILITATOR', 'AUDITOR'], false)).toBe(true)
    expect(factorRequired(['FACILITATOR', 'TRAINER'], false)).toBe(false)
    expect(factorRequired(['ADMIN'], true)).toBe(false)
  })
})

describe('what is typed', () => {
  it.each([
    ['123456', 'CODE', '123456'],
    ['۱۲۳ ۴۵۶', 'CODE', '123456'],
    ['٠١٢-٣٤٥', 'CODE', '012345'],
    ['ABCD-efgh-2345-6789', 'RECOVERY', 'abcdefgh23456789'],
    [' abcd efgh ۲۳۴۵ 6789 ', 'RECOVERY', 'abcdefgh23456789'],
  ])('%s', (typed, kind, text) => {
    expect(typedCode(typed)).toEqual({ kind, text })
  })

  it.each(['', '12345', '1234567', 'abcdef', 'a'.repeat(RECOVERY_LENGTH + 1), 'il01-il01-il01-il01'])(
    'is neither: «%s»',
    (typed) => {
      expect(typedCode(typed)).toBeNull()
    },
  )
})
