import type { ReactNode } from 'react'

/** What is known of one thing, name by name: the catalogue's card of an indicator, the facts of a closed quarter. */
export function FactList({ facts }: { facts: { key: string; name: string; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
      {facts.map(({ key, name, value }) => (
        <div key={key} className="contents">
          <dt className="text-ink-2">{name}</dt>
          <dd className="mb-1 max-w-measure sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
