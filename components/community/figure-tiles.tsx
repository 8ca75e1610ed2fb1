export type CommunityTile = {
  code: string
  name: string
  value: string
  hint: string
  href: string
  open: string
  current: boolean
}

/** The four numbers of the neighbourhoods; each leads to its rows. */
export function FigureTiles({ label, tiles }: { label: string; tiles: CommunityTile[] }) {
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
          <p className="text-2xl font-bold tabular-nums">{tile.value}</p>
          <p className="text-sm text-ink-2">{tile.hint}</p>
          <a
            href={tile.href}
            aria-current={tile.current ? 'true' : undefined}
            className="inline-flex min-h-11 items-center self-end text-sm"
          >
            {tile.open}
            <span className="sr-only"> – {tile.name}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
