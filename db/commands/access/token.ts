import 'server-only'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { keyring } from '@/lib/env'

/** A secret for a cookie or a link: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of it. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A keyed hash, so that the database holds neither sign-in names nor networks that were tried. */
export function blind(kind: string, ...parts: string[]): string {
  const key = Buffer.from(keyring().indexKey, 'base64')
  return `${kind}:${createHmac('sha256', key)
    .update(JSON.stringify([kind, ...parts]))
    .digest('base64url')}`
}
