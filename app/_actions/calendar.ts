'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { closeFeed, openFeed } from '@/db/commands/picture/calendar-feed'
import type { ActionResult } from '@/lib/access/answer'
import { env } from '@/lib/env'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { isolate } from '@/lib/shared/persian-text'

/** The new address, said once beside the button; nothing of ours can show it again. */
export async function openOwnFeed(): Promise<ActionResult<{ says: string }>> {
  const result = await asCommand((ctx) => openFeed(ctx))
  if (!result.ok) return said(result)
  const t = await wordsOf(localeOf(await getLocale()))
  const address = new URL(`/api/calendar/v1/${result.data.secret}.ics`, env().NEXTAUTH_URL).href
  return { ok: true, data: { says: t('desk.calendar.opened', { address: isolate(address) }) } }
}

export async function closeOwnFeed(): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => closeFeed(ctx))
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office/calendar', 'page')
  return result
}
