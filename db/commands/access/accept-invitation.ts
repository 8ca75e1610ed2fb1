import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Context, inTransaction } from '@/db/transaction'
import { NOBODY } from '@/lib/access/actor'
import { checkPassword } from '@/lib/access/password'
import { acceptInvitationInput } from '@/lib/access/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { isCommonPassword } from './common-passwords'
import { type OpenedSession, openSession } from './open-session'
import { hashPassword } from './password-hash'
import type { Attempt } from './sign-in'
import { hashOfToken } from './token'

export type InvitationFacts = { displayName: string; locale: 'fa' | 'en'; handle: string | null }

/** What the page of a link may show; null when the link no longer works or never did. */
export async function invitationOf(token: string): Promise<InvitationFacts | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null
  const ctx: Context = { actor: NOBODY, now: new Date(0), requestId: 'page' }
  return inTransaction(ctx, async (db) => {
    const rows = await db.execute(sql`select app.invitation_facts(${hashOfToken(token)}) as facts`)
    const raw = (rows as unknown as { facts: InvitationFacts | string | null }[])[0]?.facts
    return typeof raw === 'string' ? (JSON.parse(raw) as InvitationFacts) : (raw ?? null)
  })
}

/** Sets the first (or a new) password by a one-time link and signs in. E-ACC-05: the link no longer works. */
export async function acceptInvitation(
  attempt: Attempt,
  input: z.input<typeof acceptInvitationInput>,
): Promise<OpenedSession & { userId: string }> {
  const given = acceptInvitationInput.parse(input)
  const facts = await invitationOf(given.token)
  if (!facts) throw new AppError('E-ACC-05')
  if (!facts.handle && !given.handle) throw new AppError('E-ACC-04')
  orThrow(checkPassword(given.password, [facts.displayName, facts.handle ?? given.handle?.handle ?? '']))
  if (isCommonPassword(given.password)) throw new AppError('E-ACC-10')
  const hash = await hashPassword(given.password)
  const ctx: Context = { actor: NOBODY, now: attempt.now, requestId: attempt.requestId }
  return inTransaction(ctx, async (db) => {
    const rows = await db.execute(sql`select app.accept_invitation(${hashOfToken(given.token)}, ${hash},
      ${given.handle?.handle ?? null}, ${given.handle?.kind ?? null}, ${attempt.requestId}) as who`)
    const userId = (rows as unknown as { who: string | null }[])[0]?.who
    if (!userId) throw new AppError('E-ACC-05')
    const opened = await openSession(db, {
      userId,
      device: attempt.device,
      how: 'invitation',
      requestId: attempt.requestId,
    })
    return { ...opened, userId }
  })
}
