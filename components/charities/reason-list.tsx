type Reason = { key: string; good: boolean; text: string }

/** Why a candidate stands where it stands: each with its sign, what speaks for it and what against. */
export function ReasonList({ label, reasons }: { label: string; reasons: Reason[] }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {reasons.map(({ key, good, text }) => (
        <li key={key} className={good ? 'text-turquoise-deep' : 'text-saffron-ink'}>
          <span aria-hidden="true" className="me-1 font-bold">
            {good ? '✓' : '!'}
          </span>
          {text}
        </li>
      ))}
    </ul>
  )
}
