import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Locale, Words } from '@/lib/shared/locale'
import { type FigureUnit, figureText } from './figure-text'

/** A place's part of an indicator. With a denominator the value is their ratio, told beside both. */
export type BreakdownRow = {
  key: string
  county: string
  /** Absent where the breakdown is by county. */
  neighbourhood?: string
  value: number | null
  numerator?: number
  denominator?: number
  target?: number | null
  href?: string
}

type Props = {
  t: Words
  locale: Locale
  name: string
  by: 'county' | 'neighbourhood'
  unit: FigureUnit
  /** Unit of numerator and denominator where they are shown (a rate of rows, a mean of hours). */
  partUnit?: FigureUnit
  rows: BreakdownRow[]
  total: Omit<BreakdownRow, 'key' | 'county' | 'neighbourhood' | 'href'>
}

/** An indicator by county or neighbourhood, by the alphabet, with the sum it must equal. */
export function BreakdownTable({ t, locale, name, by, unit, partUnit = 'count', rows, total }: Props) {
  const caption = t('indicators.breakdown.caption', { name, by: t(`indicators.breakdown.by.${by}`) })
  const parts = total.denominator !== undefined
  const targets = total.target != null || rows.some((row) => row.target != null)
  const text = (value: number | null | undefined, of: FigureUnit = unit) => figureText(value, of, t, locale)
  const cells = (row: Props['total']) => (
    <>
      {parts ? (
        <>
          <Cell numeric>{text(row.numerator, partUnit)}</Cell>
          <Cell numeric>{text(row.denominator, 'count')}</Cell>
        </>
      ) : null}
      <Cell numeric className="font-semibold">
        {text(row.value)}
      </Cell>
      {targets ? <Cell numeric>{text(row.target)}</Cell> : null}
    </>
  )
  return (
    <Table caption={caption} label={caption} dense>
      <thead>
        <tr>
          <HeadCell>{t('indicators.breakdown.county')}</HeadCell>
          {by === 'neighbourhood' ? <HeadCell>{t('indicators.breakdown.neighbourhood')}</HeadCell> : null}
          {parts ? (
            <>
              <HeadCell numeric>{t('indicators.evidence.numerator')}</HeadCell>
              <HeadCell numeric>{t('indicators.evidence.denominator')}</HeadCell>
            </>
          ) : null}
          <HeadCell numeric>{name}</HeadCell>
          {targets ? <HeadCell numeric>{t('indicators.target')}</HeadCell> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const head = row.neighbourhood ?? row.county
          return (
            <tr key={row.key} className="hover:bg-sunk">
              {by === 'neighbourhood' ? <Cell className="text-ink-2">{row.county}</Cell> : null}
              <RowHead>{row.href ? <a href={row.href}>{head}</a> : head}</RowHead>
              {cells(row)}
            </tr>
          )
        })}
      </tbody>
      <tfoot className="font-bold">
        <tr>
          <RowHead className="font-bold" colSpan={by === 'neighbourhood' ? 2 : 1}>
            {t('indicators.breakdown.total')}
          </RowHead>
          {cells(total)}
        </tr>
      </tfoot>
    </Table>
  )
}
