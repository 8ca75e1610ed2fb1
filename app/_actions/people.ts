'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { discardDraft } from '@/db/commands/people/import-draft'
import { registerPerson } from '@/db/commands/people/register-person'
import type { ActionResult } from '@/lib/access/answer'
import { isColour, isSymbol } from '@/lib/people/symbol'
import { asCommand, fieldsOf } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said, sentenceOf } from '@/lib/server/said'

/** An empty box means that any free one will do. */
const wantedSign = (symbol: unknown, colour: unknown) => ({
  symbol: isSymbol(symbol) ? symbol : null,
  colour: isColour(colour) ? colour : null,
})

export type Registered = { personId: string; warnings: string[]; says?: string }

/** Registers one person from a form; the cohort names its run: «run id:cohort id». */
export async function register(_before: unknown, form: FormData): Promise<ActionResult<Registered>> {
  const { cohort = '', consent, isHead, orWait, symbol, colour, ...fields } = fieldsOf(form)
  const [runId = '', cohortId = ''] = String(cohort).split(':')
  const result = await asCommand((ctx) =>
    registerPerson(ctx, {
      ...fields,
      runId,
      cohortId,
      consent: consent === 'on',
      isHead: isHead === 'on',
      orWait: orWait === 'on',
      sign: symbol === 'NONE' ? null : wantedSign(symbol, colour),
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office/people', 'page')
  const [warning] = result.data.warnings
  const t = await wordsOf(localeOf(await getLocale()))
  if (result.data.waits) return { ok: true, data: { ...result.data, says: t('cohorts.waiting.put') } }
  if (!warning) return result
  return {
    ok: true,
    data: { ...result.data, says: t('people.form.warned', { sentence: sentenceOf(t, warning) }) },
  }
}

/** Throws an uploaded file away and goes back to where it came from. */
export async function discard(form: FormData): Promise<void> {
  const locale = localeOf(await getLocale())
  const result = await asCommand((ctx) => discardDraft(ctx, { draftId: String(form.get('draftId') ?? '') }))
  if (result.ok && result.data.kind === 'PLACES') redirect(`/${locale}/office/runs/${result.data.runCode}`)
  if (result.ok && result.data.kind === 'PAPER') redirect(`/${locale}/office/registers/import`)
  redirect(`/${locale}/office/people/import`)
}
