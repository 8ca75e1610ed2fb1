import type { ReactNode } from 'react'

type Props = { id: string; title: ReactNode; line?: ReactNode; children: ReactNode }

/** A question of the reader and its answer, under a rule as in a printed report. */
export function Section({ id, title, line, children }: Props) {
  return (
    <section aria-labelledby={id} className="border-t border-line-2 py-8 sm:py-10">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {line ? <p className="mt-1 max-w-measure text-ink-2">{line}</p> : null}
      <div className="mt-4">{children}</div>
    </section>
  )
}
