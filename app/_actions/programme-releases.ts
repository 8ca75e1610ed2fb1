'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { prepareSibling } from '@/db/commands/releases/prepare-sibling'
import { setProgrammeContact } from '@/db/commands/releases/set-programme-contact'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand, fieldsOf } from '@/lib/server/action'
import { said } from '@/lib/server/said'

/** Prepares a programme's release as its figures stand now, and goes to the page it is decided on. */
export async function prepareProgramme(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const { base, ...asked } = fieldsOf(form) as Record<string, string>
  const result = await asCommand((ctx) => prepareSibling(ctx, asked as never))
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  redirect(`${base}/${result.data.releaseId}`)
}

/** Sets who answers for a programme's public pages. */
export async function saveProgrammeContact(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => setProgrammeContact(ctx, fieldsOf(form) as never))
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}
