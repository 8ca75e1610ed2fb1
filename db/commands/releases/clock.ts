/** A demonstration's releases are dated by its own clock, never later than where that clock stands. */
export function clockOf(now: Date, pinned: string | Date | null): Date {
  if (pinned === null) return now
  const stands = new Date(pinned)
  return now < stands ? now : stands
}
