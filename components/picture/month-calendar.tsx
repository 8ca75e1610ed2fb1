export type DayLine = {
  key: string
  time: string | null
  kind: string
  text: string
  href: string | null
}
export type DayView = {
  day: string
  number: string
  name: string
  today: boolean
  off: string | null
  lines: DayLine[]
}
type Props = {
  caption: string
  weekdays: string[]
  weeks: (DayView | null)[][]
  words: { today: string; empty: string; more: (count: number) => string }
}
const IN_A_CELL = 4

/** A month in weeks from Saturday on: a table on a desk, a list of the days with something on a phone. */
export function MonthCalendar({ caption, weekdays, weeks, words }: Props) {
  const full = weeks.flat().filter((one) => one !== null && (one.lines.length > 0 || one.off)) as DayView[]
  return (
    <>
      <div className="hidden md:block print:block">
        <table className="w-full table-fixed border-collapse text-sm">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {weekdays.map((name) => (
                <th key={name} scope="col" className="px-1 py-1 text-start text-xs font-medium text-ink-2">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.find((one) => one !== null)?.day}>
                {week.map((one, at) =>
                  one ? (
                    <td
                      key={one.day}
                      className={`h-24 border border-line px-1.5 py-1 align-top ${one.off || at === 6 ? 'bg-sunk' : 'bg-surface'}`}
                    >
                      <Head day={one} words={words} />
                      <Lines lines={one.lines.slice(0, IN_A_CELL)} />
                      {one.lines.length > IN_A_CELL ? (
                        <details>
                          <summary className="min-h-6 leading-6 text-xs text-lapis">
                            {words.more(one.lines.length - IN_A_CELL)}
                          </summary>
                          <Lines lines={one.lines.slice(IN_A_CELL)} />
                        </details>
                      ) : null}
                    </td>
                  ) : (
                    <td key={weekdays[at]} className="border border-line" />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ol className="grid gap-2 md:hidden print:hidden" aria-label={caption}>
        {full.length === 0 ? <li className="text-ink-2">{words.empty}</li> : null}
        {full.map((one) => (
          <li key={one.day} className="rounded-lg border border-line bg-surface px-3 py-2">
            <p className="font-semibold">
              {one.name}
              {one.today ? ` · ${words.today}` : ''}
            </p>
            {one.off ? <p className="text-sm text-ink-2">{one.off}</p> : null}
            <Lines lines={one.lines} />
          </li>
        ))}
      </ol>
    </>
  )
}

function Head({ day, words }: { day: DayView; words: Props['words'] }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-1">
      <span className={`tabular-nums ${day.today ? 'font-bold text-turquoise-deep' : ''}`}>{day.number}</span>
      {day.today ? <span className="text-xs text-turquoise-deep">{words.today}</span> : null}
      {day.off ? <span className="text-xs text-ink-2">{day.off}</span> : null}
    </p>
  )
}

function Lines({ lines }: { lines: DayLine[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="grid gap-0.5">
      {lines.map((line) => (
        <li key={line.key} className="text-xs leading-5 max-md:text-sm">
          {line.time ? <span className="tabular-nums">{line.time} </span> : null}
          <span className="sr-only">{line.kind}: </span>
          {line.href ? (
            <a href={line.href} className="inline-flex min-h-6 items-center max-md:min-h-11">
              <bdi>{line.text}</bdi>
            </a>
          ) : (
            <bdi>{line.text}</bdi>
          )}
        </li>
      ))}
    </ul>
  )
}
