import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CompletionRule } from '@/lib/rules/completion'
import { byUrgency, type LedgerFacts, ledgerOf } from '@/lib/workshops/ledger'

const rule = (share: number, mode: CompletionRule['mode'] = 'SHARE_OF_HOURS'): CompletionRule => ({
  mode,
  share,
  plannedMinutes: 3600,
})
/** After `held` of 30 sessions of two hours, of which `missed` brought nothing. */
const standing = (held: number, missed: number, more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  earnedMinutes: (held - missed) * 120,
  attendedSessions: held - missed,
  plannedSessions: 30,
  aheadMinutes: (30 - held) * 120,
  aheadSessions: 30 - held,
  missedSessions: missed,
  madeUpSessions: 0,
  ...more,
})
const offer = { maxMakeUps: 4 }

describe('the hours ledger (peers F2)', () => {
  it.each([
    // 60 hours and nine tenths of them.
    [rule(0.9), standing(5, 0), { mayMiss: 360, mayMissSessions: 3, toMakeUp: 0, state: 'SAFE' }],
    [rule(0.9), standing(5, 3), { mayMiss: 0, mayMissSessions: 0, toMakeUp: 0, state: 'AT_RISK' }],
    [
      rule(0.9),
      standing(5, 3, { earnedMinutes: 210 }),
      { mayMiss: 0, toMakeUp: 30, state: 'AT_RISK', makeUpHelps: true },
    ],
    // Eight tenths: six sessions may be missed.
    [rule(0.8), standing(10, 4), { needed: 2880, mayMiss: 240, mayMissSessions: 2, state: 'SAFE' }],
    [rule(0.8), standing(10, 5), { mayMiss: 120, mayMissSessions: 1, state: 'AT_RISK', makeUpHelps: true }],
    [rule(0.8), standing(24, 0), { earned: 2880, mayMiss: 720, state: 'DONE', makeUpHelps: false }],
    [rule(0.8), standing(20, 10), { toMakeUp: 480, state: 'AT_RISK' }],
    [rule(0.8), standing(20, 11), { toMakeUp: 600, state: 'OUT_OF_REACH', makeUpHelps: false }],
    [rule(0.8), standing(20, 10, { madeUpSessions: 1 }), { state: 'OUT_OF_REACH' }],
    [rule(1, 'STRICT'), standing(1, 0), { needed: 3600, mayMiss: 0, state: 'AT_RISK', makeUpHelps: false }],
    [
      rule(0.8, 'SHARE_OF_SESSIONS'),
      standing(10, 5),
      { unit: 'sessions', needed: 24, mayMiss: 1, state: 'AT_RISK' },
    ],
    [rule(0.8, 'SHARE_OF_SESSIONS'), standing(10, 4), { mayMiss: 2, state: 'SAFE' }],
  ] as const)('%#', (asked, facts, expected) => {
    expect(ledgerOf(asked, facts, offer)).toMatchObject(expected)
  })

  it('offers no more make-ups than the rule says', () => {
    expect(ledgerOf(rule(0.8), standing(20, 7), { maxMakeUps: 0 }).state).toBe('OUT_OF_REACH')
    expect(ledgerOf(rule(0.8), standing(20, 7), { maxMakeUps: 1 }).state).toBe('AT_RISK')
  })

  it('is never DONE or OUT_OF_REACH wrongly, and what may be missed may be missed: against every future there is', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 0, maxLength: 7 })
    fc.assert(
      fc.property(
        lengths,
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 50, max: 100 }),
        (ahead, earned, missed, maxMakeUps, percent) => {
          const sum = ahead.reduce((all, one) => all + one, 0)
          const asked = { mode: 'SHARE_OF_HOURS' as const, share: percent / 100, plannedMinutes: 120 }
          const facts = {
            earnedMinutes: earned,
            attendedSessions: 0,
            plannedSessions: ahead.length + 3,
            aheadMinutes: sum,
            aheadSessions: ahead.length,
            missedSessions: missed,
            madeUpSessions: 0,
          }
          const got = ledgerOf(asked, facts, { maxMakeUps })
          const needed = Math.ceil((percent * 120) / 100)
          const average = ahead.length > 0 ? sum / ahead.length : 120 / facts.plannedSessions
          const futures = Array.from({ length: 2 ** ahead.length }, (_, bits) =>
            ahead.reduce((all, one, i) => all + ((bits >> i) & 1 ? one : 0), 0),
          )
          expect(got.state === 'DONE').toBe(futures.every((come) => earned + come >= needed))
          const offered = Math.min(missed, maxMakeUps)
          const best = earned + Math.max(...futures) + offered * average
          if (Math.abs(best - needed) > 1e-6) expect(got.state === 'OUT_OF_REACH').toBe(best < needed)
          for (const come of futures)
            if (sum - come <= got.mayMiss && got.toMakeUp === 0) expect(earned + come >= needed).toBe(true)
            else if (got.state !== 'DONE') expect(earned + come >= needed).toBe(false)
          expect(got.toMakeUp).toBe(Math.max(0, needed - earned - sum))
        },
      ),
      { numRuns: 400, seed: 1403 },
    )
  })

  it('puts first whoever needs an eye first', () => {
    const line = (id: string, facts: LedgerFacts | null) => ({
      id,
      ledger: facts && ledgerOf(rule(0.8), facts, offer),
    })
    const people = [
      line('safe', standing(10, 0)),
      line('left', null),
      line('out', standing(20, 12)),
      line('tight', standing(10, 5)),
      line('short', standing(20, 8)),
      line('done', standing(24, 0)),
    ]
    expect(byUrgency(people).map(({ id }) => id)).toEqual(['short', 'tight', 'out', 'safe', 'done', 'left'])
  })
})
