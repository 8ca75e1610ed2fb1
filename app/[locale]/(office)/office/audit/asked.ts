import type { AuditAsked } from '@/db/queries/audit'
import { addDays } from '@/lib/shared/jalali'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import type { Locale } from '@/lib/shared/locale'
import { instantAt } from '@/lib/shared/tehran'

export const FILTERS = ['action', 'actor', 'entity', 'id', 'from', 'to'] as const
export type Typed = Partial<Record<(typeof FILTERS)[number], string>>
export type Query = { [key: string]: string | string[] | undefined }
/** What the address asks for: the words as they were typed, the days that are none, and the question itself. */
export type Asked = { typed: Typed; bad: { from: boolean; to: boolean }; question: AuditAsked }

export function askedOf(query: Query, locale: Locale): Asked {
  const typed: Typed = {}
  for (const name of FILTERS) {
    const value = query[name]
    if (typeof value === 'string' && value.trim() !== '') typed[name] = value.trim().slice(0, 80)
  }
  // An id means something only beside what it is an id of.
  if (!typed.entity) delete typed.id
  const from = typed.from ? parseJalaliDay(typed.from) : null
  const to = typed.to ? parseJalaliDay(typed.to) : null
  return {
    typed,
    bad: { from: from?.ok === false, to: to?.ok === false },
    question: {
      locale,
      action: typed.action,
      actorId: typed.actor,
      entity: typed.entity,
      entityId: typed.id,
      from: from?.ok ? instantAt(from.value, '00:00') : undefined,
      until: to?.ok ? instantAt(addDays(to.value, 1), '00:00') : undefined,
      before: numberIn(query.before),
      after: numberIn(query.after),
    },
  }
}

/** The address of the same question, from another event on. */
export function addressOf(
  base: string,
  typed: Typed,
  place: { before?: number | null; after?: number | null } = {},
): string {
  const query = new URLSearchParams(typed)
  for (const [name, seq] of Object.entries(place))
    if (seq !== null && seq !== undefined) query.set(name, String(seq))
  const text = query.toString()
  return text ? `${base}?${text}` : base
}

const numberIn = (value: string | string[] | undefined) =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined
