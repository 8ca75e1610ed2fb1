export type ClosingCondition = { key: string; label: string; value: string; met: boolean; state: string }

/** What has to be so before something is closed: each condition with its number, and whether it is met, in a word. */
export function ClosingChecklist({ label, conditions }: { label: string; conditions: ClosingCondition[] }) {
  return (
    <ul aria-label={label} className="grid gap-1">
      {conditions.map(({ key, label: name, value, met, state }) => (
        <li
          key={key}
          className="grid grid-cols-[1.5rem_1fr_auto] items-baseline gap-x-2 border-b border-line py-1.5"
        >
          <span
            aria-hidden="true"
            className={`font-bold ${met ? 'text-turquoise-deep' : 'text-saffron-ink'}`}
          >
            {met ? '✓' : '!'}
          </span>
          <span>
            {name}
            <span className="sr-only">: {state}</span>
          </span>
          <span className="text-sm tabular-nums">{value}</span>
        </li>
      ))}
    </ul>
  )
}
