import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { type Knot, KnotBox, KnotSign, type KnotState } from './knot'
import { WeaveKeys } from './weave-keys'
import { WeaveTable } from './weave-table'

/** One neighbourhood. `held` and `planned` are counts of sessions; the knots stand in the order of their sessions. */
export type WeaveRow = {
  placeName: string
  countyName: string
  held: number
  planned: number
  href?: string
  knots: Knot[]
}

type Props = {
  t: Words
  locale: Locale
  /** Sorted by the caller: counties, and the places in them, by the alphabet. Rows of a county stand together. */
  rows: WeaveRow[]
  /** The office's denser rows. */
  compact?: boolean
}

const ORDER: KnotState[] = ['held', 'waiting', 'cancelled', 'next', 'ahead']

/** گلیم نشست‌ها: a row is a neighbourhood, a knot a session. It shows no person and ranks nobody. */
export function Weave({ t, locale, rows, compact = false }: Props) {
  if (rows.length === 0) return <p className="text-ink-2">{t('weave.empty')}</p>
  const width = Math.max(...rows.map((row) => row.knots.length))
  const shown = ORDER.filter((state) => rows.some((row) => row.knots.some((knot) => knot.state === state)))
  const linked = rows.some((row) => row.knots.some((knot) => knot.href))
  const body = <WeaveBody t={t} locale={locale} rows={rows} width={width} compact={compact} />
  return (
    <div>
      <ul aria-label={t('weave.legend')} className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
        {shown.map((state) => (
          <li key={state} className="flex items-center gap-2">
            <KnotSign state={state} />
            {t(`weave.${state}`)}
          </li>
        ))}
      </ul>
      {linked ? <WeaveKeys hint={t('weave.keys')}>{body}</WeaveKeys> : body}
      <WeaveTable t={t} locale={locale} rows={rows} />
    </div>
  )
}

type BodyProps = Required<Props> & { width: number }

function WeaveBody({ t, locale, rows, width, compact }: BodyProps) {
  return (
    <div className="md:divide-y md:divide-line">
      {byCounty(rows).map(([county, places]) => (
        <div
          key={county}
          className="pt-2 md:grid md:grid-cols-[6.5rem_1fr] md:items-baseline md:gap-x-3 md:py-1"
        >
          <h3 className="text-sm font-semibold text-ink-2 md:leading-7">{county}</h3>
          <ul>
            {places.map((row) => (
              <WeaveLine
                key={row.placeName}
                t={t}
                locale={locale}
                row={row}
                width={width}
                compact={compact}
              />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

type LineProps = Omit<BodyProps, 'rows'> & { row: WeaveRow }

function WeaveLine({ t, locale, row, width, compact }: LineProps) {
  const held = formatNumber(row.held, locale)
  const planned = formatNumber(row.planned, locale)
  const linked = row.knots.some((knot) => knot.href)
  const spare = Math.max(0, width - row.knots.length)
  return (
    <li
      className={`grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 break-inside-avoid sm:grid-cols-[9.5rem_1fr_4.75rem] sm:ltr:grid-cols-[12rem_1fr_4.75rem] ${
        compact ? 'py-1.5 text-sm sm:py-px' : 'py-1.5 text-[0.9375rem] sm:py-0.5'
      }`}
    >
      <span className="leading-snug">
        {row.href ? (
          <a href={row.href} className="text-ink">
            {row.placeName}
          </a>
        ) : (
          row.placeName
        )}
      </span>
      <span
        data-row={linked ? '' : undefined}
        aria-hidden={linked ? undefined : true}
        className="col-span-2 row-start-2 grid auto-cols-[minmax(0,1fr)] grid-flow-col gap-px sm:col-span-1 sm:row-start-auto sm:gap-0.5"
      >
        {row.knots.map((knot, index) => (
          <KnotBox
            key={index}
            knot={knot}
            compact={compact}
            spoken={knot.label ?? t(`weave.${knot.state}`)}
          />
        ))}
        {Array.from({ length: spare }, (_, index) => (
          <i key={`spare-${index}`} aria-hidden="true" />
        ))}
      </span>
      <span className="text-end text-sm whitespace-nowrap text-ink-2 tabular-nums">
        {t('weave.heldOf', { held, planned })}
      </span>
    </li>
  )
}

/** The rows of each county, in the order they came. */
function byCounty(rows: WeaveRow[]): [string, WeaveRow[]][] {
  const groups = new Map<string, WeaveRow[]>()
  for (const row of rows) groups.set(row.countyName, [...(groups.get(row.countyName) ?? []), row])
  return [...groups]
}
