import { latinDigits } from '@/lib/shared/number'
import type { Role } from './policy'

/**
 * Roles that see or decide for many people and so must show a second factor. Twin: app.factor_roles. Demonstration
 * accounts are exempt: their password is printed for everybody.
 */
export const FACTOR_ROLES: readonly Role[] = [
  'PROVINCE_OFFICER',
  'PROVINCE_DIRECTOR',
  'WELFARE_OFFICER',
  'COUNTY_OFFICER',
  'COUNTY_WELFARE_OFFICER',
  'ADMIN',
  'AUDITOR',
  'COUNSELLOR',
  'ASSOCIATION_OFFICER',
  'CHARITY_OFFICER',
]

export const factorRequired = (roles: readonly Role[], isDemo: boolean) =>
  !isDemo && roles.some((role) => FACTOR_ROLES.includes(role))

/**
 * How long a shown factor serves for what cannot be taken back: publishing, a file that leaves the house, an identifier
 * in the clear. Long enough to finish one such act, shorter than a visit of somebody else to a desk left open; a measure
 * of safety, so a constant and not a rule the office sets. Twin: app.set_factor, app.drop_factor.
 */
export const STEP_UP_MINUTES = 10

type Shown = {
  isDemo: boolean
  factorKept?: boolean
  factorMs?: number | null
  grants: readonly { role: Role }[]
}

/** Whether the factor has to be shown again before such an act. An account that has none and needs none is not asked. */
export function stepUpDue(who: Shown, nowMs: number): boolean {
  const has =
    who.factorKept ||
    factorRequired(
      who.grants.map((grant) => grant.role),
      who.isDemo,
    )
  if (who.isDemo || !has) return false
  return who.factorMs == null || nowMs - who.factorMs > STEP_UP_MINUTES * 60_000
}

export type TypedCode = { kind: 'CODE' | 'RECOVERY'; text: string }

/** Letters and digits of a recovery code that are not mistaken for each other. */
export const RECOVERY_LETTERS = '23456789abcdefghjkmnpqrstuvwxyz'
export const RECOVERY_LENGTH = 16
export const RECOVERY_CODES = 10

/** Six digits in any script, spaced or not, or a recovery code; null when it is neither. */
export function typedCode(typed: string): TypedCode | null {
  const plain = latinDigits(typed)
    .toLowerCase()
    .replace(/[\s\u200c\u200e\u200f\u2066-\u2069-]/g, '')
  if (/^\d{6}$/.test(plain)) return { kind: 'CODE', text: plain }
  const right =
    plain.length === RECOVERY_LENGTH && [...plain].every((letter) => RECOVERY_LETTERS.includes(letter))
  return right ? { kind: 'RECOVERY', text: plain } : null
}

/** In fours, as people copy it. */
export const inFours = (text: string, between: string) => text.match(/.{1,4}/g)?.join(between) ?? ''
