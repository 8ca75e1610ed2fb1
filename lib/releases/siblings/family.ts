import { SERVICE_DOMAINS } from '@/lib/charities/kinds'
import type { Sibling } from './kinds'

/**
 * What a figure counts. All but `JOBS` are told as they are (decision on publication, classes a and c: counts of places, groups,
 * organisations, agreements, associations and kinds of service; person-hours of a province). `JOBS` counts people at work, is told
 * of a province alone and as any count of people is: rounded, or that they are too few.
 */
export type Counts =
  | 'PLACES'
  | 'GROUPS'
  | 'SERVICES'
  | 'ORGANISATIONS'
  | 'AGREEMENTS'
  | 'ASSOCIATIONS'
  | 'PERSON_HOURS'
  | 'JOBS'

export const SIBLING_CODES = [
  ...(['H-01', 'H-09', 'H-03'] as const),
  ...(['PROVIDERS', 'D-04', 'AGREEMENTS', 'D-01', 'D-02'] as const),
  ...(['A-01', 'A-02', 'AT_WORK', 'A-05'] as const),
]
export type SiblingCode = (typeof SIBLING_CODES)[number]

export type SiblingTable = {
  code: SiblingCode
  level: 'province' | 'county'
  /** What its cells are told apart by: nothing, the trade of a group, the field of a service. */
  by: 'TRADE' | 'DOMAIN' | null
  counts: Counts
  /** Whether a plan or a source says how many there are to be. */
  target: boolean
}

const table = (
  code: SiblingCode,
  level: SiblingTable['level'],
  counts: Counts,
  more: Partial<Pick<SiblingTable, 'by' | 'target'>> = {},
): SiblingTable => ({ code, level, counts, by: null, target: false, ...more })

/**
 * Every table that a programme's release may hold, and no other. Groups are told by trade for the province and by county without
 * their trade: five women with a trade in one county would be known to their neighbours. Associations are told without their
 * capacity group, charities' fields for the province alone.
 */
export const FAMILY: Record<Sibling, readonly SiblingTable[]> = {
  HAMYAR: [
    table('H-01', 'province', 'GROUPS', { target: true }),
    table('H-09', 'province', 'GROUPS', { target: true }),
    table('H-03', 'province', 'JOBS'),
    table('H-01', 'county', 'GROUPS', { target: true }),
    table('H-01', 'province', 'GROUPS', { by: 'TRADE' }),
  ],
  CHARITY: [
    table('PROVIDERS', 'province', 'ORGANISATIONS'),
    table('D-04', 'province', 'ORGANISATIONS'),
    table('AGREEMENTS', 'province', 'AGREEMENTS'),
    table('D-01', 'province', 'SERVICES', { target: true }),
    table('D-02', 'province', 'SERVICES', { target: true }),
    table('D-04', 'county', 'ORGANISATIONS'),
    table('AGREEMENTS', 'county', 'AGREEMENTS'),
    table('D-04', 'province', 'ORGANISATIONS', { by: 'DOMAIN' }),
    table('AGREEMENTS', 'province', 'AGREEMENTS', { by: 'DOMAIN' }),
  ],
  ASSOCIATION: [
    table('A-01', 'province', 'PLACES', { target: true }),
    table('A-02', 'province', 'ASSOCIATIONS'),
    table('AT_WORK', 'province', 'ASSOCIATIONS'),
    table('A-05', 'province', 'PERSON_HOURS'),
    table('A-02', 'county', 'ASSOCIATIONS'),
    table('AT_WORK', 'county', 'ASSOCIATIONS'),
  ],
}

/** The trades that are not named, together. */
export const OTHER_TRADES = 'OTHER'
export const DOMAINS: readonly string[] = SERVICE_DOMAINS

export const unitOf = ({ counts }: Pick<SiblingTable, 'counts'>) =>
  counts === 'PERSON_HOURS' ? 'minutes' : 'count'

/** The table a figure belongs to; null where no release has it. */
export function tableOf(
  programme: Sibling,
  figure: { code: string; county: string | null; category: string | null },
): SiblingTable | null {
  const level = figure.county === null ? 'province' : 'county'
  return (
    FAMILY[programme].find(
      (one) =>
        one.code === figure.code && one.level === level && (one.by === null) === (figure.category === null),
    ) ?? null
  )
}
