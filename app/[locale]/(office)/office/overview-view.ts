import type { CountyRow } from '@/components/indicators/counties-card'
import type { PlaceFigures } from '@/db/queries/indicators/figures'
import type { RunMoney } from '@/db/queries/programmes/budget'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import { type AskedRun, addressOf } from './indicators/asked'
import { shownValue, sortedByName } from './indicators/present'

const figureIn = ({ figures }: PlaceFigures, code: IndicatorCode) => figures.find((one) => one.code === code)

/** Where the run stands, in the sentences one would say it in; what the reader may not see is not said. */
export function leadOf(whole: PlaceFigures | undefined, asOf: string, t: Words, locale: Locale): string[] {
  if (!whole) return []
  const number = (value: number) => formatNumber(value, locale, { maxDecimals: 1 })
  const day = formatDay(asOf, locale, 'long')
  const lines: string[] = []
  const hours = figureIn(whole, 'R-08')
  if (hours?.value != null) {
    const held = number(hours.value)
    lines.push(
      hours.target === null || hours.planned === null
        ? t('indicators.leadNoPlan', { day, held })
        : t('indicators.lead', { day, held, target: number(hours.target), planned: number(hours.planned) }),
    )
  }
  const attendance = figureIn(whole, 'R-10')?.value
  if (attendance != null) {
    lines.push(t('indicators.leadAttendance', { share: formatPercent(attendance, locale, { decimals: 1 }) }))
  }
  const stayed = figureIn(whole, 'R-13')
  if (stayed?.denominator) {
    const left = stayed.denominator - stayed.numerator
    lines.push(t('indicators.leadPeople', { enrolled: number(stayed.denominator), left: number(left) }))
  }
  return lines
}

/** The share of the credit that is spent, for who runs the plan; nothing while there is no credit. */
export function moneyLine(money: RunMoney | null, t: Words, locale: Locale): string[] {
  if (!money || money.totals.credit === 0) return []
  const { credit, spent } = money.totals
  return [
    t('budget.overview', {
      credit: formatNumber(credit, locale),
      share: formatPercent(spent / credit, locale, { maxDecimals: 1 }),
    }),
  ]
}

/** The counties by the reader's alphabet, each number leading to the rows it is the sum of. */
export function countyRows(
  places: readonly PlaceFigures[],
  base: string,
  at: AskedRun,
  locale: Locale,
): CountyRow[] {
  const rows = places.flatMap((one): CountyRow[] => {
    if (!one.place) return []
    const { placeId, countyFa, countyEn } = one.place
    const hours = figureIn(one, 'R-08')
    const href = (code: IndicatorCode) =>
      `${addressOf(`${base}/indicators/${code}`, at, { place: placeId })}#evidence`
    return [
      {
        key: placeId,
        name: locale === 'fa' ? countyFa : countyEn,
        held: shownValue('R-08', hours?.value ?? null),
        target: shownValue('R-08', hours?.target ?? null),
        planned: shownValue('R-08', hours?.planned ?? null),
        attendance: figureIn(one, 'R-10')?.value ?? null,
        hoursHref: href('R-08'),
        attendanceHref: href('R-10'),
      },
    ]
  })
  return locale === 'fa' ? rows : sortedByName(rows, ({ name }) => [name, ''])
}
