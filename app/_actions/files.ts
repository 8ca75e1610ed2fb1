'use server'

import { revalidatePath } from 'next/cache'
import { removePicture } from '@/db/commands/files/remove-picture'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'

/** Removes one picture of a session. */
export async function removeSessionPicture(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => removePicture(ctx, { fileId: String(form.get('fileId') ?? '') }))
  if (result.ok) revalidatePath('/[locale]', 'layout')
  return said(result)
}
