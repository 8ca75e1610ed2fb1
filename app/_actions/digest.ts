'use server'

import { revalidatePath } from 'next/cache'
import { wantDigest } from '@/db/commands/reports/want-digest'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'

/** Whether the weekly message is sent to the one who asks. */
export async function changeDigest(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => wantDigest(ctx, { wanted: form.get('wanted') === 'on' }))
  if (result.ok) revalidatePath('/[locale]/account', 'page')
  return said(result)
}
