import type { CellView, CoverageRow } from '@/components/picture/coverage-table'
import type { CoverageMatrix, PeopleCount, PlaceCoverage } from '@/db/queries/picture/coverage'
import type { Programme } from '@/lib/access/policy'
import type { Coverage, Missing } from '@/lib/picture/coverage'
import { addDays, isoOf, jalaliOf } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'

export type Told = { t: Words; locale: Locale }

/**
 * The last day of the Jalali month before this one. Totals over programmes are as of it: a count that moved the moment somebody is
 * written down would tell whether she is known elsewhere.
 */
export function lastMonthsEnd(today: string): string {
  const { y, m } = jalaliOf(today)
  const first = isoOf(y, m, 1)
  return addDays(first.ok ? first.value : today, -1)
}

export function missingText(one: Missing, { t, locale }: Told): string {
  if (one.code === 'noService') return t('picture.missing.noService', { service: isolate(one.service) })
  return t(`picture.missing.${one.code}`, { by: 'by' in one ? formatNumber(one.by, locale) : '' })
}

const thereText = ({ programme, there }: Coverage, { t, locale }: Told) =>
  t(`picture.there.${programme}`, { count: formatNumber(there, locale) })

/** The matrix in words, counties with their neighbourhoods below them. */
export function coverageRows(matrix: CoverageMatrix, told: Told): CoverageRow[] {
  const named = (one: PlaceCoverage) => (told.locale === 'fa' ? one.nameFa : one.nameEn)
  const cells = (one: PlaceCoverage): CellView[] =>
    matrix.programmes.map((programme: Programme) => {
      const cell = one.cells.find((each) => each.programme === programme)
      return cell
        ? {
            there: thereText(cell, told),
            missing: cell.missing.map((each) => missingText(each, told)),
            full: told.t('picture.full'),
          }
        : null
    })
  return matrix.counties.flatMap((county) => [
    { key: county.placeId, name: named(county), county: true, cells: cells(county) },
    ...county.neighbourhoods.map((one) => ({
      key: one.placeId,
      name: named(one),
      county: false,
      cells: cells(one),
    })),
  ])
}

export type CountRow = { key: string; name: string; people: number; participations: number; unknown: number }

/** People and participations, never without saying which. */
export function countRows(counts: PeopleCount[], { t }: Told): CountRow[] {
  return counts.map(({ programme, ...rest }) => ({
    key: programme,
    name: t(programme === 'ALL' ? 'picture.people.all' : `picture.programme.${programme}`),
    ...rest,
  }))
}
