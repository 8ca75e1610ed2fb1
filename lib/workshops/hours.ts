import type { SessionState } from './codes'

/** One session a facilitator held or co-held. */
export type HoursSession = {
  sessionId: string
  dayIso: string
  startTime: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  seq: number
  minutes: number
  role: 'LEAD' | 'CO'
  status: SessionState
}

export type HoursSum = {
  held: number
  minutes: number
  approved: number
  approvedMinutes: number
  drafts: number
}

const COUNTED: readonly SessionState[] = ['SUBMITTED', 'APPROVED']

/** The sessions that count in a month's statement: sheets sent in; a draft is not yet a session held. */
export const counted = (sessions: readonly HoursSession[]) =>
  sessions.filter(({ status }) => COUNTED.includes(status))

/** What a month comes to. */
export function hoursSum(sessions: readonly HoursSession[]): HoursSum {
  const held = counted(sessions)
  const approved = held.filter(({ status }) => status === 'APPROVED')
  const minutes = (list: readonly HoursSession[]) => list.reduce((sum, one) => sum + one.minutes, 0)
  return {
    held: held.length,
    minutes: minutes(held),
    approved: approved.length,
    approvedMinutes: minutes(approved),
    drafts: sessions.length - held.length,
  }
}

/** A month's statement of one facilitator in one run; `month` is 140507. */
export type HoursStatement = {
  facilitatorId: string
  name: string | null
  /** Null where the reader may not see who nominated her. */
  organisation: string | null
  runFa: string
  runEn: string
  month: number
  asOf: string
  sessions: HoursSession[]
}

/** The months from one to the other, the latest first. */
export function monthsBetween(from: number, to: number): number[] {
  const months: number[] = []
  for (
    let month = to;
    month >= from && months.length < 60;
    month = month % 100 === 1 ? month - 89 : month - 1
  )
    months.push(month)
  return months
}

/** A month as an address says it, or null. */
export function monthAsked(text: string | undefined | null): number | null {
  const month = /^1[34]\d{2}(0[1-9]|1[0-2])$/.test(text ?? '') ? Number(text) : null
  return month
}
