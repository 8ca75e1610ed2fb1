'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { signReport } from '@/db/commands/reports/sign-report'
import { writeReason } from '@/db/commands/reports/write-reason'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { askFactor } from '@/lib/server/step-up'
import { asTyped } from './form'

/** Keeps why a figure of a closed quarter stands under its threshold. */
export async function saveReason(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) =>
    writeReason(ctx, {
      closingId: asTyped(form, 'closingId'),
      code: asTyped(form, 'code'),
      reason: asTyped(form, 'reason'),
    }),
  )
  if (result.ok) revalidatePath('/[locale]/office/reports', 'layout')
  return said(result)
}

/** Signs the report whose page this is; the second factor is asked for first where it is due. */
export async function signTheReport(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const back = asTyped(form, 'back')
  const result = await asCommand((ctx) =>
    signReport(ctx, {
      closingId: asTyped(form, 'closingId'),
      kind: asTyped(form, 'kind') as 'QUARTER' | 'FINAL',
    }),
  )
  if (!result.ok) {
    if (result.code === 'E-ACC-18') await askFactor(back)
    return said(result)
  }
  revalidatePath('/[locale]/office/reports', 'layout')
  redirect(back)
}
