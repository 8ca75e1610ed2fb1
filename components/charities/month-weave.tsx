export type MonthKnot = { key: number; label: string; kind: 'held' | 'missing' | 'ahead' }
const LOOK: Record<MonthKnot['kind'], string> = {
  held: 'knot-held',
  missing: 'knot-cancelled',
  ahead: 'knot-ahead',
}

/** An agreement as cloth: a knot is a month, delivered, missing or still to come. The table beside it says the same. */
export function MonthWeave({ label, knots }: { label: string; knots: MonthKnot[] }) {
  return (
    <div role="img" aria-label={label} className="flex flex-wrap gap-1">
      {knots.map(({ key, label: month, kind }) => (
        <span key={key} title={month} className={`h-4 w-6 rounded-knot inked ${LOOK[kind]}`} />
      ))}
    </div>
  )
}
