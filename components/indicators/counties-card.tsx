import { Card } from '@/components/ui/card'
import { Meter } from '@/components/ui/meter'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Locale, Words } from '@/lib/shared/locale'
import { figureText } from './figure-text'

/** A county's hours (as minutes) with target and plan, and its attendance rate; each leads to the rows behind it. */
export type CountyRow = {
  key: string
  name: string
  held: number | null
  target: number | null
  planned: number | null
  attendance: number | null
  hoursHref: string
  attendanceHref: string
}

type Props = { t: Words; locale: Locale; rows: CountyRow[] }

/** «شهرستان‌ها کجا ایستاده‌اند؟»: by the alphabet, never by rank. */
export function CountiesCard({ t, locale, rows }: Props) {
  return (
    <Card id="counties" title={t('indicators.counties')}>
      <Table
        caption={t('indicators.countiesCaption')}
        label={t('indicators.countiesCaption')}
        captionHidden
        dense
      >
        <thead>
          <tr>
            <HeadCell>{t('indicators.breakdown.county')}</HeadCell>
            <HeadCell className="hidden w-2/5 sm:table-cell">{t('indicators.progress')}</HeadCell>
            <HeadCell numeric>{t('indicators.hours')}</HeadCell>
            <HeadCell numeric>{t('indicators.attendance')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <County key={row.key} t={t} locale={locale} row={row} />
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function County({ t, locale, row }: Omit<Props, 'rows'> & { row: CountyRow }) {
  const hours = (value: number | null) => figureText(value, 'hours', t, locale)
  const of = { value: hours(row.held), target: hours(row.target) }
  const meter =
    row.target && row.held !== null ? (
      <Meter
        share={row.held / row.target}
        plannedShare={row.planned === null ? null : row.planned / row.target}
        label={t('indicators.countyMeter', { name: row.name, actual: of.value, target: of.target })}
      />
    ) : null
  return (
    <tr className="hover:bg-sunk">
      <RowHead>
        {row.name}
        <div className="sm:hidden">{meter}</div>
      </RowHead>
      <Cell className="hidden sm:table-cell">{meter}</Cell>
      <Cell numeric>
        <a href={row.hoursHref}>{row.target === null ? of.value : t('words.of', of)}</a>
      </Cell>
      <Cell numeric>
        <a href={row.attendanceHref}>{figureText(row.attendance, 'share', t, locale)}</a>
      </Cell>
    </tr>
  )
}
