import type { SessionLine } from '@/db/queries/workshops/today'
import { inert } from '@/lib/server/workbook/write'
import type { CellValue } from '@/lib/shared/cell'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

/** A day twice: as it is said here, and as a date that can be sorted and counted with. */
export function dayCells(isoDay: string, locale: Locale): [string, CellValue] {
  const { y, m, d } = jalaliOf(isoDay)
  return [localDigits(jalaliText(y, m, d), locale), { excelDate: isoDay }]
}

/** Sessions as rows of a file. */
export function sessionsSheet(lines: readonly SessionLine[], t: Words, locale: Locale) {
  return {
    sheetName: t('exports.sessions.sheet'),
    header: [
      t('people.county'),
      t('people.place'),
      t('people.group'),
      t('exports.sessions.seq'),
      t('exports.sessions.module'),
      t('exports.sessions.jalali'),
      t('exports.sessions.gregorian'),
      t('exports.sessions.start'),
      t('people.status'),
      t('exports.sessions.minutes'),
      t('exports.sessions.people'),
      t('exports.sessions.rows'),
      t('exports.sessions.attended'),
      t('exports.sessions.reason'),
    ],
    rows: lines.map((line): CellValue[] => [
      line.countyName,
      line.placeName,
      line.cohortCode,
      line.seq,
      line.moduleTitle,
      ...dayCells(line.dayIso, locale),
      line.startTime,
      t(`runs.cohorts.session.${line.status}`),
      line.netMinutes,
      line.people,
      line.nRows,
      line.nAttended,
      inert((line.status === 'CANCELLED' ? line.cancelReason : line.returnReason) ?? '') || null,
    ]),
  }
}
