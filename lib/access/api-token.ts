import { z } from 'zod'
import { cleanText } from '../shared/persian-text'
import type { Power } from './policy'

/** What of the plan a token may be made for, and the power somebody must hold over a county or more to make one for it. */
export const TOKEN_EXPORTS = {
  figures: 'see',
  sessions: 'see',
  attendance: 'marks',
  people: 'people',
  completed: 'people',
} as const satisfies Record<string, Power>
export type TokenExport = keyof typeof TOKEN_EXPORTS
export const TOKEN_EXPORT_NAMES = Object.keys(TOKEN_EXPORTS) as TokenExport[]
export const isTokenExport = (text: string): text is TokenExport => Object.hasOwn(TOKEN_EXPORTS, text)

/** How often a token may ask in a minute. A program that needs more has asked for the same thing twice. */
export const ASKS_A_MINUTE = 30
export const TOKEN_DAYS = [30, 90, 366] as const
/** A token begins with this, so that whoever finds one lying about knows what it is. */
export const TOKEN_PREFIX = 'tabavar_'
export const TOKEN = /^Bearer tabavar_([A-Za-z0-9_-]{43})$/

export const makeTokenInput = z.object({
  name: z.string('E-GEN-01').transform(cleanText).pipe(z.string().min(2, 'E-GEN-01').max(60, 'E-GEN-01')),
  exports: z.array(z.enum(TOKEN_EXPORT_NAMES, 'E-GEN-01'), 'E-GEN-01').min(1, 'E-GEN-01'),
  days: z.coerce
    .number('E-GEN-01')
    .refine((days) => (TOKEN_DAYS as readonly number[]).includes(days), 'E-GEN-01'),
})
export const revokeTokenInput = z.object({ tokenId: z.uuid('E-GEN-02') })
