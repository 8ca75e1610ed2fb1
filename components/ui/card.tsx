import type { ReactNode } from 'react'

type Props = {
  title?: ReactNode
  /** Stands at the end of the title's line: a link to all of it, a hint. */
  aside?: ReactNode
  id?: string
  className?: string
  children: ReactNode
}

/** A sheet of paper with a title. With a title it is a region of that name. */
export function Card({ title, aside, id, className = '', children }: Props) {
  const headingId = title && id ? `${id}-title` : undefined
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      className={`min-w-0 rounded-lg border border-line bg-surface px-4 py-4 sm:px-5 print:border-0 print:px-0 ${className}`}
    >
      {title ? (
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 id={headingId} className="text-base">
            {title}
          </h2>
          {aside ? <div className="text-sm text-ink-2">{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}
