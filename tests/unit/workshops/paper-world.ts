import type { CellValue } from '@/lib/shared/cell'
import { orThrow } from '@/lib/shared/result'
import type { PaperMark } from '@/lib/workshops/paper-mark'
import { type PaperCohort, readPaper, type SheetReading } from '@/lib/workshops/paper-register'

const rules = { graceMinutes: 15, minPresenceShare: 0.5, excusedCredits: false }
const DAYS = ['2026-09-26', '2026-09-28', '2026-10-03', '2026-10-05', '2026-10-10', '2026-10-12']
export const IDS = ['0001037374', '0001038117', '0001038850', '0001039598']
const PEOPLE: [string, string, string][] = [
  ['پروین', 'کاکه‌خانی', 'رحیم'],
  ['رقیه', 'پناهی', 'علی'],
  ['سمیه', 'درویشی', 'حسن'],
  ['رقیه', 'عباسی', 'کریم'],
]

/** A cohort of four in six sessions of 120 minutes, from 1405/07/04 on. */
export function cohort(placeFa: string, countyFa: string, more: Partial<PaperCohort> = {}): PaperCohort {
  const cohortId = `${placeFa}/${countyFa}`
  return {
    cohortId,
    placeFa,
    countyFa,
    members: PEOPLE.map(([first, last, father], at) => ({
      personId: `p${at + 1}`,
      first,
      last,
      father,
      hasId: true,
      rowNo: at + 1,
      from: '2026-09-26',
      to: null,
      away: [],
    })),
    sessions: DAYS.map((day, at) => ({
      sessionId: `s${at + 1}`,
      seq: at + 1,
      day,
      status: 'SCHEDULED',
      netMinutes: 120,
      rules,
      stored: new Map<string, PaperMark>(),
    })),
    ...more,
  }
}

export type Grid = CellValue[][]

export function readAll(
  sheets: Record<string, Grid>,
  cohorts: PaperCohort[] = [cohort('محلهٔ آذین', 'ارومیه')],
  choices: Record<string, string> = {},
): SheetReading[] {
  return orThrow(
    readPaper(
      Object.entries(sheets).map(([name, rows]) => ({ name, rows })),
      {
        cohorts,
        choices: new Map(Object.entries(choices)),
        memberOfId: (digits, { members }) => members[IDS.indexOf(digits)] ?? null,
      },
    ),
  )
}

/** One sheet of the neighbourhood, read. */
export const read = (rows: Grid, choices: Record<string, string> = {}): SheetReading =>
  readAll({ 'محلهٔ آذین': rows }, undefined, choices)[0]!

/** What each row earned in each session column, null where nothing was taken. */
export const earned = (sheet: SheetReading) =>
  sheet.rows.map(({ cells }) => cells.map(({ credited }) => credited))
