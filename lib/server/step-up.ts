import 'server-only'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import type { Actor } from '@/lib/access/actor'
import { stepUpDue } from '@/lib/access/factor'
import { secondFactorPath } from '@/lib/access/way-in'
import { localeOf } from './i18n'

/**
 * For pages, actions and route handlers of what cannot be taken back (publishing, a file that leaves the house, an identifier
 * in the clear): goes on when the second factor was shown in the last minutes, otherwise leads to the page that asks for it
 * and from there back to `back`, a path of ours. The command behind it asks once more: requireFreshFactor of db/transaction.
 */
export async function requireStepUp(actor: Actor, back: string): Promise<void> {
  if (stepUpDue(actor, Date.now())) await askFactor(back)
}

/** Leads to the page that asks for the second factor, and from there back. */
export async function askFactor(back: string): Promise<never> {
  redirect(secondFactorPath(localeOf(await getLocale()), back))
}
