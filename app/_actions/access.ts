'use server'

import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { acceptInvitation } from '@/db/commands/access/accept-invitation'
import { changePassword } from '@/db/commands/access/change-password'
import { createAccount } from '@/db/commands/access/create-account'
import { endOwnSession, endSessions } from '@/db/commands/access/end-sessions'
import { invite } from '@/db/commands/access/invite'
import type { OpenedSession } from '@/db/commands/access/open-session'
import { endRole, giveRole } from '@/db/commands/access/roles'
import { setLocale } from '@/db/commands/access/set-locale'
import { setStatus } from '@/db/commands/access/set-status'
import { type Attempt, signIn as openBySignIn } from '@/db/commands/access/sign-in'
import { signOut as endBySignOut } from '@/db/commands/access/sign-out'
import type { Actor } from '@/lib/access/actor'
import type { ActionResult } from '@/lib/access/answer'
import { deviceWord } from '@/lib/access/network'
import {
  accountInput,
  endRoleInput,
  localeInput,
  ownSessionInput,
  roleInput,
  statusInput,
} from '@/lib/access/schema'
import { homePath, safeNext } from '@/lib/access/way-in'
import { env } from '@/lib/env'
import { answered, asCommand, fieldsOf, formAction } from '@/lib/server/action'
import { actorOfHash, currentActor } from '@/lib/server/actor'
import { attemptOf, dropSessionCookie, setSessionCookie } from '@/lib/server/auth'
import { localeOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { hashOfSid } from '@/lib/server/session-cookie'
import { inLocale } from '@/lib/shared/locale'
import { asTyped } from './form'

type Answer<T> = ActionResult<T> | null
/** A one-time link as it is handed on, once. */
export type Link = { link: string; hours: number }

async function pageLocale() {
  return localeOf(await getLocale())
}

async function linkOf({ token, hours }: { token: string; hours: number }): Promise<Link> {
  return { link: new URL(`/${await pageLocale()}/invitation/${token}`, env().NEXTAUTH_URL).href, hours }
}

/** Whoever was signed in on this browser before is not any more; the cookie is the new session's. */
async function changeHands(
  before: Actor | null,
  { now, requestId }: Attempt,
  opened: OpenedSession,
): Promise<void> {
  if (before) await endBySignOut({ actor: before, now, requestId })
  await setSessionCookie(opened)
}

export async function signIn(_before: unknown, form: FormData): Promise<Answer<never>> {
  const attempt = await attemptOf()
  const before = await currentActor()
  const result = await answered(attempt.requestId, () =>
    openBySignIn(attempt, { handle: asTyped(form, 'handle'), password: asTyped(form, 'password') }),
  )
  if (!result.ok) return said(result) as Promise<Answer<never>>
  await changeHands(before, attempt, result.data)
  redirect(safeNext(asTyped(form, 'next')) ?? homePath(result.data.roles, await pageLocale()))
}

export async function signOut(): Promise<void> {
  await asCommand(endBySignOut)
  await dropSessionCookie()
  redirect(`/${await pageLocale()}/sign-in`)
}

export async function acceptLink(_before: unknown, form: FormData): Promise<Answer<never>> {
  const attempt = await attemptOf()
  const before = await currentActor()
  const handle = form.has('handle') ? { handle: asTyped(form, 'handle') } : {}
  const result = await answered(attempt.requestId, () =>
    acceptInvitation(attempt, {
      token: asTyped(form, 'token'),
      password: asTyped(form, 'password'),
      again: asTyped(form, 'again'),
      ...handle,
    }),
  )
  if (!result.ok) return said(result) as Promise<Answer<never>>
  await changeHands(before, attempt, result.data)
  const actor = await actorOfHash(hashOfSid(result.data.sid))
  redirect(homePath(actor?.grants.map((grant) => grant.role) ?? [], await pageLocale()))
}

export async function changeOwnPassword(
  _before: unknown,
  form: FormData,
): Promise<Answer<{ changed: true }>> {
  const device = deviceWord((await headers()).get('user-agent'))
  const result = await asCommand((ctx) =>
    changePassword(
      ctx,
      { old: asTyped(form, 'old'), password: asTyped(form, 'password'), again: asTyped(form, 'again') },
      device,
    ),
  )
  if (!result.ok) return said(result)
  await setSessionCookie(result.data)
  return { ok: true, data: { changed: true } }
}

export async function openAccount(_before: unknown, form: FormData): Promise<Answer<Link>> {
  const fields = fieldsOf(form)
  const result = await asCommand((ctx) => createAccount(ctx, fields as never))
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office/accounts', 'layout')
  return { ok: true, data: await linkOf(result.data) }
}

export async function newLink(_before: unknown, form: FormData): Promise<Answer<Link>> {
  const result = await asCommand((ctx) => invite(ctx, accountInput.parse(fieldsOf(form))))
  return result.ok ? { ok: true, data: await linkOf(result.data) } : said(result)
}

export async function changeLanguage(_before: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await formAction(localeInput, setLocale)(null, form)
  if (result.ok) redirect(inLocale(`/${result.data.locale}/account`, result.data.locale))
  return result
}

export async function addRole(_before: unknown, form: FormData): Promise<Answer<unknown>> {
  return andShow(await formAction(roleInput, giveRole)(null, form))
}

export async function takeRole(_before: unknown, form: FormData): Promise<Answer<unknown>> {
  return andShow(await formAction(endRoleInput, endRole)(null, form))
}

export async function switchAccount(_before: unknown, form: FormData): Promise<Answer<unknown>> {
  return andShow(await formAction(statusInput, setStatus)(null, form))
}

export async function putOut(_before: unknown, form: FormData): Promise<Answer<unknown>> {
  return andShow(await formAction(accountInput, endSessions)(null, form))
}

export async function endOne(_before: unknown, form: FormData): Promise<Answer<unknown>> {
  return andShow(await formAction(ownSessionInput, endOwnSession)(null, form))
}

function andShow<T>(result: ActionResult<T>): ActionResult<T> {
  if (result.ok) revalidatePath('/[locale]', 'layout')
  return result
}
