import type { Claims } from './claims'

/**
 * VALID; REVOKED and EXPIRED: it was ours and no longer holds; ALTERED: what is said is not what was signed; UNKNOWN: we
 * never gave it.
 */
export const VERDICTS = ['VALID', 'REVOKED', 'EXPIRED', 'ALTERED', 'UNKNOWN'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A certificate as the office's own records tell it. */
export type Standing = {
  number: string
  minutes: number
  issuedOn: string
  expiresOn: string | null
  revokedOn: string | null
  /** The period of a volunteer's hours; null of all others. */
  from: string | null
  until: string | null
}

/** Whether what was signed is what is written down; a certificate whose two halves differ was made by somebody else. */
export const agrees = (claims: Claims, row: Standing): boolean =>
  claims.n === row.number &&
  claims.m === row.minutes &&
  claims.d === row.issuedOn &&
  (claims.x ?? null) === row.expiresOn &&
  (claims.f ?? null) === row.from &&
  (claims.t ?? null) === row.until

/** What holds of it on a day; what was taken back stays taken back though it would have ended anyway. */
export function verdictOf(
  { revokedOn, expiresOn }: Pick<Standing, 'revokedOn' | 'expiresOn'>,
  today: string,
): Verdict {
  if (revokedOn !== null) return 'REVOKED'
  return expiresOn !== null && today >= expiresOn ? 'EXPIRED' : 'VALID'
}
