function hold(held: boolean, what: string): void {
  if (!held) throw new Error(`not an iCalendar: ${what}`)
}

/**
 * The events of an iCalendar, by a reader of its own, written from RFC 5545 and not from the writer: lines of 75 octets at most that
 * end in CRLF, unfolded, split into name with parameters and value, texts unescaped, components closed in order.
 */
export function readCalendar(text: string): Record<string, string>[] {
  hold(text.endsWith('\r\n'), 'the last line has no end')
  const lines: string[] = []
  for (const line of text.slice(0, -2).split('\r\n')) {
    hold(Buffer.byteLength(line, 'utf8') <= 75, `a line of more than 75 octets: ${line}`)
    hold(!/[\r\n]/.test(line), `half an end within a line: ${line}`)
    if (/^[ \t]/.test(line)) lines[lines.length - 1] += line.slice(1)
    else lines.push(line)
  }
  const events: Record<string, string>[] = []
  const open: string[] = []
  for (const line of lines) {
    const at = line.indexOf(':')
    hold(at > 0, `a line without a name: ${line}`)
    const [head, value] = [line.slice(0, at), line.slice(at + 1)]
    if (head === 'BEGIN') {
      open.push(value)
      if (value === 'VEVENT') events.push({})
    } else if (head === 'END') hold(open.pop() === value, `an end of ${value} that did not begin`)
    else if (open.at(-1) === 'VEVENT') {
      events.at(-1)![head] = value.replace(/\\(n|N|[\\;,])/g, (_, sign: string) =>
        /n/i.test(sign) ? '\n' : sign,
      )
    } else hold(open.join() === 'VCALENDAR', `a line outside of a calendar: ${line}`)
  }
  hold(open.length === 0, 'a component that does not end')
  for (const one of events)
    for (const name of ['UID', 'DTSTAMP']) hold(name in one, `an event without ${name}`)
  return events
}
