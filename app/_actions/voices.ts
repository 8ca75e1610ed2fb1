'use server'

import { revalidatePath } from 'next/cache'
import { removeVoice } from '@/db/commands/files/keep-voice'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'

export async function takeVoiceAway(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => removeVoice(ctx, { voiceId: String(form.get('voiceId') ?? '') }))
  if (result.ok) revalidatePath('/[locale]/office/voices', 'page')
  return said(result)
}
