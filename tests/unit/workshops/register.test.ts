import { describe, expect, it } from 'vitest'
import { act, openRegister, type RegisterState } from '@/lib/workshops/register'
import { balance, blockers, counts, uniformStatus, unsaved } from '@/lib/workshops/register-balance'
import { RegisterSave } from '@/lib/workshops/schema'
import { BUDGET, ids, opened, person, play, SESSION, tap, typed, view } from './register-fixture'

const kinds = (state: RegisterState, acknowledged: string[] = []) =>
  blockers(state, acknowledged).map((b) => b.kind)

describe('the budget: 25 people, 3 absent', () => {
  it('opens with nobody marked and nothing to save', () => {
    const state = opened()
    expect(counts(state)).toEqual({ present: 0, late: 0, absent: 0, unmarked: 25, total: 25 })
    expect(state.pending).toEqual([])
    expect(kinds(state)).toEqual(['head', 'unmarked'])
  })

  it('is ready to submit after six taps, so opening, seven taps and nothing more', () => {
    expect(BUDGET).toHaveLength(6)
    const state = play(opened(), BUDGET)
    expect(counts(state)).toMatchObject({ present: 22, absent: 3, unmarked: 0 })
    expect(balance(state)).toEqual({ kind: 'match', head: 22 })
    expect(blockers(state)).toEqual([])
  })

  it('sends one operation for each person and one for the count, in the wire format', () => {
    const { pending } = play(opened(), BUDGET)
    expect(pending).toHaveLength(26)
    const save = { v: 1, sessionId: SESSION, baseVersion: 3, ops: pending, outcome: 'submit' }
    const parsed = RegisterSave.parse(save)
    expect(parsed.ops.filter((op) => op.kind === 'mark' && op.code === 'ABSENT')).toHaveLength(3)
    expect(parsed.ops.find((op) => op.kind === 'head')).toMatchObject({ count: 22 })
  })
})

describe('marks', () => {
  it('taps from unmarked to present to absent and back', () => {
    const codes = [1, 2, 3].map((n) => {
      const state = play(
        opened(),
        Array.from({ length: n }, () => tap(1)),
      )
      return state.now.marks[person(1)]?.code
    })
    expect(codes).toEqual(['PRESENT', 'ABSENT', 'PRESENT'])
  })

  it('"all present" leaves every mark that is already there', () => {
    const state = play(opened(), [
      tap(1),
      tap(1),
      { type: 'late', person: person(2), minutes: 20 },
      { type: 'allPresent' },
    ])
    expect(state.now.marks[person(1)]?.code).toBe('ABSENT')
    expect(state.now.marks[person(2)]).toEqual({ code: 'LATE', late: 20, early: 0, reason: null })
    expect(counts(state)).toEqual({ present: 23, late: 1, absent: 1, unmarked: 0, total: 25 })
  })

  it('knows late and early together, and returns to present when both are taken back', () => {
    const both = play(opened(), [
      { type: 'early', person: person(1), minutes: 30 },
      { type: 'late', person: person(1), minutes: 15 },
    ])
    expect(both.now.marks[person(1)]).toEqual({ code: 'LATE', late: 15, early: 30, reason: null })
    const early = play(both, [{ type: 'late', person: person(1), minutes: 0 }])
    expect(early.now.marks[person(1)]?.code).toBe('LEFT_EARLY')
    const none = play(early, [{ type: 'early', person: person(1), minutes: 0 }])
    expect(none.now.marks[person(1)]?.code).toBe('PRESENT')
  })

  it('takes no minutes that leave nothing of the session (E-ATT-02)', () => {
    const state = play(opened(), [{ type: 'late', person: person(1), minutes: 60 }])
    expect(play(state, [{ type: 'early', person: person(1), minutes: 60 }])).toBe(state)
    expect(play(state, [{ type: 'early', person: person(1), minutes: 59 }])).not.toBe(state)
  })

  it('keeps a reason for the absent only, toggles it, and tells absent from excused', () => {
    const absent = play(opened(), [tap(1), tap(1), { type: 'reason', person: person(1), reason: 'WORK' }])
    expect(absent.now.marks[person(1)]).toMatchObject({ code: 'ABSENT', reason: 'WORK' })
    const excused = play(absent, [{ type: 'excuse', person: person(1) }])
    expect(excused.now.marks[person(1)]).toMatchObject({ code: 'EXCUSED', reason: 'WORK' })
    const bare = play(excused, [{ type: 'reason', person: person(1), reason: 'WORK' }])
    expect(bare.now.marks[person(1)]).toMatchObject({ code: 'EXCUSED', reason: null })
    expect(play(excused, [tap(1)]).now.marks[person(1)]).toMatchObject({ code: 'PRESENT', reason: null })
  })

  it('changes nothing on a locked sheet, nor for a stranger', () => {
    const locked = openRegister(view({ lockedCode: 'E-ATT-04' }))
    expect(play(locked, BUDGET)).toBe(locked)
    const state = opened()
    expect(act(state, { type: 'tap', person: SESSION }, ids())).toBe(state)
  })
})

describe('the head count', () => {
  it('is typed, stepped and erased, and never above 500 or below zero', () => {
    expect(play(opened(), typed(2, 2)).now.head).toBe(22)
    expect(play(opened({ headCount: 22 }), typed(1, 9)).now.head).toBe(19)
    expect(play(opened(), [...typed(2, 2), { type: 'step', by: -1 }]).now.head).toBe(21)
    expect(play(opened(), [...typed(2, 2), { type: 'erase' }]).now.head).toBe(2)
    expect(play(opened(), [...typed(2), { type: 'erase' }])).toMatchObject({
      pending: [],
      now: { head: null },
    })
    expect(play(opened(), typed(5, 0, 1)).now.head).toBe(50)
    expect(play(opened({ headCount: 0 }), [{ type: 'step', by: -1 }]).now.head).toBe(0)
  })

  it('may be left for later, which is told to the server', () => {
    const state = play(opened(), [{ type: 'allPresent' }, tap(1), { type: 'later' }])
    expect(balance(state)).toEqual({ kind: 'later' })
    expect(blockers(state)).toEqual([])
    expect(state.pending.at(-1)).toMatchObject({ kind: 'head', count: null })
  })
})

describe('what holds submit back', () => {
  it('the missing count', () => {
    expect(kinds(play(opened(), [{ type: 'allPresent' }, tap(1)]))).toEqual(['head'])
  })

  it('unmarked people, with how many and who is first (E-ATT-03)', () => {
    const state = play(opened(), [...typed(2), tap(1), tap(2)])
    expect(blockers(state)).toEqual([{ kind: 'unmarked', code: 'E-ATT-03', n: 23, firstPerson: person(3) }])
  })

  it('no difference before everybody is marked: nobody should explain what is not finished', () => {
    expect(kinds(play(opened(), [...typed(2, 2), tap(1)]))).toEqual(['unmarked'])
  })

  it('a difference that nobody has explained', () => {
    const state = play(opened(), [...typed(2, 3), ...BUDGET.slice(2)])
    expect(blockers(state)).toEqual([{ kind: 'mismatch', code: 'E-ATT-07', head: 23, here: 22 }])
    expect(kinds(play(state, [{ type: 'details', mismatch: '  ' }]))).toEqual(['mismatch'])
    expect(kinds(play(state, [{ type: 'details', mismatch: 'یک مهمان' }]))).toEqual([])
  })

  it('no difference where a guest makes it up: she stands in the room too', () => {
    const state = play(opened(), [...typed(2, 3), ...BUDGET.slice(2), { type: 'guest', name: 'مهری' }])
    expect(balance(state)).toEqual({ kind: 'match', head: 23 })
    expect(blockers(state)).toEqual([])
  })

  it('everybody the same, until she has confirmed it (W-ATT-05)', () => {
    const present = play(opened(), [...typed(2, 5), { type: 'allPresent' }])
    expect(blockers(present)).toEqual([{ kind: 'uniform', code: 'W-ATT-05', status: 'PRESENT' }])
    expect(kinds(present, ['W-ATT-05'])).toEqual([])
    const absent = play(present, [...typed(0), ...Array.from({ length: 25 }, (_, i) => tap(i + 1))])
    expect(uniformStatus(absent)).toBe('ABSENT')
    expect(uniformStatus(play(present, [{ type: 'late', person: person(1), minutes: 20 }]))).toBe('PRESENT')
    expect(uniformStatus(play(present, [tap(1)]))).toBeNull()
    expect(uniformStatus(opened({}, 0))).toBeNull()
  })
})

describe('undo', () => {
  it('takes back one change at a time, "all present" as one and a typed number as one', () => {
    let state = play(opened(), BUDGET)
    const undo = () => {
      state = act(state, { type: 'undo' }, ids())
      return counts(state)
    }
    expect(undo()).toMatchObject({ present: 23, absent: 2 })
    expect([undo(), undo()].at(-1)).toMatchObject({ present: 25, absent: 0 })
    expect(undo()).toMatchObject({ unmarked: 25 })
    undo()
    expect(state.now.head).toBeNull()
    expect(state.pending).toEqual([])
    expect(act(state, { type: 'undo' }, ids())).toBe(state)
  })

  it('brings back the minutes a tap has cost', () => {
    const late = play(opened(), [{ type: 'late', person: person(1), minutes: 20 }])
    const state = play(late, [tap(1), { type: 'undo' }])
    expect(state.now.marks[person(1)]).toEqual({ code: 'LATE', late: 20, early: 0, reason: null })
  })
})

describe('operations', () => {
  it('a later tap replaces the unsent one about the same person, with a new id', () => {
    const newId = ids()
    const once = play(opened(), [tap(1)], newId)
    const twice = play(once, [tap(1)], newId)
    expect(twice.pending).toHaveLength(1)
    expect(twice.pending[0]).toMatchObject({ code: 'ABSENT' })
    expect(twice.pending[0]!.id).not.toBe(once.pending[0]!.id)
  })

  it('what the server already holds is not sent', () => {
    const stored = view()
    stored.people[0]!.mark = { code: 'PRESENT', late: 0, early: 0, reason: null }
    const state = play(openRegister(stored), [tap(1), tap(1)])
    expect(state.now.marks[person(1)]?.code).toBe('PRESENT')
    expect(unsaved(state)).toBe(0)
  })

  it('words of the sheet travel as one operation with what was touched', () => {
    const state = play(opened({ note: 'قدیمی' }), [
      { type: 'details', topic: 'گفت' },
      { type: 'details', topic: 'گفت‌وگو ' },
      { type: 'details', note: '' },
    ])
    expect(state.pending).toEqual([{ id: expect.any(String), kind: 'details', topic: 'گفت‌وگو', note: null }])
  })

  it('a guest is a person of no row and no count, and goes away again while unsent', () => {
    const state = play(opened({}, 2), [{ type: 'guest', name: '  مهری   رضایی ' }])
    expect(state.now.guests).toEqual([{ id: expect.any(String), name: 'مهری رضایی' }])
    expect(counts(state).total).toBe(2)
    expect(play(state, [{ type: 'guest', name: 'م' }])).toBe(state)
    expect(play(state, [{ type: 'undo' }])).toMatchObject({ pending: [], now: { guests: [] } })
  })
})
