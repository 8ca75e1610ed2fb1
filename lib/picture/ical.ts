/** One entry of a calendar: a whole day, or a time with its length. */
export type CalendarEntry = {
  uid: string
  day: string
  /** The instant it begins; null for a whole day. */
  startsAtMs: number | null
  minutes: number
  summary: string
}
const WIDEST = 75

/** RFC 5545, 3.1: a line is at most 75 octets; the rest goes on behind a break and a space, never within a character. */
export function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const sign of line) {
    const size = octetsOf(sign)
    if (octets + size > WIDEST) {
      parts.push(part)
      part = ''
      // The space that opens a continued line is one of its octets.
      octets = 1
    }
    part += sign
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

function octetsOf(sign: string): number {
  const point = sign.codePointAt(0)!
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** RFC 5545, 3.3.11: what has a meaning of its own in a text is escaped. */
export const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

const basicDay = (isoDay: string) => isoDay.replaceAll('-', '')
const basicInstant = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')
const nextDay = (isoDay: string) =>
  new Date(Date.parse(`${isoDay}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** A calendar as RFC 5545 has it: CRLF after each line, times in UTC, whole days as dates. */
export function icalendar(
  { name, madeAtMs }: { name: string; madeAtMs: number },
  entries: readonly CalendarEntry[],
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tabavar//Calendar 1//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((one) => [
      'BEGIN:VEVENT',
      `UID:${one.uid}`,
      `DTSTAMP:${basicInstant(madeAtMs)}`,
      ...(one.startsAtMs === null
        ? [`DTSTART;VALUE=DATE:${basicDay(one.day)}`, `DTEND;VALUE=DATE:${basicDay(nextDay(one.day))}`]
        : [
            `DTSTART:${basicInstant(one.startsAtMs)}`,
            `DTEND:${basicInstant(one.startsAtMs + one.minutes * 60_000)}`,
          ]),
      `SUMMARY:${escaped(one.summary)}`,
      'CLASS:PRIVATE',
      'TRANSP:OPAQUE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
