'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { resetFactor } from '@/db/commands/access/reset-factor'
import { leaveBrowser, showFactor } from '@/db/commands/access/second-factor'
import { confirmFactor, dropFactor } from '@/db/commands/access/set-factor'
import type { ActionResult } from '@/lib/access/answer'
import { accountInput } from '@/lib/access/schema'
import { homePath, safeNext } from '@/lib/access/way-in'
import { answered, formAction } from '@/lib/server/action'
import { currentHash } from '@/lib/server/actor'
import { attemptOf, dropSessionCookie } from '@/lib/server/auth'
import { localeOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { askFactor } from '@/lib/server/step-up'
import { AppError } from '@/lib/shared/result'
import { asTyped } from './form'

type Answer<T> = ActionResult<T> | null

async function hashOrRefuse(): Promise<Buffer> {
  const hash = await currentHash()
  if (!hash) throw new AppError('E-ACC-02')
  return hash
}

/** The code, at sign-in or for a step-up; then on to where she was going. */
export async function giveCode(_before: unknown, form: FormData): Promise<Answer<never>> {
  const attempt = await attemptOf()
  const result = await answered(attempt.requestId, async () =>
    showFactor(attempt, await hashOrRefuse(), { code: asTyped(form, 'code') }),
  )
  if (!result.ok) return said(result) as Promise<Answer<never>>
  const locale = localeOf(await getLocale())
  redirect(safeNext(asTyped(form, 'next')) ?? homePath(result.data.roles, locale))
}

/** Proves that the app on her phone has the secret; answers the recovery codes, once. */
export async function confirmSetUp(
  _before: unknown,
  form: FormData,
): Promise<Answer<{ codes: string[]; next: string }>> {
  const attempt = await attemptOf()
  const result = await answered(attempt.requestId, async () =>
    confirmFactor(attempt, await hashOrRefuse(), { code: asTyped(form, 'code') }),
  )
  if (!result.ok) return said(result) as Promise<Answer<never>>
  const next = safeNext(asTyped(form, 'next')) ?? homePath(result.data.roles, localeOf(await getLocale()))
  return { ok: true, data: { codes: result.data.codes, next } }
}

export async function giveUpFactor(): Promise<Answer<unknown>> {
  const attempt = await attemptOf()
  const result = await answered(attempt.requestId, async () => dropFactor(attempt, await hashOrRefuse()))
  if (!result.ok) return said(result)
  redirect(`/${localeOf(await getLocale())}/account`)
}

export async function leave(): Promise<void> {
  const hash = await currentHash()
  if (hash) await leaveBrowser(await attemptOf(), hash)
  await dropSessionCookie()
  redirect(`/${localeOf(await getLocale())}/sign-in`)
}

export async function takeFactor(_before: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await formAction(accountInput, resetFactor)(null, form)
  if (result.ok) revalidatePath('/[locale]', 'layout')
  else if (result.code === 'E-ACC-18')
    await askFactor(`/${localeOf(await getLocale())}/office/accounts/${asTyped(form, 'userId')}`)
  return result
}
