import type { ReactNode } from 'react'

/** Facts beside their names, in two columns where there is room. */
export function FactsList({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm sm:text-[0.9375rem]">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-ink-2">{label}</dt>
          <dd className="min-w-0 max-w-measure">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
