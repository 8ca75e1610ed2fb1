'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { saveMood } from '@/db/commands/workshops/save-mood'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { formatNumber, latinDigits } from '@/lib/shared/number'

/** The three numbers, from the phone that went round or from raised hands; an empty box is none. */
export async function sendFaces(_before: unknown, form: FormData): Promise<ActionResult<{ says: string }>> {
  const count = (name: string) => {
    const typed = latinDigits(String(form.get(name) ?? '')).trim()
    return typed === '' ? 0 : /^\d{1,3}$/.test(typed) ? Number(typed) : -1
  }
  const result = await asCommand((ctx) =>
    saveMood(ctx, {
      sessionId: String(form.get('sessionId') ?? ''),
      happy: count('HAPPY'),
      neutral: count('NEUTRAL'),
      sad: count('SAD'),
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return { ok: true, data: { says: t('faces.saved', { n: formatNumber(result.data.answers, locale) }) } }
}
