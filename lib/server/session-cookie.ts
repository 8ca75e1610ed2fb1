import { createHash } from 'node:crypto'
import { decode, encode } from 'next-auth/jwt'

/**
 * The session cookie, from its text to the hash the database knows: pure, for Next and for the front server alike.
 * The cookie is next-auth's encrypted token and carries one opaque id; everything else about a session is a row.
 */
export type CookieKeys = { secret: string; secure: boolean }

const CACHE_SIZE = 2000
const SID = /^[A-Za-z0-9_-]{43}$/

/** `__Host-tabavar` everywhere but on plain http on this very machine, where a browser would refuse it. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-tabavar' : 'tabavar'
}

/** Whether people reach this address over https (or must: plain http is for loopback only). */
export function isSecureAddress(address: string): boolean {
  const url = new URL(address)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || !loopback
}

/** What app.auth_session keeps of a session id. */
export const hashOfSid = (value: string): Buffer => createHash('sha256').update(value).digest()

/** The value of the cookie for a session id. */
export function encodeSid(sid: string, seconds: number, secret: string): Promise<string> {
  return encode({ token: { sid }, secret, maxAge: seconds })
}

export type OpenToken = { sid: string; issuedAt: number; expiresAt: number }

/** What a cookie's value says, or null when it is not ours, was changed, or has run out. */
export async function openToken(value: string, secret: string): Promise<OpenToken | null> {
  try {
    const token = await decode({ token: value, secret })
    const { sid, iat, exp } = token ?? {}
    if (typeof sid !== 'string' || !SID.test(sid) || typeof iat !== 'number' || typeof exp !== 'number')
      return null
    return { sid, issuedAt: iat, expiresAt: exp }
  } catch {
    return null
  }
}

/** The value of one cookie in a Cookie header. */
export function cookieValue(header: string | null | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

type Known = { hash: Buffer; expiresAt: number }

/**
 * A reader from a Cookie header to the session's hash, or null. It remembers the cookies it has opened lately, because
 * opening one costs more than the rest of a request; whether the session still stands is asked of the database each time.
 */
export function sessionReader({
  secret,
  secure,
}: CookieKeys): (cookieHeader: string | null | undefined) => Promise<Buffer | null> {
  const name = sessionCookieName(secure)
  const known = new Map<string, Known>()
  return async (cookieHeader) => {
    const value = cookieValue(cookieHeader, name)
    if (!value || value.length > 1024) return null
    const hit = known.get(value)
    if (hit) {
      known.delete(value)
      if (hit.expiresAt * 1000 <= Date.now()) return null
      known.set(value, hit)
      return hit.hash
    }
    const token = await openToken(value, secret)
    if (!token) return null
    const hash = hashOfSid(token.sid)
    known.set(value, { hash, expiresAt: token.expiresAt })
    if (known.size > CACHE_SIZE) known.delete(known.keys().next().value as string)
    return hash
  }
}
