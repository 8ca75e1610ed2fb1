'use server'

import { getLocale } from 'next-intl/server'
import { revealIdentifier } from '@/db/commands/people/reveal-identifier'
import type { ActionResult } from '@/lib/access/answer'
import { handleText } from '@/lib/access/present'
import { asCommand } from '@/lib/server/action'
import { localeOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { askFactor } from '@/lib/server/step-up'
import { localDigits } from '@/lib/shared/number'

/** A hidden number in the clear, in this answer only. Where the factor has grown old it is asked for first. */
export async function reveal(_before: unknown, form: FormData): Promise<ActionResult<{ shown: string }>> {
  const text = (name: string) => String(form.get(name) ?? '')
  const [personId, field] = [text('personId'), text('field')]
  const locale = localeOf(await getLocale())
  const result = await asCommand((ctx) =>
    revealIdentifier(ctx, { personId, field: field as never, reason: text('reason') }),
  )
  if (!result.ok) {
    if (result.code === 'E-ACC-18') await askFactor(`/${locale}/office/people/${personId}?show=${field}`)
    return said(result)
  }
  const { value } = result.data
  return {
    ok: true,
    data: {
      shown: result.data.field === 'MOBILE' ? handleText(value, locale) : localDigits(value, locale),
    },
  }
}
