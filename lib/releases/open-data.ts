import { isWithdrawnCounty } from './present'
import type { PublicRelease } from './public-release'

type Row = {
  code: string
  place: string
  month?: string
  value: number | string
  unit: string
  target?: number | null
  category?: string
  refreshedOn?: string
  percent?: number | null
}

const HEAD = [
  ...['release', 'as_of', 'demo', 'code', 'place', 'jalali_month', 'value', 'unit', 'target'],
  ...['category', 'refreshed_on', 'percent'],
]

/**
 * A release as a long table: one figure a row, names in Persian as in the source, ASCII digits, hours in minutes. `withheld`
 * is a number of people too small to be told, `withdrawn` one that somebody could have been found by; `rounded` numbers and
 * bands carry the day their block was last counted.
 */
export function releaseCsv(release: PublicRelease): string {
  const province = release.provinceName.fa
  const rows: Row[] = [
    ...release.figures.map((figure): Row => ({ ...figure, place: province })),
    ...completionRows(release),
    ...release.counties.flatMap((county): Row[] => {
      const [place, unit] = [county.name.fa, 'count']
      const hidden = isWithdrawnCounty(release, place) ? 'withdrawn' : 'withheld'
      return [
        { code: 'R-02', place, unit, value: county.neighbourhoods },
        { code: 'R-07', place, unit, value: county.enrolled ?? hidden },
        { code: 'SESSIONS', place, unit, value: county.sessionsHeld, target: county.sessionsPlanned },
        { code: 'R-08', place, unit: 'minutes', value: county.heldMinutes },
      ]
    }),
    ...release.weave.map(
      (row): Row => ({
        code: 'SESSIONS',
        place: `${row.countyName.fa} / ${row.placeName.fa}`,
        value: row.held,
        unit: 'count',
        target: row.planned,
      }),
    ),
    ...release.months.flatMap(({ year, month: at, sessions, heldMinutes }): Row[] => {
      const month = `${year}/${String(at).padStart(2, '0')}`
      return [
        { code: 'SESSIONS', place: province, month, value: sessions, unit: 'count' },
        { code: 'R-08', place: province, month, value: heldMinutes, unit: 'minutes' },
      ]
    }),
    ...release.cells.map(
      (cell): Row => ({
        code: cell.table,
        place: [cell.county, cell.place].filter((name) => name !== null).join(' / ') || province,
        value: told(cell.shown),
        unit: cell.class === 'BAND' ? 'band' : 'rounded',
        category: cell.category,
        refreshedOn: cell.refreshedOn,
        percent: cell.percent,
      }),
    ),
  ]
  const fixed = [release.number, release.asOfIso, release.demo]
  const lines = rows.map((row) => [
    ...fixed,
    ...[row.code, row.place, row.month, row.value, row.unit, row.target],
    ...[row.category, row.refreshedOn, row.percent],
  ])
  return `${[HEAD, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

function completionRows({ completion, provinceName }: PublicRelease): Row[] {
  if (!completion) return []
  const row = (code: string, value: number | string | null, unit: string): Row => ({
    code,
    place: provinceName.fa,
    value: told(value ?? 'WITHDRAWN'),
    unit,
  })
  return [
    row('COMPLETED', completion.completed, 'count'),
    row('LEFT', completion.left, 'count'),
    row('STRICT', completion.strict, 'rounded'),
  ]
}

function told(shown: number | string): number | string {
  return shown === 'UNDER' ? 'withheld' : shown === 'WITHDRAWN' ? 'withdrawn' : shown
}

function quoted(value: unknown): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
