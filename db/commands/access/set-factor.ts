import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inTransaction } from '@/db/transaction'
import { ACCOUNTS_KEY, sealBytes } from '@/db/vault'
import { factorRequired, typedCode } from '@/lib/access/factor'
import type { Role } from '@/lib/access/policy'
import { showFactorInput } from '@/lib/access/schema'
import { AppError } from '@/lib/shared/result'
import { type Browser, browserOf, factorSpot, nobody } from './second-factor'
import type { Attempt } from './sign-in'
import { clearTries, takeTry, throttleKeys } from './throttle'
import { hashOfRecovery, newRecoveryCodes, proposedSecret, secretUri, stepOf } from './totp'

/** A new secret for somebody to take into her app, and what its QR code says. Nothing is stored before she proves that she has it. */
export function proposeFactor(browser: Browser, host: string): { secret: string; uri: string } {
  const secret = proposedSecret(browser.sessionId, browser.sealed)
  return { secret, uri: secretUri(secret, browser.handle ?? browser.userId, host) }
}

/**
 * Makes a proposed secret the account's second factor, once a code of it is right, and answers the recovery codes, which
 * are shown now and never again. E-ACC-18: the factor before it must be shown first.
 */
export async function confirmFactor(
  attempt: Attempt,
  hash: Buffer,
  input: z.input<typeof showFactorInput>,
): Promise<{ codes: string[]; roles: Role[] }> {
  const { code: typed } = showFactorInput.parse(input)
  const browser = await browserOf(hash)
  if (!browser) throw new AppError('E-ACC-02')
  if (browser.due === 'SHOW') throw new AppError('E-ACC-18')
  const secret = proposedSecret(browser.sessionId, browser.sealed)
  const ctx = nobody(attempt)
  const keys = throttleKeys(`second factor of ${browser.userId}`, attempt.network)
  const wait = await inTransaction(ctx, (db) => takeTry(db, keys))
  if (wait > 0) throw new AppError('E-ACC-03', { seconds: wait })
  const code = typedCode(typed)
  const step = code?.kind === 'CODE' ? await stepOf(secret, code.text, attempt.now, 0) : null
  if (step === null) throw new AppError('E-ACC-17')
  const codes = newRecoveryCodes()
  const kept = JSON.stringify(codes.map((one) => hashOfRecovery(one).toString('hex')))
  const sealed = sealBytes(ACCOUNTS_KEY, factorSpot(browser.userId), Buffer.from(secret, 'utf8'))
  return inTransaction(ctx, async (db) => {
    const rows = await db.execute(sql`select app.set_factor(${hash}, ${sealed}, ${step}::int,
      array(select decode(x, 'hex') from jsonb_array_elements_text(${kept}::jsonb) x), ${attempt.requestId}) as done`)
    if (!(rows as unknown as { done: boolean }[])[0]?.done) throw new AppError('E-ACC-18')
    await clearTries(db, keys)
    return { codes, roles: browser.roles }
  })
}

/** Gives up one's own second factor. E-ACC-19: a role asks for it; E-ACC-18: it must be shown first. */
export async function dropFactor(
  attempt: Pick<Attempt, 'now' | 'requestId'>,
  hash: Buffer,
): Promise<{ dropped: true }> {
  const browser = await browserOf(hash)
  if (!browser || browser.due) throw new AppError('E-ACC-02')
  if (factorRequired(browser.roles, browser.isDemo)) throw new AppError('E-ACC-19')
  const rows = await inTransaction(nobody(attempt), (db) =>
    db.execute(sql`select app.drop_factor(${hash}, ${attempt.requestId}) as done`),
  )
  if (!(rows as unknown as { done: boolean }[])[0]?.done) throw new AppError('E-ACC-18')
  return { dropped: true }
}
