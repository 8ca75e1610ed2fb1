/** Said on every page of fictional data, and in print. Hatched as a cancelled knot is: not the real thing. */
export function DemoBanner({ label }: { label: string }) {
  return (
    <aside aria-label={label}>
      <p className="border-b border-saffron bg-saffron-wash px-4 py-1 text-center text-sm font-semibold text-saffron-ink">
        <span
          aria-hidden="true"
          className="me-2 inline-block h-3 w-6 rounded-knot align-[-1px] inked knot-cancelled"
        />
        {label}
      </p>
    </aside>
  )
}
