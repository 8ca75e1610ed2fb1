import { describe, expect, it } from 'vitest'
import {
  type Doing,
  type Forming,
  formingState,
  missing,
  standing,
  waiting,
  warnings,
} from '@/lib/associations/formation'
import { FORMING, STATES, STEPS } from '@/lib/associations/kinds'

const forming: Forming = {
  state: 'CAPACITY_IDENTIFIED',
  done: [],
  begunOn: '2024-02-01',
  lastOn: null,
  partners: 1,
}
const all: Forming = { ...forming, state: 'INFORMED', done: STEPS, lastOn: '2024-04-01' }
const doing: Doing = {
  today: '2024-06-01',
  day: '2024-05-01',
  step: 'MEETINGS',
  evidence: 'صورت‌جلسه',
  reason: 'دلیل',
}
const codes = (act: Parameters<typeof missing>[0], facts: Forming, more: Partial<Doing> = {}) =>
  missing(act, facts, { ...doing, ...more }).map(({ code }) => code)

describe('the state of an association that is being formed', () => {
  it('is that of its furthest step, in whatever order the steps are done', () => {
    expect(formingState([])).toBe('CAPACITY_IDENTIFIED')
    expect(formingState(['MEETINGS'])).toBe('CAPACITY_IDENTIFIED')
    expect(formingState(['CAPACITY'])).toBe('CAPACITY_IDENTIFIED')
    expect(formingState(['PLANNING', 'MEETINGS'])).toBe('PLANNED')
    expect(formingState(['SELECTION'])).toBe('SELECTED')
    expect(formingState(['MEETINGS', 'PLANNING', 'CAPACITY', 'SELECTION'])).toBe('SELECTED')
    expect(formingState(['AWARENESS', 'PLANNING'])).toBe('INFORMED')
  })
})

describe('a step', () => {
  it('is done once, on a day of the formation, with what shows it', () => {
    expect(codes('step', forming)).toEqual([])
    expect(codes('step', forming, { evidence: ' ' })).toEqual(['E-SA-05'])
    expect(codes('step', { ...forming, done: ['MEETINGS'] })).toEqual(['E-SA-09'])
    expect(codes('step', forming, { day: '2024-06-01' })).toEqual([])
    expect(codes('step', forming, { day: '2024-06-02' })).toEqual(['E-SA-08'])
    expect(codes('step', forming, { day: '2024-02-01' })).toEqual([])
    expect(codes('step', forming, { day: '2024-01-31' })).toEqual(['E-SA-08'])
  })
  it('is taken back with a reason, where it was done', () => {
    const done: Forming = { ...forming, done: ['MEETINGS'] }
    expect(codes('undo', done)).toEqual([])
    expect(codes('undo', done, { reason: ' ' })).toEqual(['E-SA-07'])
    expect(codes('undo', forming)).toEqual(['E-SA-09'])
  })
})

describe('an association is established', () => {
  it('when all five steps are done, in any order', () => {
    expect(codes('establish', all)).toEqual([])
    for (const step of STEPS) {
      const left = { ...all, done: STEPS.filter((one) => one !== step) }
      expect(missing('establish', left, doing)).toEqual([{ ok: false, code: 'E-SA-01', values: { step } }])
    }
    expect(codes('establish', { ...all, done: [] })).toHaveLength(5)
  })
  it('not before its last step and not ahead', () => {
    expect(codes('establish', all, { day: '2024-04-01' })).toEqual([])
    expect(codes('establish', all, { day: '2024-03-31' })).toEqual(['E-SA-08'])
    expect(codes('establish', all, { day: '2024-06-02' })).toEqual(['E-SA-08'])
  })
  it('W-SA-04: without a social partner too, which is said and does not stop it', () => {
    const alone = { ...all, partners: 0 }
    expect(codes('establish', alone)).toEqual([])
    expect(warnings(alone).map(({ code }) => code)).toEqual(['W-SA-04'])
    expect(warnings(all)).toEqual([])
    expect(warnings({ ...alone, state: 'DISSOLVED' })).toEqual([])
  })
})

it('E-SA-06: a state knows no acts but its own', () => {
  for (const state of STATES) {
    const at = { ...all, state, done: [] }
    const known = FORMING.includes(state)
    for (const act of ['step', 'establish'] as const)
      expect(codes(act, at).includes('E-SA-06'), `${act} ${state}`).toBe(!known)
    expect(codes('undo', { ...at, done: ['MEETINGS'] }).includes('E-SA-06')).toBe(!known)
    expect(codes('dissolve', at).includes('E-SA-06')).toBe(state === 'DISSOLVED')
  }
  expect(codes('dissolve', all, { reason: '' })).toEqual(['E-SA-07'])
})

describe('how an association stands', () => {
  const on = (last: string | null, today: string) => standing('ESTABLISHED', last, { today, quietDays: 90 })
  it('is told by its last activity: at work for ninety days after it, at rest from the next', () => {
    expect(on(null, '2024-06-01')).toBe('ESTABLISHED')
    expect(on('2024-06-01', '2024-06-01')).toBe('ACTIVE')
    expect(on('2024-03-03', '2024-06-01')).toBe('ACTIVE')
    expect(on('2024-03-02', '2024-06-01')).toBe('INACTIVE')
    expect(standing('ESTABLISHED', '2024-05-20', { today: '2024-06-01', quietDays: 7 })).toBe('INACTIVE')
  })
  it('is no matter of activities before it is established or after its end', () => {
    for (const state of [...FORMING, 'DISSOLVED'] as const)
      expect(standing(state, '2024-06-01', { today: '2024-06-01', quietDays: 90 })).toBe(state)
  })
})

describe('what an association waits for', () => {
  const at = (more: Partial<Forming>, stuckDays = 30) =>
    waiting({ ...forming, ...more }, { today: '2024-06-01', stuckDays })
  it('is counted from its last step, or from its beginning', () => {
    expect(at({})).toEqual({ steps: [...STEPS], since: '2024-02-01', days: 121, late: true })
    expect(at({ done: ['MEETINGS'], lastOn: '2024-05-02' })).toMatchObject({ days: 30, late: false })
    expect(at({ done: ['MEETINGS'], lastOn: '2024-05-01' })).toMatchObject({ days: 31, late: true })
    expect(at({ done: ['MEETINGS'], lastOn: '2024-05-01' }, 31)).toMatchObject({ late: false })
    expect(at({ state: 'INFORMED', done: STEPS, lastOn: '2024-05-30' })).toMatchObject({ steps: [], days: 2 })
  })
  it('is nothing once it is established or dissolved', () => {
    expect(at({ state: 'ESTABLISHED' })).toBeNull()
    expect(at({ state: 'DISSOLVED' })).toBeNull()
  })
})
