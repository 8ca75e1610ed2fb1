'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { erasePerson } from '@/db/commands/people/erase-person'
import type { ActionResult } from '@/lib/access/answer'
import { ErasePerson } from '@/lib/people/erasure'
import { formAction } from '@/lib/server/action'
import { localeOf } from '@/lib/server/i18n'
import { askFactor } from '@/lib/server/step-up'

const post = formAction(ErasePerson, erasePerson)

/** Erases somebody and shows what is left of her page. Where the factor has grown old it is asked for first. */
export async function erase(before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await post(before, form)
  const here = `/${localeOf(await getLocale())}/office/people/${encodeURIComponent(String(form.get('personId') ?? ''))}`
  if (result.ok) redirect(here)
  if (result.code === 'E-ACC-18') await askFactor(`${here}?erase=1`)
  return result
}
