export type CalendarLine = {
  key: string
  day: string
  kind: string
  sign: string
  quiet: boolean
  title: string
  whose: string | null
  href: string | null
}
export type MonthView = {
  key: string
  name: string
  lunar: string
  mourning: string | null
  idle: string | null
  lines: CalendarLine[]
}

/** A year as twelve months, each with its lunar months and what falls into it; a list, so that it is read as well as looked at. */
export function YearCalendar({ months, empty }: { months: MonthView[]; empty: string }) {
  return (
    <ol className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
      {months.map((month) => (
        <li
          key={month.key}
          className={`grid content-start gap-2 rounded-lg border bg-surface px-4 py-3 ${
            month.mourning ? 'border-edge border-dashed' : 'border-line'
          }`}
        >
          <div>
            <h2 className="text-base">{month.name}</h2>
            <p className="text-sm text-ink-2">{month.lunar}</p>
            {month.mourning ? <p className="text-sm font-medium text-ink-2">{month.mourning}</p> : null}
            {month.idle ? <p className="text-sm font-medium text-saffron-ink">{month.idle}</p> : null}
          </div>
          {month.lines.length === 0 ? (
            <p className="text-sm text-ink-3">{empty}</p>
          ) : (
            <ul className="grid gap-1 text-sm">
              {month.lines.map((line) => (
                <li
                  key={line.key}
                  className={`grid grid-cols-[2rem_1fr] gap-2 ${line.quiet ? 'text-ink-2' : ''}`}
                >
                  <span className="tabular-nums">{line.day}</span>
                  <span>
                    <span aria-hidden="true">{line.sign} </span>
                    <span className="sr-only">{line.kind}: </span>
                    {line.href ? (
                      <a href={line.href}>
                        <bdi>{line.title}</bdi>
                      </a>
                    ) : (
                      <bdi>{line.title}</bdi>
                    )}
                    {line.whose ? (
                      <span className="text-ink-2">
                        {' '}
                        · <bdi>{line.whose}</bdi>
                      </span>
                    ) : null}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
