/**
 * Lists whose filters can be kept under a name, each with its address and what of the address is kept: never `q`, which is a
 * person's name as often as not, nor a page.
 */
export const LISTS = {
  people: { path: '/people', filters: ['run', 'county', 'place', 'status'] },
  cohorts: { path: '/cohorts', filters: ['run', 'county', 'status'] },
  sessions: { path: '/sessions', filters: ['run', 'state', 'county'] },
  hamyar: { path: '/hamyar', filters: ['county', 'trade', 'set', 'state', 'short'] },
  needs: { path: '/charities', filters: ['province', 'county', 'domain', 'state'] },
} as const satisfies Record<string, { path: string; filters: readonly string[] }>
export type ListName = keyof typeof LISTS
export const LIST_NAMES = Object.keys(LISTS) as [ListName, ...ListName[]]

/** Of what an address asks for, what a view of that list keeps. */
export function keptFilters(list: ListName, asked: Partial<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    LISTS[list].filters.flatMap((name) => {
      const value = asked[name]
      return value ? [[name, value]] : []
    }),
  )
}
