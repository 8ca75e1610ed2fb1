import { describe, expect, it } from 'vitest'
import { attendanceRefusal, attended, type Seats, seated } from '@/lib/associations/meeting'
import { AddActivity, AddMeeting, AddVolunteer, DoStep } from '@/lib/associations/schema'
import {
  activityRefusal,
  type ShiftFacts,
  shiftRefusal,
  stateOn,
  typedHours,
} from '@/lib/associations/service'
import { typedNumber } from '@/lib/shared/number'

const facts: ShiftFacts = {
  activity: { day: '2024-05-10', state: 'HELD' },
  volunteer: { joinedOn: '2024-05-01', leftOn: null },
  dayMinutes: 0,
  most: 720,
}
const code = (minutes: number, more: Partial<ShiftFacts> = {}) =>
  shiftRefusal({ minutes, role: 'FIELD' }, { ...facts, ...more })?.code ?? null

describe('a turn of service', () => {
  it('E-SA-11: has at least five minutes, and a day no more than the rule with what was served already', () => {
    expect([4, 5, 720, 721].map((minutes) => code(minutes))).toEqual(['E-SA-11', null, null, 'E-SA-11'])
    expect([code(60, { dayMinutes: 660 }), code(61, { dayMinutes: 660 })]).toEqual([null, 'E-SA-11'])
    expect([code(60, { most: 60 }), code(61, { most: 60 })]).toEqual([null, 'E-SA-11'])
    expect([code(Number.NaN), code(7.5)]).toEqual(['E-SA-11', 'E-SA-11'])
  })
  it('E-SA-12: is hers only on a day she was a volunteer', () => {
    const her = (joinedOn: string, leftOn: string | null) => code(60, { volunteer: { joinedOn, leftOn } })
    expect([her('2024-05-10', null), her('2024-05-11', null)]).toEqual([null, 'E-SA-12'])
    expect([her('2024-05-01', '2024-05-10'), her('2024-05-01', '2024-05-09')]).toEqual([null, 'E-SA-12'])
  })
  it('E-SA-06: is of an activity that was held', () => {
    for (const state of ['PLANNED', 'CANCELLED'] as const)
      expect(code(60, { activity: { day: '2024-05-10', state } })).toBe('E-SA-06')
  })
})

describe('an activity', () => {
  const at = (
    state: 'ESTABLISHED' | 'INFORMED' | 'DISSOLVED',
    establishedOn: string | null,
    day = '2024-05-10',
  ) => activityRefusal(day, { state, establishedOn })?.code ?? null
  it('is of an established association, from its day on', () => {
    expect(at('ESTABLISHED', '2024-05-10')).toBeNull()
    expect(at('ESTABLISHED', '2024-05-11')).toBe('E-SA-10')
    expect(at('INFORMED', null)).toBe('E-SA-06')
    expect(at('DISSOLVED', '2024-01-01')).toBe('E-SA-06')
  })
  it('is planned while its day has not come', () => {
    expect([stateOn('2024-05-10', '2024-05-10'), stateOn('2024-05-11', '2024-05-10')]).toEqual([
      'HELD',
      'PLANNED',
    ])
  })
})

it('hours are read as people type them', () => {
  const read = (text: string) => typedHours(text, typedNumber)
  expect([read('2'), read('2:30'), read('1.5'), read('0:45')]).toEqual([120, 150, 90, 45])
  expect([read('2:75'), read('x'), read('')].every(Number.isNaN)).toBe(true)
})

describe('E-SA-14: attendance fits how a meeting was held', () => {
  const seats = (inPerson: number, online: number): Seats[] => [{ level: 'COUNTY', inPerson, online }]
  it.each([
    ['IN_PERSON', 3, 0, true],
    ['IN_PERSON', 3, 1, false],
    ['IN_PERSON', 0, 0, false],
    ['ONLINE', 0, 3, true],
    ['ONLINE', 1, 3, false],
    ['HYBRID', 3, 1, true],
    ['HYBRID', 0, 1, true],
    ['HYBRID', 0, 0, false],
  ] as const)('%s %d %d', (mode, inPerson, online, fits) => {
    expect(attendanceRefusal(mode, seats(inPerson, online))?.code ?? null).toBe(fits ? null : 'E-SA-14')
  })
  it('is counted by level, in the levels’ order', () => {
    const rows: Seats[] = [
      { level: 'COUNTY', inPerson: 6, online: 14 },
      { level: 'ASSOCIATION', inPerson: 0, online: 0 },
      { level: 'NATIONAL', inPerson: 0, online: 2 },
    ]
    expect(seated(rows).map(({ level }) => level)).toEqual(['NATIONAL', 'COUNTY'])
    expect(attended(rows)).toEqual({ inPerson: 6, online: 16, all: 22 })
  })
})

describe('what is written names nobody', () => {
  const id = '018f0000-0000-7000-8000-000000000000'
  const says = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
    result.success ? null : result.error!.issues[0]!.message
  it('in evidence, titles and subjects; officials sit by level', () => {
    const step = { associationId: id, version: 1, step: 'MEETINGS', day: '2024-05-01', letterNo: '' } as const
    expect(says(DoStep.safeParse({ ...step, evidence: 'صورت‌جلسهٔ نشست' }))).toBeNull()
    expect(says(DoStep.safeParse({ ...step, evidence: 'گفتهٔ خانم محمدی' }))).toBe('E-CMN-04')
    const activity = { associationId: id, day: '2024-05-01', field: 'SOCIAL', beneficiaries: 1 } as const
    expect(says(AddActivity.safeParse({ ...activity, titleFa: 'دیدار آقای کریمی' }))).toBe('E-CMN-04')
    const meeting = {
      placeId: id,
      kind: 'BRIEFING',
      mode: 'ONLINE',
      day: '2024-05-01',
      venue: '',
      letterNo: '',
      decisions: '',
    } as const
    expect(says(AddMeeting.safeParse({ ...meeting, subject: 'با خانم احمدی', seats: [] }))).toBe('E-CMN-04')
  })
  it('a volunteer is kept with her consent only', () => {
    const her = { associationId: id, name: 'ریحانه', role: 'FIELD', joinedOn: '2024-05-01' } as const
    expect(says(AddVolunteer.safeParse({ ...her, consent: false as true }))).toBe('E-PER-06')
    expect(says(AddVolunteer.safeParse({ ...her, consent: true }))).toBeNull()
  })
})
