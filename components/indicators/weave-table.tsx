import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { KnotState } from './knot'
import type { WeaveRow } from './weave'

type Props = { t: Words; locale: Locale; rows: WeaveRow[] }

/** The weave's equal for whoever reads a table: the same counts, and the same links to the sheets. */
export function WeaveTable({ t, locale, rows }: Props) {
  const some = (state: KnotState) => rows.some((row) => row.knots.some((knot) => knot.state === state))
  const count = (row: WeaveRow, state: KnotState) =>
    formatNumber(row.knots.filter((knot) => knot.state === state).length, locale)
  const waiting = some('waiting')
  const linked = rows.some((row) => row.knots.some((knot) => knot.href))
  return (
    <details className="mt-4 print:hidden">
      <summary className="inline-flex min-h-10 items-center text-sm text-lapis">{t('weave.table')}</summary>
      <Table caption={t('weave.caption')} label={t('weave.caption')} captionHidden dense>
        <thead>
          <tr>
            <HeadCell>{t('weave.county')}</HeadCell>
            <HeadCell>{t('weave.place')}</HeadCell>
            <HeadCell numeric>{t('weave.heldColumn')}</HeadCell>
            {waiting ? <HeadCell numeric>{t('weave.waitingColumn')}</HeadCell> : null}
            <HeadCell numeric>{t('weave.cancelledColumn')}</HeadCell>
            <HeadCell numeric>{t('weave.plannedColumn')}</HeadCell>
            {linked ? <HeadCell>{t('weave.sessions')}</HeadCell> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.countyName}/${row.placeName}`}>
              <Cell className="text-ink-2">{row.countyName}</Cell>
              <RowHead>{row.href ? <a href={row.href}>{row.placeName}</a> : row.placeName}</RowHead>
              <Cell numeric>{formatNumber(row.held, locale)}</Cell>
              {waiting ? <Cell numeric>{count(row, 'waiting')}</Cell> : null}
              <Cell numeric>{count(row, 'cancelled')}</Cell>
              <Cell numeric>{formatNumber(row.planned, locale)}</Cell>
              {linked ? (
                <Cell>
                  <SheetLinks locale={locale} row={row} t={t} />
                </Cell>
              ) : null}
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  )
}

function SheetLinks({ t, locale, row }: { t: Words; locale: Locale; row: WeaveRow }) {
  return (
    <span className="flex flex-wrap gap-1">
      {row.knots.map((knot, index) =>
        knot.href ? (
          <a
            key={index}
            href={knot.href}
            aria-label={knot.label ?? t(`weave.${knot.state}`)}
            className="grid size-7 place-items-center rounded-sm bg-sunk text-xs"
          >
            {formatNumber(index + 1, locale)}
          </a>
        ) : null,
      )}
    </span>
  )
}
