import { Columns } from '@/components/charts/columns'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { formatDay, monthName } from '@/lib/shared/jalali'
import { dirOf } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** Sessions over the months: the figure and the table as equals. */
export function Months({ t, locale, release }: ReleaseProps) {
  if (release.months.length === 0) return null
  const columns = release.months.map((month) => ({
    label: monthName(month.month, locale),
    value: month.sessions,
    shown: formatNumber(month.sessions, locale),
  }))
  const list = columns.map((column) => `${column.label} ${column.shown}`).join(t('words.listComma'))
  return (
    <Section
      id="months"
      title={t('public.months.title')}
      line={t('public.months.running', { day: formatDay(release.asOfIso, locale, 'long') })}
    >
      <div className="grid items-start gap-x-14 gap-y-6 lg:grid-cols-[1.3fr_1fr]">
        <Columns columns={columns} label={t('public.months.alt', { list })} rtl={dirOf(locale) === 'rtl'} />
        <MonthTable t={t} locale={locale} release={release} />
      </div>
    </Section>
  )
}

/** The table alone, for the explore page too. */
export function MonthTable({ t, locale, release }: ReleaseProps) {
  const total = release.months.reduce(
    (sum, month) => ({ sessions: sum.sessions + month.sessions, minutes: sum.minutes + month.heldMinutes }),
    { sessions: 0, minutes: 0 },
  )
  return (
    <Table caption={t('public.months.caption')} label={t('public.months.caption')}>
      <thead>
        <tr>
          <HeadCell>{t('public.months.month')}</HeadCell>
          <HeadCell numeric>{t('public.months.sessions')}</HeadCell>
          <HeadCell numeric>{t('public.months.hours')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {release.months.map((month) => (
          <tr key={`${month.year}/${month.month}`}>
            <RowHead>
              {monthName(month.month, locale)} {formatNumber(month.year, locale, { grouping: false })}
            </RowHead>
            <Cell numeric>{formatNumber(month.sessions, locale)}</Cell>
            <Cell numeric>{formatHours(month.heldMinutes, locale)}</Cell>
          </tr>
        ))}
      </tbody>
      <tfoot className="font-bold">
        <tr>
          <RowHead className="font-bold">{t('words.total')}</RowHead>
          <Cell numeric>{formatNumber(total.sessions, locale)}</Cell>
          <Cell numeric>{formatHours(total.minutes, locale)}</Cell>
        </tr>
      </tfoot>
    </Table>
  )
}
