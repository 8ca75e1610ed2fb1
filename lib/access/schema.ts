import { z } from 'zod'
import { cleanText } from '@/lib/shared/persian-text'
import { type Handle, parseHandle } from './handle'
import { GIVEN_ROLES } from './role-place'

// The message of an issue is the code whose sentence stands beside the field.
const handle = z.string('E-ACC-04').transform((text, context): Handle => {
  const parsed = parseHandle(text)
  if (parsed.ok) return parsed.value
  context.addIssue({ code: 'custom', message: text.trim() === '' ? 'E-GEN-01' : parsed.code })
  return z.NEVER
})
const name = z
  .string('E-GEN-01')
  .transform(cleanText)
  .pipe(
    z
      .string()
      .min(1, 'E-GEN-01')
      .min(2, 'E-ACC-15')
      .max(60, 'E-ACC-15')
      .regex(/^[\p{L}\p{M}\u200c '.()-]+$/u, 'E-ACC-15'),
  )
const typed = z.string('E-GEN-01').min(1, 'E-GEN-01').max(400, 'E-ACC-09')
const role = z.enum(GIVEN_ROLES, 'E-GEN-01')
const node = z.coerce.number('E-GEN-01').int('E-GEN-01').positive('E-GEN-01')
const userId = z.uuid('E-GEN-02')

/** Whatever was typed: a wrong form must look like a wrong password. */
export const signInInput = z.object({
  handle: z.string('E-GEN-01').trim().min(1, 'E-GEN-01').max(400, 'E-ACC-06'),
  password: z.string('E-GEN-01').min(1, 'E-GEN-01').max(400, 'E-ACC-06'),
})

const twice = { password: typed, again: typed }
const same = (input: { password: string; again: string }) => input.password === input.again
const differs = { path: ['again'], message: 'E-ACC-14' }

export const changePasswordInput = z.object({ old: typed, ...twice }).refine(same, differs)

/** `handle` is asked only of an account that has none yet (an installation's first administrator). */
export const acceptInvitationInput = z
  .object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'E-ACC-05'), handle: handle.optional(), ...twice })
  .refine(same, differs)

export const createAccountInput = z.object({
  name,
  handle,
  role,
  scopeId: node,
  locale: z.enum(['fa', 'en']).default('fa'),
})

export const roleInput = z.object({ userId, role, scopeId: node })
export const endRoleInput = z.object({ grantId: z.uuid('E-GEN-02') })
export const accountInput = z.object({ userId })
export const statusInput = z.object({ userId, status: z.enum(['ACTIVE', 'DISABLED'], 'E-GEN-01') })
export const ownSessionInput = z.object({ sessionId: z.uuid('E-GEN-02') })
export const localeInput = z.object({ locale: z.enum(['fa', 'en'], 'E-GEN-01') })

export const showFactorInput = z.object({
  code: z.string('E-GEN-01').trim().min(1, 'E-GEN-01').max(100, 'E-ACC-17'),
})
