import { describe, expect, it } from 'vitest'
import { type BubbleCode, rowLetters } from '@/lib/workshops/paper-print'
import { marksByExceptions, typedRows } from '@/lib/workshops/paper-twin/exceptions'
import { peopleOf } from '@/lib/workshops/paper-twin/people'
import type { PageReading } from '@/lib/workshops/paper-twin/reading'
import { answered, marksOf, openLines, reviewOf } from '@/lib/workshops/paper-twin/review'
import type { RowVerdict } from '@/lib/workshops/paper-twin/verdict'
import { ABSENT, act, openRegister, PRESENT } from '@/lib/workshops/register'
import type { Mark, RegisterPerson, RegisterView } from '@/lib/workshops/register-view'

const SESSION = '019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8'
const person = (row: number): RegisterPerson => ({
  personId: `019a2b3c-0000-7000-8000-${String(row).padStart(12, '0')}`,
  row,
  name: `شرکت‌کنندهٔ ${row}`,
  earnedMinutes: 0,
  possibleMinutes: 0,
  mayMissMinutes: null,
  mark: null,
})
const people = Array.from({ length: 12 }, (_, at) => person(at + 1))
const idOf = (row: number) => people[row - 1]!.personId
const late = (minutes: number): Mark => ({ code: 'LATE', late: minutes, early: 0, reason: null })
const excused: Mark = { ...ABSENT, code: 'EXCUSED' }

function page(verdicts: readonly RowVerdict[], owners = people): PageReading {
  return {
    code: {
      sessionId: SESSION,
      page: 1,
      rows: owners.slice(0, verdicts.length).map(({ personId }) => rowLetters(SESSION, personId)),
    },
    head: [],
    rows: verdicts.map((verdict) => ({
      verdict,
      frame: [],
      seen: { bubbles: [], slip: 0, shift: { x: 0, y: 0 }, held: true },
    })),
  }
}
const sure = (code: BubbleCode): RowVerdict => ({ kind: 'sure', code })

describe('whom a row is about', () => {
  it('follows the person, not the place, when the group has changed since the sheet was printed', () => {
    const code = { sessionId: SESSION, page: 1, rows: people.map((one) => rowLetters(SESSION, one.personId)) }
    expect(peopleOf(code, people)).toEqual(people.map(({ personId }) => personId))
    const now = [...people.slice(0, 2), ...people.slice(3), person(40)]
    expect(peopleOf(code, now)).toEqual([
      idOf(1),
      idOf(2),
      null,
      ...people.slice(3).map((one) => one.personId),
    ])
  })

  it('is told by the order of numbers where two rows have the same letters, as long as both are there', () => {
    const seen = new Map<string, RegisterPerson>()
    let pair: RegisterPerson[] = []
    for (let row = 13; pair.length === 0; row += 1) {
      const here = person(row)
      const letters = rowLetters(SESSION, here.personId)
      const before = seen.get(letters)
      if (before) pair = [before, here]
      seen.set(letters, here)
    }
    const [first, second] = pair as [RegisterPerson, RegisterPerson]
    const printed = [people[0]!, first, people[1]!, second]
    const rows = printed.map((one) => rowLetters(SESSION, one.personId))
    expect(rows[1]).toBe(rows[3])
    const told = (now: RegisterPerson[]) => peopleOf({ sessionId: SESSION, page: 1, rows }, now)
    expect(told([second, ...people, first])).toEqual(printed.map(({ personId }) => personId))
    expect(told([...people, second])).toEqual([idOf(1), null, idOf(2), null])
  })

  it('is nobody where the letters are on paper twice and in the group once, or the sheet is another session’s', () => {
    const twice = rowLetters(SESSION, idOf(1))
    expect(peopleOf({ sessionId: SESSION, page: 1, rows: [twice, twice] }, people)).toEqual([null, null])
    const other = '019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f9'
    const rows = people.map((one) => rowLetters(other, one.personId))
    expect(peopleOf({ sessionId: SESSION, page: 1, rows }, people).filter(Boolean)).toEqual([])
  })
})

describe('paper beside the register', () => {
  it('takes what is sure, asks for minutes, and never writes over another mark unasked', () => {
    const read = page([
      sure('PRESENT'),
      sure('ABSENT'),
      sure('LATE'),
      sure('LATE'),
      sure('PRESENT'),
      sure('ABSENT'),
      sure('EXCUSED'),
      { kind: 'ask', why: 'two' },
    ])
    const withReason: Mark = { ...ABSENT, reason: 'WORK' }
    const review = reviewOf(read, people, { [idOf(4)]: late(20), [idOf(5)]: ABSENT, [idOf(6)]: withReason })
    expect(review.lines.map(({ why, mark }) => [why, mark])).toEqual([
      [null, PRESENT],
      [null, ABSENT],
      ['minutes', null],
      [null, late(20)],
      ['differs', null],
      [null, withReason],
      [null, excused],
      ['two', null],
    ])
    expect(openLines(review).map(({ row }) => row)).toEqual([3, 5, 8])
    const said = answered(answered(answered(review, idOf(3), late(15)), idOf(5), null), idOf(8), ABSENT)
    expect(openLines(said)).toEqual([])
    expect(marksOf(said)).toEqual({
      [idOf(1)]: PRESENT,
      [idOf(2)]: ABSENT,
      [idOf(3)]: late(15),
      [idOf(4)]: late(20),
      [idOf(6)]: withReason,
      [idOf(7)]: excused,
      [idOf(8)]: ABSENT,
    })
  })

  it('becomes the same operations as taps, taken back in one step, and nothing for a locked sheet', () => {
    const view: RegisterView = {
      sessionId: SESSION,
      version: 3,
      status: 'SCHEDULED',
      seq: 7,
      moduleTitle: null,
      placeName: 'محلهٔ آذین',
      countyName: 'ارومیه',
      dayIso: '2026-10-10',
      startTime: '09:30',
      netMinutes: 120,
      graceMinutes: 15,
      headCount: null,
      topic: null,
      note: null,
      mismatch: null,
      returnReason: null,
      cancelReason: null,
      lockedCode: null,
      people,
      guests: [],
    }
    let made = 0
    const newId = () => `id-${++made}`
    const marks = { [idOf(1)]: PRESENT, [idOf(2)]: late(15), [idOf(3)]: late(120), stranger: PRESENT }
    const state = act(openRegister(view), { type: 'paper', marks }, newId)
    expect(state.pending).toEqual([
      { id: 'id-1', kind: 'mark', person: idOf(1), ...PRESENT },
      { id: 'id-2', kind: 'mark', person: idOf(2), ...late(15) },
    ])
    expect(act(state, { type: 'undo' }, newId).now).toEqual(openRegister(view).now)
    const locked = openRegister({ ...view, lockedCode: 'E-ATT-04' })
    expect(act(locked, { type: 'paper', marks }, newId)).toBe(locked)
  })
})

describe('typing the exceptions', () => {
  it.each([
    ['۳، ۷، ۱۲', [3, 7, 12], []],
    ['3 7-12', [3, 7, 12], []],
    ['٣؛٧ و ١٢', [3, 7, 12], []],
    ['12.7/3 ۳', [3, 7, 12], []],
    ['', [], []],
    ['۳ تا ۷', [3, 7], ['تا']],
    ['۳، ۱۳، ۰', [3], ['13', '0']],
    ['۳،زهرا', [3], ['زهرا']],
  ])('reads «%s»', (text, rows, unknown) => {
    const typed = typedRows(text, people)
    expect(typed.absent.map(({ row }) => row)).toEqual(rows)
    expect(typed.unknown).toEqual(unknown)
  })

  it('makes the named absent and the others present, and keeps what was recorded more exactly', () => {
    const { absent } = typedRows('۲ ۳', people)
    const stored = { [idOf(1)]: late(20), [idOf(3)]: excused, [idOf(4)]: ABSENT }
    const marks = marksByExceptions(people.slice(0, 5), absent, stored)
    expect(marks).toEqual({
      [idOf(1)]: late(20),
      [idOf(2)]: ABSENT,
      [idOf(3)]: excused,
      [idOf(4)]: PRESENT,
      [idOf(5)]: PRESENT,
    })
  })
})
