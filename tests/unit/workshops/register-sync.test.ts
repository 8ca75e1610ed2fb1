import { describe, expect, it } from 'vitest'
import { openRegister } from '@/lib/workshops/register'
import { counts, unsaved } from '@/lib/workshops/register-balance'
import { collide, settle } from '@/lib/workshops/register-dispute'
import { arrive, comeBack, depart, draftOf, readDraft, resume } from '@/lib/workshops/register-sync'
import type { Mark, RegisterView } from '@/lib/workshops/register-view'
import { BUDGET, ids, opened, person, play, tap, view } from './register-fixture'

const mark = (code: Mark['code'], late = 0): Mark => ({ code, late, early: 0, reason: null })
const theirs = (rows: [number, Mark | null][], version = 9) => ({
  status: 'conflict' as const,
  code: 'E-GEN-03' as const,
  version,
  theirs: rows.map(([n, m]) => ({ personId: person(n), name: `نام ${n}`, mark: m })),
})

describe('sending', () => {
  it('an unanswered batch goes again with the same ids on the same version', () => {
    const first = depart(play(opened(), BUDGET))
    const later = play(first, [tap(1)])
    const again = depart(later)
    expect(again.sent).toEqual(first.sent)
    expect(again.sent?.baseVersion).toBe(3)
    expect(again.pending).toHaveLength(1)
    expect(unsaved(again)).toBe(27)
  })

  it('a receipt saves what was sent and leaves what was tapped meanwhile', () => {
    const state = arrive(play(depart(play(opened(), BUDGET)), [tap(1)]), 4, 'HELD')
    expect(state).toMatchObject({ version: 4, status: 'HELD', sent: null })
    expect(state.pending).toMatchObject([{ kind: 'mark', person: person(1), code: 'ABSENT' }])
    expect(counts(state)).toMatchObject({ absent: 4 })
  })

  it('a version further on than her own save means somebody else saved too', () => {
    const alone = arrive(depart(play(opened(), [tap(1)])), 4, 'HELD')
    expect(alone).toMatchObject({ version: 4, stale: false })
    const crowded = arrive(depart(play(opened(), [tap(1)])), 6, 'HELD')
    expect(crowded).toMatchObject({ version: 4, stale: true })
    expect(collide(depart(play(opened(), [tap(1)])), theirs([]))).toMatchObject({ version: 9, stale: true })
  })

  it('taking back something under way is told, although the server seems to hold it', () => {
    const state = play(depart(play(opened(), [tap(1)])), [{ type: 'clear', person: person(1) }])
    expect(state.pending).toMatchObject([{ kind: 'unmark' }])
    expect(arrive(state, 4, 'HELD').pending).toMatchObject([{ kind: 'unmark' }])
  })

  it('a refusal loses nothing, and the newer tap wins', () => {
    const state = comeBack(play(depart(play(opened(), [tap(1), tap(2)])), [tap(1)]))
    expect(state.sent).toBeNull()
    expect(state.pending).toMatchObject([
      { person: person(2), code: 'PRESENT' },
      { person: person(1), code: 'ABSENT' },
    ])
  })

  it('a cancelled session takes no more taps', () => {
    const state = arrive(depart(play(opened(), [tap(1)])), 4, 'CANCELLED')
    expect(state).toMatchObject({ locked: true, pending: [] })
  })
})

describe('conflict', () => {
  const met = () => {
    const state = depart(play(opened(), [tap(1), tap(2), tap(2), tap(3)]))
    return collide(
      state,
      theirs([
        [1, mark('PRESENT')],
        [2, mark('LATE', 15)],
        [4, mark('EXCUSED')],
      ]),
    )
  }

  it('puts only real differences before her', () => {
    const state = met()
    expect(state.disputes).toEqual([
      { personId: person(2), name: 'نام 2', mine: mark('ABSENT'), theirs: mark('LATE', 15) },
    ])
    expect(state.now.marks[person(4)]).toEqual(mark('EXCUSED'))
    expect(state.version).toBe(9)
    expect(state.pending.map((op) => 'person' in op && op.person)).toEqual([person(2), person(3)])
  })

  it('is not settled before every choice is made', () => {
    const state = met()
    expect(settle(state, {}, ids())).toBe(state)
  })

  it('mine is a new operation on the new version, theirs needs none', () => {
    const state = met()
    const old = state.pending.map((op) => op.id)
    const mine = settle(state, { [person(2)]: 'mine' }, () => 'fresh')
    expect(mine.disputes).toEqual([])
    expect(mine.pending.find((op) => 'person' in op && op.person === person(2))).toMatchObject({
      id: 'fresh',
      code: 'ABSENT',
    })
    expect(old).not.toContain('fresh')
    const other = settle(state, { [person(2)]: 'theirs' }, ids())
    expect(other.now.marks[person(2)]).toEqual(mark('LATE', 15))
    expect(other.pending).toMatchObject([{ person: person(3) }])
    expect(depart(mine).sent?.baseVersion).toBe(9)
  })
})

describe('the draft on the device', () => {
  const stored = (change: Partial<RegisterView> = {}, marks: Record<number, Mark> = {}) => {
    const sheet = view(change)
    for (const [n, m] of Object.entries(marks)) sheet.people[Number(n) - 1]!.mark = m
    return openRegister(sheet)
  }

  it('holds no name and no word', () => {
    const state = play(opened(), [
      tap(1),
      { type: 'guest', name: 'مهری رضایی' },
      { type: 'details', note: 'یادداشت محرمانه', mismatch: 'توضیح' },
    ])
    const text = JSON.stringify(draftOf(state))
    expect(text).not.toMatch(/[\u0600-\u06ff]/)
    expect(draftOf(state)?.pending).toHaveLength(1)
    expect(draftOf(opened())).toBeNull()
  })

  it('brings every tap back, sent or not, as if the tab had not been killed', () => {
    const before = play(depart(play(opened(), BUDGET)), [tap(1)])
    const draft = readDraft(JSON.parse(JSON.stringify(draftOf(before))))!
    const { state, restored } = resume(opened(), draft)
    expect(restored).toBe(26)
    expect(state.now.marks).toEqual(before.now.marks)
    expect(state.now.head).toBe(22)
  })

  it('is dropped where the server holds it already', () => {
    const draft = draftOf(depart(play(opened(), [tap(1)])))!
    const fresh = stored({ version: 4 }, { 1: mark('PRESENT') })
    expect(resume(fresh, draft)).toEqual({ state: fresh, restored: 0 })
  })

  it('goes on from the version she knew, unless the missing version was her own', () => {
    const draft = draftOf(play(opened(), [tap(1)]))!
    expect(resume(stored({ version: 7 }), draft).state.version).toBe(3)
    const underWay = draftOf(play(depart(play(opened(), [tap(1)])), [tap(2)]))!
    expect(resume(stored({ version: 4 }, { 1: mark('PRESENT') }), underWay).state.version).toBe(4)
  })

  it('does not touch a sheet that has closed, but says how much did not arrive', () => {
    const closed = stored({ lockedCode: 'E-ATT-04' })
    expect(resume(closed, draftOf(play(opened(), [tap(1)]))!)).toEqual({ state: closed, restored: 1 })
  })

  it('is read with suspicion', () => {
    const good = draftOf(play(opened(), [tap(1)]))!
    expect(readDraft(good)).toEqual(good)
    expect(readDraft({ ...good, v: 2 })).toBeNull()
    expect(readDraft({ ...good, pending: [{ ...good.pending[0], code: 'DANCING' }] })).toBeNull()
    expect(readDraft({ ...good, sent: [{ id: 'x', kind: 'details', note: 'متن' }] })).toBeNull()
    expect(readDraft('[]')).toBeNull()
    expect(readDraft(null)).toBeNull()
  })
})
