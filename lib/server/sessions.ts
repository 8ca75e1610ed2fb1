import 'server-only'
import { env, keyring } from '@/lib/env'
import { type CookieKeys, isSecureAddress, sessionReader } from './session-cookie'

let keys: CookieKeys | undefined
let reader: ReturnType<typeof sessionReader> | undefined

/** How this installation seals and names its session cookie. */
export function cookieKeys(): CookieKeys {
  keys ??= { secret: keyring().authSecret, secure: isSecureAddress(env().NEXTAUTH_URL) }
  return keys
}

/** The hash of the session a Cookie header names, or null. */
export function sessionHashOf(cookieHeader: string | null | undefined): Promise<Buffer | null> {
  reader ??= sessionReader(cookieKeys())
  return reader(cookieHeader)
}
