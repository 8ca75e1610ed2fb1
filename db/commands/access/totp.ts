import 'server-only'
import { createHash, randomInt } from 'node:crypto'
import { generateURI, verify } from 'otplib'
import { RECOVERY_CODES, RECOVERY_LENGTH, RECOVERY_LETTERS } from '@/lib/access/factor'
import { HASH_BYTES, keyedHash } from '../../index-key'

// What every authenticator app understands (RFC 6238): SHA-1, six digits, steps of thirty seconds; one step to each side.
const STEP_SECONDS = 30

const SECRET_BYTES = 20
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * The secret proposed to a browser: made of the installation's key and what only this browser has, so that it is the same
 * each time the page is shown (with scripts off a wrong code loads it anew) and nothing is stored before it is confirmed.
 * `before` is the factor it would replace: once that changes, so does the proposal.
 */
export function proposedSecret(sessionId: string, before: string | null): string {
  const hash = keyedHash(JSON.stringify(['second-factor', sessionId, before ?? '']))
  const bits = [...hash.subarray(-HASH_BYTES).subarray(0, SECRET_BYTES)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('')
}

/** What the QR code says. The issuer in Latin letters: some apps garble others. */
export function secretUri(secret: string, handle: string, host: string): string {
  return generateURI({ issuer: `Tabavar ${host}`, label: handle, secret })
}

/** The time step a code belongs to, or null when it is wrong or was taken before. */
export async function stepOf(
  secret: string,
  code: string,
  now: Date,
  lastStep: number,
): Promise<number | null> {
  const result = await verify({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: STEP_SECONDS,
  })
  const step = result.valid && 'timeStep' in result ? result.timeStep : null
  return step !== null && step > lastStep ? step : null
}

/** Ten codes for the day the phone is lost; each works once. */
export function newRecoveryCodes(): string[] {
  const letter = () => RECOVERY_LETTERS[randomInt(RECOVERY_LETTERS.length)]
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: RECOVERY_LENGTH }, letter).join(''),
  )
}

/** What the database keeps of one: it is as random as a key, so a plain hash serves. */
export const hashOfRecovery = (code: string): Buffer => createHash('sha256').update(code).digest()
