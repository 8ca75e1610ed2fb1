import type { Grant, Programme, Role } from './policy'

type Rule = { at: readonly Grant['kind'][]; programme: Programme | null }

/** Where each role can be held, and the programme it is for (null: all of them). SYSTEM is held by no person. */
const ROLE_PLACES: Record<Exclude<Role, 'SYSTEM'>, Rule> = {
  FACILITATOR: { at: ['UNIT'], programme: 'RESILIENCE' },
  PROVINCE_OFFICER: { at: ['PROVINCE'], programme: 'RESILIENCE' },
  PROVINCE_DIRECTOR: { at: ['PROVINCE'], programme: 'RESILIENCE' },
  COUNTY_OFFICER: { at: ['COUNTY'], programme: 'RESILIENCE' },
  TRAINER: { at: ['UNIT'], programme: 'RESILIENCE' },
  WELFARE_OFFICER: { at: ['PROVINCE'], programme: 'HAMYAR' },
  SOCIAL_WORKER: { at: ['UNIT', 'COUNTY'], programme: 'HAMYAR' },
  GROUP_BOOKKEEPER: { at: ['UNIT'], programme: 'HAMYAR' },
  ASSOCIATION_OFFICER: { at: ['PROVINCE'], programme: 'ASSOCIATION' },
  CULTURAL_OFFICER: { at: ['COUNTY'], programme: 'ASSOCIATION' },
  COUNTY_WELFARE_OFFICER: { at: ['COUNTY'], programme: 'HAMYAR' },
  CHARITY_OFFICER: { at: ['PROVINCE', 'COUNTY'], programme: 'CHARITY' },
  PROVIDER: { at: ['UNIT'], programme: 'CHARITY' },
  VOLUNTEER_COORDINATOR: { at: ['UNIT'], programme: 'ASSOCIATION' },
  COUNSELLOR: { at: ['COUNTY', 'PROVINCE'], programme: null },
  NATIONAL_VIEWER: { at: ['NATION', 'PROVINCE'], programme: null },
  AUDITOR: { at: ['PROVINCE', 'NATION'], programme: null },
  ADMIN: { at: ['PROVINCE', 'NATION'], programme: null },
}

export type GivenRole = keyof typeof ROLE_PLACES
export const GIVEN_ROLES = Object.keys(ROLE_PLACES) as GivenRole[]

export function programmeOf(role: GivenRole): Programme | null {
  return ROLE_PLACES[role].programme
}

/** Whether a role can be held at a node: its kind fits, and a unit is one of the role's programme. */
export function roleFits(
  role: GivenRole,
  node: { kind: Grant['kind']; programme: Programme | null },
): boolean {
  const rule = ROLE_PLACES[role]
  return (
    rule.at.includes(node.kind) && (!node.programme || !rule.programme || node.programme === rule.programme)
  )
}
