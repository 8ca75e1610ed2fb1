type Props = { modules: { code: string; href: string; number: string; title: string; short: string }[] }

/** The ten modules, each leading to its plan. */
export function ModuleList({ modules }: Props) {
  return (
    <ol className="grid gap-3 sm:grid-cols-2">
      {modules.map((one) => (
        <li key={one.code}>
          <a
            href={one.href}
            className="block h-full rounded-lg border border-line bg-surface px-4 py-3 text-ink no-underline shadow-card hover:bg-sunk"
          >
            <span className="text-sm text-turquoise-deep">{one.number}</span>
            <b className="block">{one.title}</b>
            <span className="text-sm text-ink-2">{one.short}</span>
          </a>
        </li>
      ))}
    </ol>
  )
}
