import { parseDateTime, toZoned } from '@internationalized/date'
import { isIsoDay } from './jalali'

const ZONE = 'Asia/Tehran'

// One instance: making an Intl formatter costs a thousand times what using it costs.
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** The ISO day (Gregorian) it is in Tehran at an instant. */
export function tehranDay(instant: Date): string {
  const part = partsAt(instant)
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The time it is in Tehran at an instant, as HH:MM (24 hours). */
export function tehranTime(instant: Date): string {
  const part = partsAt(instant)
  return `${part('hour')}:${part('minute')}`
}

/**
 * The instant at which clocks in Tehran show a day and time (HH:MM). An hour skipped in spring becomes the hour
 * after it; of an hour lived twice in autumn the first is meant. Throws RangeError for anything else.
 */
export function instantAt(isoDay: string, time: string): Date {
  if (!isIsoDay(isoDay) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('not a day and time')
  return toZoned(parseDateTime(`${isoDay}T${time}`), ZONE, 'compatible').toDate()
}

function partsAt(instant: Date): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = CLOCK.formatToParts(instant)
  return (type) => parts.find((part) => part.type === type)?.value ?? ''
}
