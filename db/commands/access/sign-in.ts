import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { type Context, inTransaction } from '@/db/transaction'
import { NOBODY } from '@/lib/access/actor'
import { parseHandle } from '@/lib/access/handle'
import type { Role } from '@/lib/access/policy'
import { signInInput } from '@/lib/access/schema'
import { latinDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { type OpenedSession, openSession } from './open-session'
import { passwordMatches } from './password-hash'
import { clearTries, giveStrangersTry, takeStrangersTry, takeTry, throttleKeys } from './throttle'
import { blind } from './token'

/** What is known of a try beside what was typed. `network` is lib/access/network's, never a whole address. */
export type Attempt = { now: Date; requestId: string; network: string; device: string | null }
export type SignedIn = OpenedSession & { userId: string; roles: Role[]; locale: 'fa' | 'en' }

type Facts = {
  userId: string
  scopeId: number
  status: string
  passwordHash: string | null
  locale: 'fa' | 'en'
  roles: Role[]
}

/**
 * Opens a session for a sign-in name and its password. An unknown name, a wrong password and a disabled account are one
 * answer (E-ACC-06) after the same work. E-ACC-03 says how long to wait; nobody is ever locked out for good.
 */
export async function signIn(attempt: Attempt, input: z.input<typeof signInInput>): Promise<SignedIn> {
  const { handle: typed, password } = signInInput.parse(input)
  const parsed = parseHandle(typed)
  const handle = parsed.ok ? parsed.value.handle : latinDigits(typed).toLowerCase()
  const keys = throttleKeys(handle, attempt.network)
  const ctx: Context = { actor: NOBODY, now: attempt.now, requestId: attempt.requestId }
  const { wait, facts } = await inTransaction(ctx, async (db) => {
    const strangers = await takeStrangersTry(db, keys, attempt.now, attempt.requestId)
    const seconds = strangers > 0 ? strangers : await takeTry(db, keys)
    const rows = await db.execute(sql`select app.sign_in_facts(${handle}) as facts`)
    const raw = (rows as unknown as { facts: Facts | string | null }[])[0]?.facts
    return { wait: seconds, facts: typeof raw === 'string' ? (JSON.parse(raw) as Facts) : (raw ?? null) }
  })
  if (wait > 0) throw new AppError('E-ACC-03', { seconds: wait })
  const right = (await passwordMatches(facts?.passwordHash, password)) && facts?.status === 'ACTIVE'
  const opened = await inTransaction(ctx, async (db) => {
    if (right && facts) {
      await giveStrangersTry(db, keys)
      await clearTries(db, keys)
      return openSession(db, {
        userId: facts.userId,
        device: attempt.device,
        how: 'password',
        requestId: attempt.requestId,
      })
    }
    await audit(db, ctx, {
      action: 'access.sign-in-failed',
      entity: 'user_account',
      entityId: facts?.userId ?? blind('name', handle),
      scopeId: facts?.scopeId ?? 1,
    })
    return null
  })
  if (!opened || !facts) throw new AppError('E-ACC-06')
  return { ...opened, userId: facts.userId, roles: facts.roles, locale: facts.locale }
}
