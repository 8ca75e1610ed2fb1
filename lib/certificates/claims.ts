import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'

const day = z.string().refine(isIsoDay)
export const SERIAL = /^[\w-]{22}$/

/**
 * What the code on a certificate says, signed: its serial and number, the initials of whom it is for, the programme's run,
 * minutes, the day it was given and, where it ends, the first day it no longer holds. Of a volunteer's hours the province
 * stands in the place of the run, and the first and last day of the period. Nothing that finds anybody.
 */
export const Claims = z.strictObject({
  s: z.string().regex(SERIAL),
  n: z.string().min(1).max(80),
  i: z.string().max(80),
  p: z.string().max(200),
  m: z.int().min(0),
  d: day,
  x: day.optional(),
  f: day.optional(),
  t: day.optional(),
})
export type Claims = z.infer<typeof Claims>

/** A public key as it is published, the retired ones among them. */
export type PublicKey = { kid: string; publicKey: string; madeOn: string; retiredOn: string | null }

/** The same as a key of a JSON Web Key Set. */
export const jwkOf = ({ kid, publicKey, retiredOn }: PublicKey) => ({
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  use: 'sig',
  kid,
  x: publicKey,
  ...(retiredOn ? { retired: retiredOn } : {}),
})

/** The one spelling of the head of a signed certificate under a key; whatever begins otherwise is none of ours. */
export const headOf = (kid: string) => ({ alg: 'EdDSA', kid })

export type Presented = { token: string } | { serial: string }

/**
 * What somebody hands in to be checked: the address in the code, what stands behind its «#», or the serial as it is
 * printed. Null where it is none of these.
 */
export function presented(typed: string): Presented | null {
  const plain = typed.replace(/[\s\u200b-\u200f\u2066-\u2069]/g, '')
  const text = plain.slice(plain.lastIndexOf('#') + 1)
  if (text.length > 4000) return null
  if (/^[^.]+\.[^.]+\.[^.]+$/.test(text)) return { token: text }
  return SERIAL.test(text) ? { serial: text } : null
}
