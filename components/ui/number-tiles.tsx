export type NumberTile = {
  code: string
  name: string
  value: string
  hint: string
  /** How it stands, in a colour and a sign; without one it only counts. */
  tone?: 'good' | 'look' | 'bad' | 'hidden'
  href: string | null
  open: string
  current: boolean
}

const TONES = {
  good: 'text-turquoise-deep',
  look: 'text-saffron-ink',
  bad: 'text-pomegranate',
  hidden: 'text-ink-3',
} as const
const SIGNS = { good: '✓', look: '!', bad: '✗', hidden: '' } as const

/** Numbers side by side; each leads to its rows. */
export function NumberTiles({ label, tiles }: { label: string; tiles: NumberTile[] }) {
  return (
    <ul aria-label={label} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {tiles.map((tile) => (
        <li
          key={tile.code}
          className={`grid content-start gap-1 rounded-lg border bg-surface px-4 py-3 ${
            tile.current ? 'border-turquoise' : 'border-line'
          }`}
        >
          <p className="text-sm font-semibold">
            {tile.name} <bdi className="text-xs font-normal text-ink-3">{tile.code}</bdi>
          </p>
          <p className={`text-2xl font-bold tabular-nums ${tile.tone ? TONES[tile.tone] : ''}`}>
            {tile.tone ? (
              <span aria-hidden="true" className="me-1 text-base">
                {SIGNS[tile.tone]}
              </span>
            ) : null}
            {tile.value}
          </p>
          <p className="text-sm text-ink-2">{tile.hint}</p>
          {tile.href ? (
            <a
              href={tile.href}
              aria-current={tile.current ? 'true' : undefined}
              className="inline-flex min-h-11 items-center self-end text-sm"
            >
              {tile.open}
              <span className="sr-only"> – {tile.name}</span>
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
