'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { endReferral, takeReferral, viewReferral } from '@/db/commands/surveys/referrals'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { isolate } from '@/lib/shared/persian-text'
import { text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>
const which = (form: FormData) => ({
  referralId: text(form, 'referralId'),
  version: Number(text(form, 'version')),
})

export async function takeOn(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) => takeReferral(ctx, which(form)))
  if (result.ok) revalidatePath('/[locale]/office/referrals', 'page')
  return said(result)
}

/** How she may be reached, in a sentence beside the button and nowhere else. */
export async function showReach(_before: unknown, form: FormData): Answer<{ says: string }> {
  const result = await asCommand((ctx) => viewReferral(ctx, which(form)))
  if (!result.ok) return said(result)
  const t = await wordsOf(localeOf(await getLocale()))
  const told = result.data
  return {
    ok: true,
    data: {
      says: told
        ? t('referrals.reach', { name: isolate(told.name), reach: isolate(told.reach) })
        : t('referrals.gone'),
    },
  }
}

export async function endTalk(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    endReferral(ctx, { ...which(form), outcome: text(form, 'outcome') as 'DONE' }),
  )
  if (result.ok) revalidatePath('/[locale]/office/referrals', 'page')
  return said(result)
}
