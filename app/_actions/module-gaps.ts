'use server'

import { revalidatePath } from 'next/cache'
import { passModule } from '@/db/commands/programmes/pass-module'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'

/** A module somebody of the class passed with the trainer. */
export async function recordModule(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const day = parseJalaliDay(String(form.get('passedOn') ?? '').trim())
  const result = await asCommand((ctx) =>
    passModule(ctx, {
      facilitatorId: String(form.get('facilitatorId') ?? ''),
      moduleCode: String(form.get('moduleCode') ?? '') as 'M01',
      passedOn: day.ok ? day.value : '',
    }),
  )
  if (result.ok) {
    revalidatePath('/[locale]/office', 'layout')
    revalidatePath('/[locale]/today', 'layout')
  }
  return said(result)
}
