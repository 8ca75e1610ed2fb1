import type { QualityColumn, QualityRow } from '@/components/indicators/quality-table'
import type { NumberTile } from '@/components/ui/number-tiles'
import type { QualityLine } from '@/db/queries/indicators/quality'
import type { QualityCode, QualityFigure } from '@/lib/indicators/quality'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'

type Tiled = {
  t: Words
  locale: Locale
  dueHours: number
  current: QualityCode
  hrefOf: (code: string) => string
}

/** A number in words: what must be nothing is broken by one, the others ask to be looked at. */
export function tileOf(
  { code, count, of }: QualityFigure,
  { t, locale, dueHours, current, hrefOf }: Tiled,
): NumberTile {
  const number = (value: number) => formatNumber(value, locale)
  const hidden = count === null
  const values = { hours: number(dueHours), count: number(count ?? 0), of: number(of ?? 0) }
  const share = of === null || of === 0 ? null : (count ?? 0) / of
  return {
    code,
    name: t(`quality.names.${code}`),
    value: hidden
      ? t('words.none')
      : share === null
        ? number(count)
        : formatPercent(share, locale, { maxDecimals: 1 }),
    hint: hidden ? t('quality.hidden') : t(`quality.hints.${code}`, values),
    tone: hidden ? 'hidden' : count === 0 ? 'good' : code === 'Q-04' ? 'bad' : 'look',
    href: hidden ? null : hrefOf(code),
    open: t('quality.open'),
    current: code === current,
  }
}

type Part =
  | 'place'
  | 'session'
  | 'day'
  | 'late'
  | 'times'
  | 'person'
  | 'other'
  | 'opened'
  | 'registered'
  | 'what'
const COLUMNS: Record<QualityCode, readonly Part[]> = {
  'Q-01': ['session', 'place', 'day', 'late'],
  'Q-02': ['session', 'place', 'day', 'times'],
  'Q-03': ['person', 'other', 'place', 'opened'],
  'Q-04': ['person', 'place', 'registered', 'what'],
}
const NUMERIC: readonly Part[] = ['late', 'times']

type Shown = { t: Words; locale: Locale; base: string; run: string }

export function qualityView(
  code: QualityCode,
  lines: readonly QualityLine[],
  shown: Shown,
): { columns: QualityColumn[]; rows: QualityRow[] } {
  const parts = COLUMNS[code]
  return {
    columns: parts.map((key) => ({
      key,
      label: shown.t(`quality.column.${key}`),
      ...(NUMERIC.includes(key) ? { numeric: true } : {}),
    })),
    rows: lines.map((line) => ({
      key: line.key,
      cells: Object.fromEntries(parts.map((part) => [part, cellOf(part, line, code, shown)])),
    })),
  }
}

function cellOf(part: Part, line: QualityLine, code: QualityCode, { t, locale, base, run }: Shown) {
  const number = (value: number | null) => formatNumber(value ?? 0, locale)
  const fa = locale === 'fa'
  switch (part) {
    case 'session':
      return {
        text: t('quality.session', { seq: number(line.seq) }),
        // A sheet that never came is reached from its group; one that was reopened has a page.
        ...(code === 'Q-02' ? { href: `${base}/sessions/${line.sessionId}` } : {}),
      }
    case 'place': {
      const text = [fa ? line.countyFa : line.countyEn, fa ? line.placeFa : line.placeEn]
      return {
        text: text.filter(Boolean).join(t('words.listComma')),
        ...(line.cohortCode ? { href: `${base}/cohorts/${line.cohortCode}?run=${run}` } : {}),
      }
    }
    case 'day':
    case 'opened':
    case 'registered':
      return { text: line.day === null ? t('words.none') : formatDay(line.day, locale, 'numeric') }
    case 'late':
      return { text: t('quality.hours', { hours: number(line.amount) }) }
    case 'times':
      return { text: t('quality.times', { count: number(line.amount) }) }
    case 'person':
      return personOf(line.name, line.personId, line.rowNo)
    case 'other':
      return personOf(line.otherName, line.otherId, null)
    case 'what':
      return { text: t(`quality.what.${line.what}`) }
  }
  function personOf(name: string | null, id: string | null, rowNo: number | null) {
    if (name !== null && id !== null) return { text: name, href: `${base}/people/${id}` }
    return { text: rowNo === null ? t('quality.hiddenName') : t('quality.row', { row: number(rowNo) }) }
  }
}
