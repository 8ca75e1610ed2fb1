import type { KindRow } from '@/components/community/kind-table'
import type { NumberTile } from '@/components/ui/number-tiles'
import type { KindCount } from '@/db/queries/community/records'
import {
  type CommunityCode,
  type CommunityFigure,
  RECORD_KINDS,
  type RecordKind,
} from '@/lib/community/kinds'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'

type Tiled = { t: Words; locale: Locale; current: CommunityCode | undefined; hrefOf: (q: string) => string }

/** A number in words, with what it is of. */
export function tileOf(
  { code, value, numerator, denominator }: CommunityFigure,
  { t, locale, current, hrefOf }: Tiled,
): NumberTile {
  const number = (n: number) => formatNumber(n, locale)
  return {
    code,
    name: t(`community.names.${code}`),
    value:
      code === 'O-11' || code === 'O-12'
        ? t('words.of', { value: number(value), target: number(denominator ?? 0) })
        : number(value),
    // Of meetings that have not been there is no number of people to tell.
    hint:
      code === 'O-13' && value === 0
        ? t('community.none')
        : t(`community.hints.${code}`, {
            count: number(numerator),
            share: denominator
              ? formatPercent(numerator / denominator, locale, { maxDecimals: 1 })
              : t('words.none'),
          }),
    href: hrefOf(code),
    open: t('quality.open'),
    current: code === current,
  }
}

type Rows = { t: Words; locale: Locale; hrefOf: (place: string, kind: RecordKind) => string }

export function kindRows(table: readonly KindCount[], { t, locale, hrefOf }: Rows): KindRow[] {
  const fa = locale === 'fa'
  return table.map((one) => ({
    key: one.placeId,
    place: fa ? one.placeFa : one.placeEn,
    county: fa ? one.countyFa : one.countyEn,
    cells: RECORD_KINDS.map((kind) => {
      const count = one.counts[kind] ?? 0
      const text = formatNumber(count, locale)
      const more =
        kind === 'PROPOSAL' && one.accepted > 0
          ? ` ${t('community.acceptedOf', { count: formatNumber(one.accepted, locale) })}`
          : ''
      return { text: `${text}${more}`, href: count > 0 ? hrefOf(one.placeId, kind) : null }
    }),
  }))
}
