'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { giveServiceCard, settleServiceQuery } from '@/db/commands/associations/service-card'
import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import type { QueryOutcome } from '@/lib/associations/kinds'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { localDigits } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { codeInFours } from '@/lib/surveys/card'
import { type Answer, dayOf, text } from './form'

/** A card for a volunteer; its number is told in the answer and never again. */
export async function giveCard(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) => giveServiceCard(ctx, { volunteerId: text(form, 'volunteerId') }))
  if (!result.ok) return said(result)
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  const number = isolate(localDigits(codeInFours(result.data.code), locale))
  return { ok: true, data: { says: t('association-service.card.number', { number }) } }
}

export async function settleQuery(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    settleServiceQuery(ctx, {
      queryId: text(form, 'queryId'),
      outcome: text(form, 'outcome') as QueryOutcome,
    }),
  )
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}

/** A certificate of the hours between two days. */
export async function certifyService(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    issueCertificates(ctx, {
      serviceOf: text(form, 'volunteerId'),
      from: dayOf(form, 'from'),
      until: dayOf(form, 'until'),
    }),
  )
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}
