import type { GivenRole } from '@/lib/access/role-place'

/** The letter of each role in the rows of roles-rows.ts. */
export const LETTERS: Record<GivenRole, string> = {
  FACILITATOR: 'F',
  PROVINCE_OFFICER: 'O',
  PROVINCE_DIRECTOR: 'D',
  COUNTY_OFFICER: 'C',
  TRAINER: 'T',
  WELFARE_OFFICER: 'W',
  SOCIAL_WORKER: 'S',
  GROUP_BOOKKEEPER: 'B',
  COUNTY_WELFARE_OFFICER: 'H',
  ASSOCIATION_OFFICER: 'A',
  CULTURAL_OFFICER: 'K',
  VOLUNTEER_COORDINATOR: 'V',
  CHARITY_OFFICER: 'G',
  PROVIDER: 'P',
  COUNSELLOR: 'L',
  NATIONAL_VIEWER: 'N',
  AUDITOR: 'U',
  ADMIN: 'M',
}
export const ALL = Object.values(LETTERS).join('')

/** Nobody signed in, and somebody whose second factor is due, beside the roles. */
export const SIGNED_OUT = '-'
export const FACTOR_DUE = '!'
export const EVERYBODY = [...ALL, SIGNED_OUT, FACTOR_DUE]

/** What came back: it opens, is refused, wants more than was sent, leads to the way in, to the second factor or to another page. */
export type Answer = 'opens' | 'refused' | 'asks more' | 'sign-in' | 'factor' | 'elsewhere' | 'broken'

export function answerOf(status: number, location: string): Answer {
  if (status < 300) return 'opens'
  if (status >= 500) return 'broken'
  if (status === 401 || (status < 400 && /^\/(fa|en)\/sign-in(\?|$)/.test(location))) return 'sign-in'
  if (status < 400) return /^\/(fa|en)\/second-factor(\?|$)/.test(location) ? 'factor' : 'elsewhere'
  return status === 403 || status === 404 ? 'refused' : 'asks more'
}

/**
 * A row: by answer the letters of whom it is given to; whoever is in none of them is refused. `out` and `due`: what nobody signed in and
 * who owes her second factor meet.
 */
export type Expected = Partial<Record<Answer, string>> & { out?: Answer; due?: Answer }

export function expectedAt({ out, due, ...row }: Expected, who: string): Answer {
  if (who === SIGNED_OUT) return out ?? 'sign-in'
  if (who === FACTOR_DUE) return due ?? 'factor'
  const given = Object.entries(row).find(([, letters]) => letters.includes(who))
  return (given?.[0] as Answer | undefined) ?? 'refused'
}

export type Got = { route: string; who: string; answer: Answer }

/** The cells in which what came back is not what is written. */
export const wrongCells = (rows: Record<string, Expected>, got: readonly Got[]): string[] =>
  got.flatMap(({ route, who, answer }) => {
    const expected = expectedAt(rows[route]!, who)
    return expected === answer ? [] : [`${route} for ${who}: ${answer} instead of ${expected}`]
  })
