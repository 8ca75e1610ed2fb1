import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatPercent } from '@/lib/shared/number'
import { type FigureUnit, figureText } from './figure-text'

/** A part of an indicator: its names in the order of the heads, and what it comes to. Hours in minutes. */
export type PartRow = {
  key: string
  names: string[]
  value: number | null
  numerator: number
  denominator: number | null
  /** A place's own target, and where the rows behind it are. */
  target?: number | null
  href?: string
}
type Props = {
  t: Words
  locale: Locale
  caption: string
  heads: string[]
  name: string
  unit: FigureUnit
  partUnit: FigureUnit
  rows: PartRow[]
  total: Omit<PartRow, 'key' | 'names' | 'href'>
  /** Whether the sum of the parts is the indicator as counted by itself; null where parts may stand in more than one. */
  equal: boolean | null
}

/** An indicator by what it is made of, with the sum that must be the indicator itself. */
export function PartsTable(props: Props) {
  const { t, locale, caption, heads, name, unit, partUnit, rows, total, equal } = props
  const ratio = total.denominator !== null
  const targets = rows.some((row) => row.target != null)
  const text = (value: number | null, of: FigureUnit = unit) => figureText(value, of, t, locale)
  const cells = (row: Props['total']) => (
    <>
      {ratio ? (
        <>
          <Cell numeric>{text(row.numerator, partUnit)}</Cell>
          <Cell numeric>{text(row.denominator, 'count')}</Cell>
        </>
      ) : null}
      <Cell numeric className="font-semibold">
        {row.value === null ? t('indicator-catalogue.state.empty') : text(row.value)}
      </Cell>
      {ratio ? null : (
        <Cell numeric>
          {total.numerator > 0
            ? formatPercent(row.numerator / total.numerator, locale, { decimals: 1 })
            : t('words.none')}
        </Cell>
      )}
      {targets ? <Cell numeric>{text(row.target ?? null)}</Cell> : null}
    </>
  )
  return (
    <div className="grid gap-3">
      <Table caption={caption} label={caption} dense>
        <thead>
          <tr>
            {heads.map((head) => (
              <HeadCell key={head}>{head}</HeadCell>
            ))}
            {ratio ? (
              <>
                <HeadCell numeric>{t('indicators.evidence.numerator')}</HeadCell>
                <HeadCell numeric>{t('indicators.evidence.denominator')}</HeadCell>
              </>
            ) : null}
            <HeadCell numeric>{name}</HeadCell>
            {ratio ? null : <HeadCell numeric>{t('indicator-catalogue.by.part')}</HeadCell>}
            {targets ? <HeadCell numeric>{t('indicators.target')}</HeadCell> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="hover:bg-sunk">
              {row.names.map((one, i) =>
                i === 0 ? (
                  <RowHead key={heads[i]}>
                    <bdi>{row.href ? <a href={row.href}>{one}</a> : one}</bdi>
                  </RowHead>
                ) : (
                  <Cell key={heads[i]}>
                    <bdi>{one}</bdi>
                  </Cell>
                ),
              )}
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot className="font-bold">
          <tr>
            <RowHead className="font-bold" colSpan={heads.length}>
              {t('indicator-catalogue.by.sum')}
            </RowHead>
            {cells(total)}
          </tr>
        </tfoot>
      </Table>
      {equal === null ? (
        <p className="text-sm text-ink-2">{t('indicator-catalogue.by.twice')}</p>
      ) : equal ? (
        <p className="text-sm text-ink-2">{t('indicator-catalogue.by.equal')}</p>
      ) : (
        <Notice kind="error" kindLabel={t('words.kind.error')}>
          {t('indicator-catalogue.by.different')}
        </Notice>
      )}
    </div>
  )
}
