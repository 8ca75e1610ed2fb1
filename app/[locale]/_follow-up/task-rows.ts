import type { TaskRow } from '@/components/tasks/task-list'
import type { TaskLine } from '@/db/queries/tasks/inbox'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'

/** A task in a list, in words; a missing sheet leads to the sheet itself. */
export function taskRow(
  line: TaskLine,
  base: { tasks: string; sheets: string },
  t: Words,
  locale: Locale,
): TaskRow {
  const fa = locale === 'fa'
  const session =
    line.seq !== null && line.day !== null
      ? t('follow-up.tasks.session', {
          seq: formatNumber(line.seq, locale),
          day: formatDay(line.day, locale, 'long'),
        })
      : ''
  const who =
    line.name ??
    line.guestName ??
    (line.rowNo === null ? null : t('follow-up.tasks.row', { row: formatNumber(line.rowNo, locale) }))
  const since = formatDay(tehranDay(line.openedAt), locale, 'long')
  return {
    id: line.id,
    kind: line.kind,
    kindLabel: t(`follow-up.tasks.kind.${line.kind}`),
    href: line.kind === 'MISSING_SHEET' ? `${base.sheets}/${line.id}` : `${base.tasks}/${line.id}`,
    about: who ?? session,
    place: [fa ? line.placeFa : line.placeEn, fa ? line.countyFa : line.countyEn]
      .filter(Boolean)
      .join(t('people.comma')),
    since: who && session ? session : since,
    result: line.result ? t(`follow-up.tasks.result.${line.result}`) : null,
  }
}
