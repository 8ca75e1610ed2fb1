'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { giveSigns, setSign } from '@/db/commands/people/set-sign'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { formatNumber } from '@/lib/shared/number'
import { text } from './form'

function shown(): void {
  revalidatePath('/[locale]/office', 'layout')
  revalidatePath('/[locale]/today', 'layout')
}

/** The sign a member pointed at. */
export async function chooseSign(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) =>
    setSign(ctx, {
      enrolmentId: text(form, 'enrolmentId'),
      version: Number(text(form, 'version')),
      symbol: text(form, 'symbol') as 'SUN',
      colour: text(form, 'colour') as 'BLUE',
    }),
  )
  if (result.ok) shown()
  return said(result)
}

/** A free sign for everybody of a group who has none. */
export async function giveAllSigns(
  _before: unknown,
  form: FormData,
): Promise<ActionResult<{ says: string }>> {
  const result = await asCommand((ctx) => giveSigns(ctx, { cohortId: text(form, 'cohortId') }))
  if (!result.ok) return said(result)
  shown()
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return { ok: true, data: { says: t('signs.given', { n: formatNumber(result.data.given, locale) }) } }
}
