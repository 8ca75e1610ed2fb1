import { Meter } from '@/components/ui/meter'

export type FigureLine = {
  name: string
  value: string
  /** «of 30», where there is a target. */
  of?: string
  share?: number | null
  /** What the bar says in words. */
  spoken?: string
  note?: string
}

/** A few figures, each with its name, its target and what it means. */
export function FigureList({ lines }: { lines: FigureLine[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-6 lg:grid-cols-4">
      {lines.map((line) => (
        <div key={line.name} className="flex flex-col border-t-2 border-ink pt-2">
          <dt className="order-2 text-sm text-ink-2">{line.name}</dt>
          <dd className="order-1 text-2xl leading-snug font-extrabold">
            {line.value}
            {line.of ? <span className="ms-1.5 text-base font-normal text-ink-2">{line.of}</span> : null}
          </dd>
          {line.share == null ? null : (
            <dd className="order-3 mt-1">
              <Meter share={line.share} label={line.spoken ?? line.value} />
            </dd>
          )}
          {line.note ? <dd className="order-4 mt-1 text-xs text-ink-3">{line.note}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
