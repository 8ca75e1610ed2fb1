import { daysInMonth, isoOf, jalaliOf, weekday } from '@/lib/shared/jalali'

export const AGENDA_KINDS = [
  'SESSION',
  'ACTIVITY',
  'MEETING',
  'CHARITY_MEETING',
  'CHARITY_EVENT',
  'OFFER',
  'MEND',
  'OBSERVANCE',
  'HOLIDAY',
] as const
export type AgendaKind = (typeof AGENDA_KINDS)[number]

/** A Jalali month as the address names it: 1403-04. */
export type Month = { y: number; m: number }

export function monthOf(asked: string | undefined, today: string): Month {
  const [, y, m] = /^(1[34]\d\d)-(0[1-9]|1[0-2])$/.exec(asked ?? '') ?? []
  if (y && m) return { y: Number(y), m: Number(m) }
  const { y: year, m: month } = jalaliOf(today)
  return { y: year, m: month }
}

export const monthAddress = ({ y, m }: Month): string => `${y}-${String(m).padStart(2, '0')}`

export function monthAfter({ y, m }: Month, by: 1 | -1): Month {
  if (by === 1) return m === 12 ? { y: y + 1, m: 1 } : { y, m: m + 1 }
  return m === 1 ? { y: y - 1, m: 12 } : { y, m: m - 1 }
}

/** The days of a month as ISO days, in weeks from Saturday to Friday; null where a week reaches into another month. */
export function weeksOf({ y, m }: Month): (string | null)[][] {
  const days = Array.from({ length: daysInMonth(y, m) }, (_, at) => {
    const day = isoOf(y, m, at + 1)
    if (!day.ok) throw new RangeError('not a month')
    return day.value
  })
  const cells: (string | null)[] = [...Array<null>(weekday(days[0]!)).fill(null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7))
}
