import { act, openRegister, type RegisterAction, type RegisterState } from '@/lib/workshops/register'
import type { RegisterView } from '@/lib/workshops/register-view'

export const SESSION = '01900000-0000-7000-8000-00000000aaaa'
export const person = (n: number) => `01900000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`

export function view(change: Partial<RegisterView> = {}, people = 25): RegisterView {
  return {
    sessionId: SESSION,
    version: 3,
    status: 'SCHEDULED',
    seq: 14,
    moduleTitle: 'تاب‌آوری خانواده',
    placeName: 'محلهٔ امید',
    countyName: 'ارومیه',
    dayIso: '2024-06-15',
    startTime: '09:30',
    netMinutes: 120,
    graceMinutes: 10,
    headCount: null,
    topic: null,
    note: null,
    mismatch: null,
    returnReason: null,
    cancelReason: null,
    lockedCode: null,
    people: Array.from({ length: people }, (_, i) => ({
      personId: person(i + 1),
      row: i + 1,
      name: `نام ${i + 1}`,
      earnedMinutes: 600,
      possibleMinutes: 720,
      mayMissMinutes: 480,
      mark: null,
    })),
    guests: [],
    ...change,
  }
}

/** Ids in a row: 00…01, 00…02. */
export function ids(): () => string {
  let n = 0
  return () => `01900000-0000-7000-9000-${String(++n).padStart(12, '0')}`
}

export function play(state: RegisterState, actions: RegisterAction[], newId = ids()): RegisterState {
  return actions.reduce((now, action) => act(now, action, newId), state)
}

export const opened = (change: Partial<RegisterView> = {}, people = 25) => openRegister(view(change, people))
export const typed = (...digits: number[]): RegisterAction[] =>
  digits.map((digit, i) => ({ type: 'digit', digit, fresh: i === 0 }))
export const tap = (n: number): RegisterAction => ({ type: 'tap', person: person(n) })

/** Twenty-two typed, all present, three tapped absent: the case of the budget, seven taps with the last one. */
export const BUDGET: RegisterAction[] = [...typed(2, 2), { type: 'allPresent' }, tap(3), tap(9), tap(20)]
