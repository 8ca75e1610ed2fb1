import { describe, expect, it } from 'vitest'
import type { RegisterAction } from '@/lib/workshops/register'
import { collide, settle } from '@/lib/workshops/register-dispute'
import { arrive, depart, draftOf, resume } from '@/lib/workshops/register-sync'
import type { Mark, SheetHeads } from '@/lib/workshops/register-view'
import { ids, opened, person, play, tap, typed } from './register-fixture'

const conflict = (heads: Partial<SheetHeads>, rows: [number, Mark | null][] = [], version = 9) => ({
  status: 'conflict' as const,
  code: 'E-GEN-03' as const,
  version,
  theirs: rows.map(([n, mark]) => ({ personId: person(n), name: `نام ${n}`, mark })),
  heads: { head: null, topic: null, note: null, mismatch: null, ...heads },
})
const told = (details: { topic?: string; note?: string; mismatch?: string }): RegisterAction => ({
  type: 'details',
  ...details,
})
const met = (actions: RegisterAction[], heads: Partial<SheetHeads>, change = {}) =>
  collide(depart(play(opened(change), actions)), conflict(heads))

describe('a head count that somebody else wrote too', () => {
  it('is put before her with both values', () => {
    const state = met(typed(2, 2), { head: 20 })
    expect(state.disputes).toEqual([{ about: 'head', mine: 22, theirs: 20 }])
    expect(state).toMatchObject({ version: 9, saved: { head: 20 }, now: { head: 22 } })
    expect(settle(state, {}, ids())).toBe(state)
  })

  it('mine is a new operation on the newer sheet, theirs is none', () => {
    const state = met(typed(2, 2), { head: 20 })
    const mine = settle(state, { head: 'mine' }, () => 'fresh')
    expect(mine).toMatchObject({ disputes: [], now: { head: 22 } })
    expect(mine.pending).toEqual([{ id: 'fresh', kind: 'head', count: 22 }])
    expect(depart(mine).sent?.baseVersion).toBe(9)
    const theirs = settle(state, { head: 'theirs' }, ids())
    expect(theirs).toMatchObject({ disputes: [], now: { head: 20 }, pending: [] })
  })

  it('that she put off is told again as put off, or is theirs and put off no longer', () => {
    const state = met([{ type: 'later' }], { head: 20 })
    expect(state.disputes).toEqual([{ about: 'head', mine: null, theirs: 20 }])
    const mine = settle(state, { head: 'mine' }, () => 'fresh')
    expect(mine).toMatchObject({ later: true, pending: [{ id: 'fresh', kind: 'head', count: null }] })
    expect(settle(state, { head: 'theirs' }, ids())).toMatchObject({
      later: false,
      now: { head: 20 },
      pending: [],
    })
  })

  it('is settled where both counted alike, and theirs where she did not count', () => {
    expect(met(typed(2, 0), { head: 20 })).toMatchObject({ disputes: [], pending: [], now: { head: 20 } })
    expect(met([tap(1)], { head: 20 })).toMatchObject({
      disputes: [],
      saved: { head: 20 },
      now: { head: 20 },
    })
  })

  it('is no dispute where she changed just what is stored', () => {
    const state = met(typed(2, 2), { head: 20 }, { headCount: 20 })
    expect(state.disputes).toEqual([])
    expect(state.pending).toMatchObject([{ kind: 'head', count: 22 }])
  })

  it('is one where it came back from the device to a sheet she has not seen', () => {
    const draft = draftOf(play(opened(), typed(2, 2)))!
    const { state } = resume(opened({ version: 7, headCount: 20 }), draft)
    const asked = collide(depart(state), conflict({ head: 20 }, [], 7))
    expect(asked.disputes).toEqual([{ about: 'head', mine: 22, theirs: 20 }])
    const kept = settle(asked, { head: 'mine' }, ids())
    expect(arrive(depart(kept), 8, 'HELD')).toMatchObject({ seen: true, saved: { head: 22 } })
  })
})

describe('words that somebody else wrote too', () => {
  it('are asked one by one, and only those that differ', () => {
    const state = met([told({ topic: 'الف', note: 'یک' })], {
      topic: 'ب',
      note: 'یک',
      mismatch: 'دو نفر رفتند',
    })
    expect(state.disputes).toEqual([{ about: 'topic', mine: 'الف', theirs: 'ب' }])
    expect(state.now).toMatchObject({ topic: 'الف', note: 'یک', mismatch: 'دو نفر رفتند' })
  })

  it('hers go as one new operation, without the words she left to the other', () => {
    const state = met([told({ topic: 'الف', note: 'یک', mismatch: 'سه' })], { topic: 'ب', note: 'دو' })
    expect(state.disputes.map((d) => 'about' in d && d.about)).toEqual(['topic', 'note'])
    const mixed = settle(state, { topic: 'mine', note: 'theirs' }, () => 'fresh')
    expect(mixed.pending).toEqual([{ id: 'fresh', kind: 'details', topic: 'الف', mismatch: 'سه' }])
    expect(mixed.now).toMatchObject({ topic: 'الف', note: 'دو', mismatch: 'سه' })
    const left = settle(state, { topic: 'theirs', note: 'theirs' }, () => 'fresh')
    expect(left.pending).toEqual([{ id: 'fresh', kind: 'details', mismatch: 'سه' }])
  })

  it('that the other took away are asked as well', () => {
    const state = met([told({ note: 'یک و نیم' })], { note: null }, { note: 'یک' })
    expect(state.disputes).toEqual([{ about: 'note', mine: 'یک و نیم', theirs: '' }])
    expect(settle(state, { note: 'theirs' }, ids())).toMatchObject({ pending: [], now: { note: '' } })
  })

  it('are no dispute where the other touched other words', () => {
    const state = met([told({ note: 'یک و نیم' })], { topic: 'ب', note: 'یک' }, { note: 'یک' })
    expect(state).toMatchObject({ disputes: [], now: { topic: 'ب', note: 'یک و نیم' } })
    expect(state.pending).toMatchObject([{ kind: 'details', note: 'یک و نیم' }])
  })

  it('are asked beside the marks', () => {
    const absent: Mark = { code: 'ABSENT', late: 0, early: 0, reason: null }
    const late: Mark = { code: 'LATE', late: 20, early: 0, reason: null }
    const sent = depart(play(opened(), [tap(1), tap(2), tap(2), ...typed(2, 2), told({ topic: 'الف' })]))
    const state = collide(sent, conflict({ head: 20, topic: 'ب' }, [[2, late]]))
    expect(state.disputes).toEqual([
      { personId: person(2), name: 'نام 2', mine: absent, theirs: late },
      { about: 'head', mine: 22, theirs: 20 },
      { about: 'topic', mine: 'الف', theirs: 'ب' },
    ])
    const choices = { [person(2)]: 'theirs', head: 'mine', topic: 'theirs' } as const
    const settled = settle(state, choices, ids())
    expect(settled.pending.map(({ kind }) => kind)).toEqual(['mark', 'head'])
    expect(settled.now).toMatchObject({ head: 22, topic: 'ب', marks: { [person(2)]: late } })
  })
})

describe('a mark', () => {
  it('that she knew and changed is not asked for, though somebody else saved meanwhile', () => {
    const present: Mark = { code: 'PRESENT', late: 0, early: 0, reason: null }
    const known = arrive(depart(play(opened(), [tap(1)])), 4, 'HELD')
    const sent = depart(play(known, [tap(1)]))
    const state = collide(sent, conflict({ head: 20 }, [[1, present]]))
    expect(state.disputes).toEqual([])
    expect(state.pending).toMatchObject([{ kind: 'mark', person: person(1), code: 'ABSENT' }])
  })
})
