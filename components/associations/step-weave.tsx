export type StepKnot = { key: string; done: boolean; label: string }

/** The five steps as five knots: woven or still to be woven, told apart by fill and outline. */
export function StepWeave({ label, knots }: { label: string; knots: StepKnot[] }) {
  return (
    <ul aria-label={label} className="inline-flex gap-1 align-middle">
      {knots.map((knot) => (
        <li
          key={knot.key}
          title={knot.label}
          className={`h-4 w-6 rounded-knot inked ${knot.done ? 'knot-held' : 'knot-ahead'}`}
        >
          <span className="sr-only">{knot.label}</span>
        </li>
      ))}
    </ul>
  )
}
