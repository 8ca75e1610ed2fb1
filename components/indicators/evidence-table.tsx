import type { ReactNode } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { type FigureUnit, figureText } from './figure-text'

/** A column of the rows behind a number. Summed columns carry their total, computed by the query and not here. */
export type EvidenceColumn = { key: string; label: string; unit?: FigureUnit; total?: number | null }

/** One row behind a number: a session, an enrolment, a certificate. Texts as they are, numbers in the column's unit. */
export type EvidenceRow = { key: string; href?: string; cells: Record<string, string | number | null> }

type Props = {
  t: Words
  locale: Locale
  name: string
  columns: EvidenceColumn[]
  rows: EvidenceRow[]
  /** All rows there are, when a page of them is shown. */
  rowCount: number
  /** True when the rows' sum equals the indicator as computed on its own. */
  equal: boolean
  pagination?: ReactNode
}

/** «این عدد از کجا آمده است؟»: an indicator opened to its rows, with their sum. */
export function EvidenceTable({ t, locale, name, columns, rows, rowCount, equal, pagination }: Props) {
  if (rowCount === 0) {
    return (
      <EmptyState title={t('indicators.evidence.empty')}>{t('indicators.evidence.emptyLine')}</EmptyState>
    )
  }
  const caption = t('indicators.evidence.caption', { name })
  const count = formatNumber(rowCount, locale)
  const show = (value: string | number | null | undefined, unit: FigureUnit | undefined) =>
    typeof value === 'string' ? <bdi>{value}</bdi> : figureText(value, unit ?? 'count', t, locale)
  return (
    <div className="grid gap-3">
      <Notice kind={equal ? 'success' : 'error'} kindLabel={t(`words.kind.${equal ? 'success' : 'error'}`)}>
        {t('indicators.evidence.rows', { rows: count })}.{' '}
        {t(`indicators.evidence.${equal ? 'equal' : 'different'}`)}
      </Notice>
      <Table caption={caption} label={caption} dense>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} numeric={column.unit !== undefined}>
                {column.label}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="hover:bg-sunk">
              {columns.map((column, index) => {
                const shown = show(row.cells[column.key], column.unit)
                return index === 0 ? (
                  <RowHead key={column.key}>{row.href ? <a href={row.href}>{shown}</a> : shown}</RowHead>
                ) : (
                  <Cell key={column.key} numeric={column.unit !== undefined}>
                    {shown}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
        <tfoot className="font-bold">
          <tr>
            {columns.map((column, index) =>
              index === 0 ? (
                <RowHead key={column.key} className="font-bold">
                  {t('indicators.evidence.sum', { rows: count })}
                </RowHead>
              ) : (
                <Cell key={column.key} numeric={column.unit !== undefined}>
                  {column.total === undefined ? null : show(column.total, column.unit)}
                </Cell>
              ),
            )}
          </tr>
        </tfoot>
      </Table>
      {pagination}
    </div>
  )
}
