import type { ReactNode } from 'react'
import { Meter } from '@/components/ui/meter'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatPercent } from '@/lib/shared/number'
import { type FigureUnit, figureText } from './figure-text'

/**
 * One indicator. Hours are minutes, shares are 0…1. `target` and `planned` are null where the sources give none.
 */
export type IndicatorRow = {
  code: string
  name: string
  actual: number | null
  target: number | null
  unit: FigureUnit
  planned?: number | null
  /** Behind today's plan, by the caller's rule: hatched saffron, and said in words. */
  late?: boolean
  /** Why there is no value: not measured yet, nothing to divide by, out of reach. */
  missing?: string
  /** What is to be reached by the end of the quarter, where somebody has set it. */
  quarterTarget?: number | null
  href?: string
}

type Props = { t: Words; locale: Locale; rows: IndicatorRow[] }

/** Where we stand, against the target and against today's plan. */
export function TargetsTable({ t, locale, rows }: Props) {
  return (
    <Table caption={t('indicators.caption')} label={t('indicators.caption')} captionHidden>
      <thead>
        <tr>
          <HeadCell>{t('indicators.indicator')}</HeadCell>
          <HeadCell className="hidden w-[28%] sm:table-cell">{t('indicators.progress')}</HeadCell>
          <HeadCell numeric>{t('indicators.actual')}</HeadCell>
          <HeadCell numeric>{t('indicators.target')}</HeadCell>
          <HeadCell numeric className="hidden sm:table-cell">
            {t('indicators.planned')}
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TargetLine key={row.code} t={t} locale={locale} row={row} />
        ))}
      </tbody>
    </Table>
  )
}

function TargetLine({ t, locale, row }: Omit<Props, 'rows'> & { row: IndicatorRow }) {
  const text = (value: number | null | undefined) => figureText(value, row.unit, t, locale)
  const late = row.late ?? false
  return (
    <tr className="hover:bg-sunk">
      <RowHead>
        {row.href ? (
          <a href={row.href} className="text-ink underline decoration-line-2 hover:decoration-lapis">
            {row.name}
          </a>
        ) : (
          row.name
        )}{' '}
        <bdi className="text-xs whitespace-nowrap text-ink-3">{row.code}</bdi>
        {late ? (
          <span className="ms-2 text-xs font-medium whitespace-nowrap text-saffron-ink">
            <span aria-hidden="true">! </span>
            {t('indicators.late')}
          </span>
        ) : null}
        <div className="sm:hidden">
          <Progress t={t} row={row} late={late} text={text} />
          {row.planned == null ? null : (
            <p className="text-xs text-ink-2">
              {t('words.plan', { value: text(row.planned) })}
              <PlanShare t={t} locale={locale} row={row} />
            </p>
          )}
        </div>
      </RowHead>
      <Cell className="hidden sm:table-cell">
        <Progress t={t} row={row} late={late} text={text} />
      </Cell>
      {row.missing && row.actual === null ? (
        <Cell className="text-xs text-ink-2">{row.missing}</Cell>
      ) : (
        <Cell numeric className="font-semibold">
          {text(row.actual)}
        </Cell>
      )}
      <Missing
        t={t}
        shown={
          <>
            {text(row.target)}
            {row.quarterTarget == null ? null : (
              <span className="block text-xs text-ink-2">
                {t('targets.ofQuarter', { target: text(row.quarterTarget) })}
              </span>
            )}
          </>
        }
        missing={row.target === null && row.quarterTarget == null}
        why={t('indicators.noTarget')}
      />
      <Missing
        t={t}
        shown={
          <>
            {text(row.planned)}
            <PlanShare t={t} locale={locale} row={row} />
          </>
        }
        missing={row.planned == null}
        why={t('words.noneSpoken')}
        className="hidden sm:table-cell"
      />
    </tr>
  )
}

/** How much of what was planned by the day is there: no threshold judges it, the reader does. */
function PlanShare({ t, locale, row }: Omit<Props, 'rows'> & { row: IndicatorRow }) {
  if (!row.planned || row.actual === null) return null
  return (
    <span className="block text-xs text-ink-2">
      {t('indicators.ofPlan', { share: formatPercent(row.actual / row.planned, locale, { decimals: 1 }) })}
    </span>
  )
}

type ProgressProps = {
  t: Words
  row: IndicatorRow
  late: boolean
  text: (value: number | null | undefined) => string
}

function Progress({ t, row, late, text }: ProgressProps) {
  const whole = row.target ?? (row.unit === 'share' ? 1 : null)
  if (whole === null || whole === 0 || row.actual === null) return null
  const said = { name: row.name, actual: text(row.actual), target: text(whole), planned: text(row.planned) }
  const label = t(row.planned == null ? 'indicators.meter' : 'indicators.meterPlanned', said)
  return (
    <Meter
      share={row.actual / whole}
      plannedShare={row.planned == null ? null : row.planned / whole}
      tone={late ? 'late' : 'done'}
      label={label}
    />
  )
}

type MissingProps = { t: Words; shown: ReactNode; missing: boolean; why: string; className?: string }

/** A dash for the eye, its reason for the ear. */
function Missing({ t, shown, missing, why, className = '' }: MissingProps) {
  return (
    <Cell numeric className={`${className} ${missing ? 'text-ink-3' : ''}`}>
      {missing ? (
        <>
          <span aria-hidden="true" title={why}>
            {t('words.none')}
          </span>
          <span className="sr-only">{why}</span>
        </>
      ) : (
        shown
      )}
    </Cell>
  )
}
