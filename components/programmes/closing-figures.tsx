export type ClosingFigure = { key: string; label: string; value: string; strong?: boolean }

/** Figures of a closing side by side, each with its word. */
export function ClosingFigures({ figures }: { figures: ClosingFigure[] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ key, label, value, strong }) => (
        <div key={key} className="grid">
          <dt className="order-2 text-sm text-ink-2">{label}</dt>
          <dd className={`tabular-nums ${strong ? 'text-xl font-bold' : 'text-lg font-semibold'}`}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
