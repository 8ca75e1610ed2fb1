import type { ReactNode } from 'react'

type Props = {
  title: ReactNode
  /** What the page is about in a line: the run, the week, the as-of date. */
  line?: ReactNode
  /** Acts or filters at the end of the line. */
  actions?: ReactNode
}

/** The reader's question, and what stands beside it. */
export function PageHead({ title, line, actions }: Props) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="text-xl sm:text-[1.375rem]">{title}</h1>
        {line ? <p className="text-sm text-ink-2">{line}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-end gap-2 print:hidden">{actions}</div> : null}
    </div>
  )
}
