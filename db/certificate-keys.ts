import 'server-only'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose'
import { Claims, headOf, type PublicKey } from '@/lib/certificates/claims'
import { keysFolder } from '@/lib/env'
import { keepSecrets } from './secret-file'

/** The secret halves, by the name of their key; the database holds the public ones. */
type Secrets = Record<string, { x: string; d: string }>

const file = () => join(keysFolder(), 'certificate-keys.json')
const secrets = (): Secrets =>
  existsSync(file()) ? (JSON.parse(readFileSync(file(), 'utf8')) as Secrets) : {}

const keep = (all: Secrets) => keepSecrets(file(), all)

export const holdsSecret = (kid: string): boolean => Object.hasOwn(secrets(), kid)

/** A new pair: its secret half goes into the folder of keys, its public half to the caller. */
export async function makeSigningKey(): Promise<{ kid: string; publicKey: string }> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const { x, d } = await exportJWK(privateKey)
  const kid = x!.slice(0, 11)
  keep({ ...secrets(), [kid]: { x: x!, d: d! } })
  return { kid, publicKey: x! }
}

/** Destroys every secret half but one: a retired key only ever checks. */
export function forgetSecretsBut(kid: string): void {
  const { [kid]: kept } = secrets()
  keep(kept ? { [kid]: kept } : {})
}

/** Signs what a certificate says: an EdDSA JWS in its compact form. Null where the secret half is not on this machine. */
export async function signClaims(kid: string, claims: Claims): Promise<string | null> {
  const secret = secrets()[kid]
  if (!secret) return null
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', ...secret }, 'EdDSA')
  const bytes = new TextEncoder().encode(JSON.stringify(Claims.parse(claims)))
  return new CompactSign(bytes).setProtectedHeader(headOf(kid)).sign(key)
}

/** What a signed certificate says and the key it is signed with; null where one bit of it is not ours. */
export async function openClaims(
  token: string,
  keys: readonly PublicKey[],
): Promise<{ claims: Claims; key: PublicKey } | null> {
  const parts = token.split('.')
  // Decoding forgives loose last bits; a certificate has exactly one spelling.
  if (
    parts.length !== 3 ||
    !parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
  )
    return null
  const head = Buffer.from(parts[0]!, 'base64url').toString('utf8')
  const key = keys.find(({ kid }) => head === JSON.stringify(headOf(kid)))
  if (!key) return null
  try {
    const jwk = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, 'EdDSA')
    const { payload } = await compactVerify(token, jwk, { algorithms: ['EdDSA'] })
    const claims = Claims.safeParse(JSON.parse(new TextDecoder().decode(payload)))
    return claims.success ? { claims: claims.data, key } : null
  } catch {
    return null
  }
}
