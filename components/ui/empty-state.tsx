import type { ReactNode } from 'react'

type Props = { title: string; children?: ReactNode; action?: ReactNode }

/** Nothing here yet: what it means and what to do first. The row of empty knots is the loom before the first knot. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-12 text-center">
      <div aria-hidden="true" className="flex gap-1">
        {[0, 1, 2, 3, 4, 5].map((knot) => (
          <span
            key={knot}
            className={`h-4 w-7 rounded-knot inked ${knot === 0 ? 'knot-next' : 'knot-ahead'}`}
          />
        ))}
      </div>
      <p className="mt-2 text-lg font-bold">{title}</p>
      {children ? <div className="max-w-[48ch] text-ink-2">{children}</div> : null}
      {action}
    </div>
  )
}
