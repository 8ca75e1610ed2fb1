import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { audit } from '@/db/audit'
import { type Context, inTransaction } from '@/db/transaction'
import { ACCOUNTS_KEY, openBytes, type Spot } from '@/db/vault'
import { NOBODY } from '@/lib/access/actor'
import { typedCode } from '@/lib/access/factor'
import type { Role } from '@/lib/access/policy'
import { showFactorInput } from '@/lib/access/schema'
import { AppError } from '@/lib/shared/result'
import type { Attempt } from './sign-in'
import { clearTries, takeTry, throttleKeys } from './throttle'
import { hashOfRecovery, stepOf } from './totp'

/** A signed-in browser as the second factor knows it. It is no actor: with a factor due it may do nothing else. */
export type Browser = {
  userId: string
  sessionId: string
  scopeId: number
  isDemo: boolean
  handle: string | null
  roles: Role[]
  /** SHOW it, SET_UP one first, or nothing is due. */
  due: 'SHOW' | 'SET_UP' | null
  shownMs: number | null
  sealed: string | null
  lastStep: number
  recoveryLeft: number
}

/** Accounts belong to no single province; each secret is bound to its account. */
export const factorSpot = (userId: string): Spot => ({
  table: 'second_factor',
  column: 'sealed',
  rowId: userId,
})

export const nobody = ({ now, requestId }: Pick<Attempt, 'now' | 'requestId'>): Context => ({
  actor: NOBODY,
  now,
  requestId,
})

/** Whose browser a session's hash is, also while its factor is due; null when nobody is signed in. */
export async function browserOf(hash: Buffer): Promise<Browser | null> {
  return inTransaction(nobody({ now: new Date(0), requestId: 'page' }), async (db) => {
    const rows = await db.execute(sql`select app.factor_facts(${hash}) as facts`)
    const raw = (rows as unknown as { facts: Browser | string | null }[])[0]?.facts
    return typeof raw === 'string' ? (JSON.parse(raw) as Browser) : (raw ?? null)
  })
}

/**
 * Shows the second factor: a code of the app or one of the recovery codes, each once. At sign-in it gives the browser its
 * powers, later it renews them for a step-up. E-ACC-17: wrong, or used before; E-ACC-03 says how long to wait.
 */
export async function showFactor(
  attempt: Attempt,
  hash: Buffer,
  input: z.input<typeof showFactorInput>,
): Promise<{ how: 'CODE' | 'RECOVERY'; roles: Role[] }> {
  const { code: typed } = showFactorInput.parse(input)
  const browser = await browserOf(hash)
  if (!browser?.sealed) throw new AppError('E-ACC-02')
  const ctx = nobody(attempt)
  const keys = throttleKeys(`second factor of ${browser.userId}`, attempt.network)
  const wait = await inTransaction(ctx, (db) => takeTry(db, keys))
  if (wait > 0) throw new AppError('E-ACC-03', { seconds: wait })
  const code = typedCode(typed)
  const secret = openBytes(ACCOUNTS_KEY, factorSpot(browser.userId), browser.sealed).toString('utf8')
  const step = code?.kind === 'CODE' ? await stepOf(secret, code.text, attempt.now, browser.lastStep) : null
  const recovery = code?.kind === 'RECOVERY' ? hashOfRecovery(code.text) : null
  const shown = await inTransaction(ctx, async (db) => {
    if (step !== null || recovery) {
      const rows = await db.execute(
        sql`select app.factor_shown(${hash}, ${step}::int, ${recovery}, ${attempt.requestId}) as right`,
      )
      if ((rows as unknown as { right: boolean }[])[0]?.right) {
        await clearTries(db, keys)
        return true
      }
    }
    await audit(db, ctx, {
      action: 'access.second-factor-failed',
      entity: 'user_account',
      entityId: browser.userId,
      scopeId: browser.scopeId,
    })
    return false
  })
  if (!shown || !code) throw new AppError('E-ACC-17')
  return { how: code.kind, roles: browser.roles }
}

/** Signs a browser out whose factor is still due (or any other). */
export async function leaveBrowser(attempt: Pick<Attempt, 'now' | 'requestId'>, hash: Buffer): Promise<void> {
  await inTransaction(nobody(attempt), (db) =>
    db.execute(sql`select app.leave_browser(${hash}, ${attempt.requestId})`),
  )
}
