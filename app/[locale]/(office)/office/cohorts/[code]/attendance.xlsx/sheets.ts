import type { CohortPage } from '@/db/queries/programmes/cohorts'
import type { MarkLine } from '@/db/queries/reports/cohort-marks'
import { inert } from '@/lib/server/workbook/write'
import type { CellValue } from '@/lib/shared/cell'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { dayCells } from '../../../sessions/list.xlsx/sheet'

/**
 * A cohort's people by its sessions: each session's mark and credited minutes beside one another, and their sum. Without
 * a column of names for whom names are hidden. The second sheet lists the sessions with their days.
 */
export function attendanceSheets(
  { people, plan }: Pick<CohortPage, 'people' | 'plan'>,
  marks: readonly MarkLine[],
  t: Words,
  locale: Locale,
) {
  const named = people.some(({ name }) => name !== null)
  const counted = new Set(marks.map(({ sessionId }) => sessionId))
  const sessions = plan.filter(({ sessionId }) => counted.has(sessionId))
  const known = new Map(marks.map((mark) => [`${mark.personId} ${mark.sessionId}`, mark]))
  const headOf = (seq: number, what: 'mark' | 'minutes') =>
    t(`exports.attendance.${what}`, { seq: formatNumber(seq, locale) })
  return [
    {
      sheetName: t('exports.attendance.sheet'),
      header: [
        t('runs.cohorts.row'),
        ...(named ? [t('people.name')] : []),
        t('people.status'),
        ...sessions.flatMap(({ seq }) => [headOf(seq, 'mark'), headOf(seq, 'minutes')]),
        t('exports.attendance.sum'),
        t('exports.people.minutes'),
      ],
      rows: people.map((person): CellValue[] => {
        const hers = sessions.map(({ sessionId }) => known.get(`${person.personId} ${sessionId}`))
        return [
          person.rowNo,
          ...(named ? [person.name && inert(person.name)] : []),
          t(`people.state.${person.status}`),
          ...hers.flatMap((mark): CellValue[] =>
            mark ? [t(`audit.marks.${mark.code}`), mark.minutes] : [null, null],
          ),
          hers.reduce((sum, mark) => sum + (mark?.minutes ?? 0), 0),
          person.minutes,
        ]
      }),
    },
    {
      sheetName: t('exports.sessions.sheet'),
      header: [
        t('exports.sessions.seq'),
        t('exports.sessions.jalali'),
        t('exports.sessions.gregorian'),
        t('people.status'),
        t('exports.sessions.minutes'),
        t('exports.sessions.rows'),
        t('exports.sessions.attended'),
      ],
      rows: plan.map((one): CellValue[] => [
        one.seq,
        ...dayCells(one.day, locale),
        t(`runs.cohorts.session.${one.status}`),
        one.minutes,
        one.rows,
        one.attended,
      ]),
    },
  ]
}
