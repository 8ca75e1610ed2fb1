import { latinDigits } from './number'

/** What stands after the question mark of an address, as Next hands it over. */
export type Query = { [name: string]: string | string[] | undefined }

const LONGEST = 80
const LAST_PAGE = 10_000

/** The filters an address asks for: each once, trimmed, not longer than anybody types. What is empty is not asked for. */
export function filtersOf<Name extends string>(
  query: Query,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const asked: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = query[name]
    const text = typeof value === 'string' ? value.trim().slice(0, LONGEST) : ''
    if (text !== '') asked[name] = text
  }
  return asked
}

/** The page an address asks for, in any digits; the first where it names none. */
export function pageOf(query: Query): number {
  const { page } = query
  const number = typeof page === 'string' ? Math.trunc(Number(latinDigits(page))) : 1
  return Math.min(LAST_PAGE, Math.max(1, number || 1))
}

export const pagesOf = (total: number, size: number): number => Math.ceil(total / size)

/** The address of a list: its filters, and its page unless it is the first. */
export function listAddress(base: string, filters: Partial<Record<string, string>>, page = 1): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text ? `${base}?${text}` : base
}
