import { Columns } from '@/components/charts/columns'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { monthName } from '@/lib/shared/jalali'
import { dirOf, type Locale, type Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { figureText } from './figure-text'

/** A Jalali month: sessions held, their minutes, people's minutes, and the attendance rate (null: nothing recorded). */
export type MonthRow = {
  year: number
  month: number
  sessions: number
  heldMinutes: number
  personMinutes?: number | null
  attendance: number | null
}

type Props = { t: Words; locale: Locale; months: MonthRow[] }

const sum = (months: readonly MonthRow[], what: 'sessions' | 'heldMinutes' | 'personMinutes') =>
  months.reduce((all, month) => all + (month[what] ?? 0), 0)

/** Month by month: the columns and, as their equal, the table. */
export function MonthlyPanel({ t, locale, months }: Props) {
  if (months.length === 0) return null
  const columns = months.map((month) => ({
    label: monthName(month.month, locale),
    value: month.sessions,
    shown: formatNumber(month.sessions, locale),
  }))
  const list = columns.map((column) => `${column.label} ${column.shown}`).join(t('words.listComma'))
  const people = months.some((month) => month.personMinutes != null)
  return (
    <Card id="monthly" title={t('indicators.monthly')}>
      <div className="grid items-start gap-x-10 gap-y-4 xl:grid-cols-2">
        <Columns
          columns={columns}
          label={t('indicators.monthlyAlt', { list })}
          rtl={dirOf(locale) === 'rtl'}
        />
        <Table
          caption={t('indicators.monthlyCaption')}
          label={t('indicators.monthlyCaption')}
          captionHidden
          dense
        >
          <thead>
            <tr>
              <HeadCell>{t('indicators.month')}</HeadCell>
              <HeadCell numeric>{t('indicators.sessions')}</HeadCell>
              <HeadCell numeric>{t('indicators.hours')}</HeadCell>
              {people ? <HeadCell numeric>{t('indicators.personHours')}</HeadCell> : null}
              <HeadCell numeric>{t('indicators.attendance')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={`${month.year}/${month.month}`}>
                <RowHead className="sm:whitespace-nowrap">
                  {monthName(month.month, locale)} {formatNumber(month.year, locale, { grouping: false })}
                </RowHead>
                <Cell numeric>{formatNumber(month.sessions, locale)}</Cell>
                <Cell numeric>{figureText(month.heldMinutes, 'hours', t, locale)}</Cell>
                {people ? <Cell numeric>{figureText(month.personMinutes, 'hours', t, locale)}</Cell> : null}
                <Cell numeric>{figureText(month.attendance, 'share', t, locale)}</Cell>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-semibold">
              <RowHead>{t('indicators.monthlyTotal')}</RowHead>
              <Cell numeric>{formatNumber(sum(months, 'sessions'), locale)}</Cell>
              <Cell numeric>{figureText(sum(months, 'heldMinutes'), 'hours', t, locale)}</Cell>
              {people ? (
                <Cell numeric>{figureText(sum(months, 'personMinutes'), 'hours', t, locale)}</Cell>
              ) : null}
              <Cell />
            </tr>
          </tfoot>
        </Table>
      </div>
    </Card>
  )
}
