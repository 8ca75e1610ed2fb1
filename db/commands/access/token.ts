import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { keyedText } from '../../index-key'

/** A secret for a cookie or a link: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of it. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A keyed hash, so that the database holds neither sign-in names nor networks that were tried. */
export const blind = (kind: string, ...parts: string[]): string =>
  keyedText(kind, JSON.stringify([kind, ...parts]))
