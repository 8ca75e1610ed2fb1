export type Answered = { requestId: string; door: string; method: string; status: number; ms: number }

const ORDER = ['silent', 'error', 'warn', 'info'] as const

/**
 * One line of JSON an answer: at `warn` those that failed (500 and above), at `info` all of them. Doors are patterns and the id is our
 * own, so a line holds nothing that a visitor wrote.
 */
export function accessLog(
  level: (typeof ORDER)[number],
  write: (line: string) => void = console.log,
): (answered: Answered) => void {
  const most = ORDER.indexOf(level)
  return ({ requestId, door, method, status, ms }) => {
    const at = status >= 500 ? 'error' : 'info'
    if (ORDER.indexOf(at) > most) return
    write(
      JSON.stringify({
        time: new Date().toISOString(),
        level: at,
        requestId,
        door,
        method,
        status,
        ms: Math.round(ms),
      }),
    )
  }
}
