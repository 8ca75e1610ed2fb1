/** Who may do what. The database holds the same table (`app.role_power`); a test compares the two. */
export const POWERS = [
  'see',
  'marks',
  'people',
  'record',
  'review',
  'enrol',
  'run',
  'rules',
  'prepare',
  'sign',
  'audit',
  'accounts',
  'counsel',
  'book',
  'devolve',
  'deliver',
] as const
/**
 * see: facts of the programme · marks: attendance and enrolments, without names · people: names and identifiers ·
 * record: write registers · review: approve, return, reopen · enrol: register people · run: plan and staff ·
 * rules: change rules · prepare and sign: releases · audit: read the audit · accounts: people who sign in ·
 * counsel: people who asked, with consent, to be called · book: a hamyar group's own book, which nobody else reads ·
 * devolve: needs, charities and
 * agreements · deliver: a charity's answers to offers, and what it delivered.
 */
export type Power = (typeof POWERS)[number]

const OFFICE: Power[] = ['see', 'marks', 'people', 'record', 'review', 'enrol', 'run', 'prepare']

export const ROLE_POWERS = {
  FACILITATOR: ['see', 'marks', 'people', 'record', 'enrol'],
  PROVINCE_OFFICER: OFFICE,
  PROVINCE_DIRECTOR: [...OFFICE, 'sign', 'rules', 'audit'],
  COUNTY_OFFICER: ['see', 'marks', 'people', 'enrol'],
  TRAINER: ['see', 'marks', 'people', 'record'],
  WELFARE_OFFICER: OFFICE,
  SOCIAL_WORKER: ['see', 'marks', 'people', 'record', 'enrol'],
  GROUP_BOOKKEEPER: ['book'],
  ASSOCIATION_OFFICER: ['see', 'marks', 'record', 'run'],
  CULTURAL_OFFICER: ['see', 'run'],
  COUNTY_WELFARE_OFFICER: ['see', 'marks', 'people', 'review'],
  CHARITY_OFFICER: ['see', 'devolve', 'deliver'],
  PROVIDER: ['see', 'deliver'],
  VOLUNTEER_COORDINATOR: ['see', 'record'],
  COUNSELLOR: ['counsel'],
  NATIONAL_VIEWER: [],
  AUDITOR: ['see', 'marks', 'audit'],
  ADMIN: ['see', 'accounts'],
  SYSTEM: POWERS,
} as const satisfies Record<string, readonly Power[]>

export type Role = keyof typeof ROLE_POWERS
export const ROLES = Object.keys(ROLE_POWERS) as Role[]

export type Programme = 'RESILIENCE' | 'HAMYAR' | 'CHARITY' | 'ASSOCIATION'

/** A role held at a node of the scope tree; `path` are the nodes from the root to it. */
export type Grant = {
  role: Role
  scopeId: number
  path: readonly number[]
  kind: 'NATION' | 'PROVINCE' | 'COUNTY' | 'UNIT'
  programme: Programme | null
}

/** Where something is: the nodes from the root down to it, and the programme of its unit (null above units). */
export type Place = { path: readonly number[]; programme?: Programme | null }

/** What a grant of a programme beside the plan gives above its units too; everything else there is the plan's. Twin: app.shared_powers. */
export const SHARED_POWERS: readonly Power[] = [
  ...(['see', 'audit', 'accounts'] as const),
  ...(['counsel', 'book', 'devolve', 'deliver'] as const),
]

/** Whether one of the grants gives the power in that place. Twin: app.find_scope. */
export function can(grants: readonly Grant[], power: Power, where: Place): boolean {
  const reaches = ({ programme }: Grant) =>
    programme === null ||
    (where.programme
      ? programme === where.programme
      : programme === 'RESILIENCE' || SHARED_POWERS.includes(power))
  return grants.some(
    (g) =>
      (ROLE_POWERS[g.role] as readonly Power[]).includes(power) &&
      where.path.includes(g.scopeId) &&
      reaches(g),
  )
}

/** Whether she reviews there, whichever programme it is for: the desk of doubles is kept above the units for all. Twin: app.desk_of_doubles. */
export const reviewsDoubles = (grants: readonly Grant[], { path }: Place): boolean =>
  grants.some((g) => (ROLE_POWERS[g.role] as readonly Power[]).includes('review') && path.includes(g.scopeId))

/** Whether one of the grants gives the power anywhere at all, or anywhere in a programme; for menus and first refusals. */
export function canSomewhere(grants: readonly Grant[], power: Power, programme?: Programme): boolean {
  return grants.some(
    (g) =>
      (ROLE_POWERS[g.role] as readonly Power[]).includes(power) &&
      (!programme || g.programme === null || g.programme === programme),
  )
}
