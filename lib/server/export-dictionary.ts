import type { Words } from '@/lib/shared/locale'

/** The columns of each file: the word of its head, and the word of what it holds (`exports.meaning`). */
const COLUMNS = {
  people: [
    ['people.name', 'name'],
    ['people.father', 'father'],
    ['people.birthYear', 'birthYear'],
    ['exports.people.idEnd', 'idEnd'],
    ['people.county', 'county'],
    ['people.place', 'place'],
    ['people.group', 'group'],
    ['people.status', 'status'],
    ['exports.people.minutes', 'minutes'],
  ],
  attendance: [
    ['runs.cohorts.row', 'row'],
    ['people.name', 'name'],
    ['people.status', 'status'],
    ['exports.meaning.markColumn', 'mark'],
    ['exports.meaning.minutesColumn', 'sessionMinutes'],
    ['exports.attendance.sum', 'sum'],
    ['exports.people.minutes', 'minutes'],
    ['exports.sessions.seq', 'seq'],
    ['exports.sessions.jalali', 'jalali'],
    ['exports.sessions.gregorian', 'gregorian'],
    ['exports.sessions.minutes', 'net'],
    ['exports.sessions.rows', 'rows'],
    ['exports.sessions.attended', 'attended'],
  ],
  sessions: [
    ['people.county', 'county'],
    ['people.place', 'place'],
    ['people.group', 'group'],
    ['exports.sessions.seq', 'seq'],
    ['exports.sessions.module', 'module'],
    ['exports.sessions.jalali', 'jalali'],
    ['exports.sessions.gregorian', 'gregorian'],
    ['exports.sessions.start', 'start'],
    ['people.status', 'sheetState'],
    ['exports.sessions.minutes', 'net'],
    ['exports.sessions.people', 'people'],
    ['exports.sessions.rows', 'rows'],
    ['exports.sessions.attended', 'attended'],
    ['exports.sessions.reason', 'reason'],
  ],
  indicators: [
    ['exports.indicators.code', 'code'],
    ['exports.indicators.name', 'indicator'],
    ['exports.indicators.unit', 'unit'],
    ['exports.indicators.target', 'target'],
    ['exports.indicators.whole', 'whole'],
    ['people.county', 'countyColumn'],
  ],
} as const
export type ExportKind = keyof typeof COLUMNS

/** What each column of a file holds, as a sheet of it. */
export function dictionarySheet(kind: ExportKind, t: Words) {
  return {
    sheetName: t('report.file.columns'),
    header: [t('report.file.column'), t('report.file.meaning')],
    rows: COLUMNS[kind].map(([head, meaning]) => [t(head), t(`exports.meaning.${meaning}`)]),
  }
}
