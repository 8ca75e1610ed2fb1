'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { signReport } from '@/db/commands/reports/sign-report'
import { writeReason } from '@/db/commands/reports/write-reason'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { askFactor } from '@/lib/server/step-up'

const text = (form: FormData, name: string) => String(form.get(name) ?? '')

/** Keeps why a figure of a closed quarter stands under its threshold. */
export async function saveReason(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) =>
    writeReason(ctx, {
      closingId: text(form, 'closingId'),
      code: text(form, 'code'),
      reason: text(form, 'reason'),
    }),
  )
  if (result.ok) revalidatePath('/[locale]/office/reports', 'layout')
  return said(result)
}

/** Signs the report whose page this is; the second factor is asked for first where it is due. */
export async function signTheReport(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const back = text(form, 'back')
  const result = await asCommand((ctx) =>
    signReport(ctx, { closingId: text(form, 'closingId'), kind: text(form, 'kind') as 'QUARTER' | 'FINAL' }),
  )
  if (!result.ok) {
    if (result.code === 'E-ACC-18') await askFactor(back)
    return said(result)
  }
  revalidatePath('/[locale]/office/reports', 'layout')
  redirect(back)
}
