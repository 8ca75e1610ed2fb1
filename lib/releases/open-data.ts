import type { PublicRelease } from './public-release'

type Row = [
  code: string,
  place: string,
  month: string,
  value: number | string,
  unit: string,
  target: number | string,
]

/** A release as a long table: one figure a row, names in Persian as in the source, ASCII digits, hours in minutes. */
export function releaseCsv(release: PublicRelease): string {
  const rows: Row[] = [
    ...release.figures.map(
      (figure): Row => [
        figure.code,
        release.provinceName.fa,
        '',
        figure.value,
        figure.unit,
        figure.target ?? '',
      ],
    ),
    ...release.counties.flatMap((county): Row[] => [
      ['R-02', county.name.fa, '', county.neighbourhoods, 'count', ''],
      ['R-07', county.name.fa, '', county.enrolled ?? 'withheld', 'count', ''],
      ['SESSIONS', county.name.fa, '', county.sessionsHeld, 'count', county.sessionsPlanned],
      ['R-08', county.name.fa, '', county.heldMinutes, 'minutes', ''],
    ]),
    ...release.weave.map(
      (row): Row => [
        'SESSIONS',
        `${row.countyName.fa} / ${row.placeName.fa}`,
        '',
        row.held,
        'count',
        row.planned,
      ],
    ),
    ...release.months.flatMap((month): Row[] => {
      const key = `${month.year}/${String(month.month).padStart(2, '0')}`
      return [
        ['SESSIONS', release.provinceName.fa, key, month.sessions, 'count', ''],
        ['R-08', release.provinceName.fa, key, month.heldMinutes, 'minutes', ''],
      ]
    }),
  ]
  const head = ['release', 'as_of', 'demo', 'code', 'place', 'jalali_month', 'value', 'unit', 'target']
  const fixed = [release.number, release.asOfIso, release.demo]
  return `${[head, ...rows.map((row) => [...fixed, ...row])].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

function quoted(value: unknown): string {
  const text = String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
