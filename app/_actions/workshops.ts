'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { approveSheets, reviewSheet } from '@/db/commands/workshops/review-sheets'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'

/** Approves the ticked sheets; each value is «session id:version». */
export async function approvePicked(
  _before: ActionResult<{ approved: number }> | null,
  form: FormData,
): Promise<ActionResult<{ approved: number }>> {
  const sheets = form.getAll('sheet').map((value) => {
    const [sessionId = '', version = ''] = String(value).split(':')
    return { sessionId, version: Number(version) }
  })
  const result = await asCommand((ctx) => approveSheets(ctx, { sheets }))
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return result
}

/** Approves, returns or reopens the sheet whose page this is. */
export async function decideSheet(
  _before: ActionResult<{ version: number }> | null,
  form: FormData,
): Promise<ActionResult<{ version: number }>> {
  const text = (name: string) => String(form.get(name) ?? '')
  const result = await asCommand((ctx) =>
    reviewSheet(ctx, {
      sessionId: text('sessionId'),
      version: Number(text('version')),
      decision: text('decision') as 'APPROVE',
      reason: text('reason'),
    }),
  )
  if (!result.ok) return result
  revalidatePath('/[locale]/office', 'layout')
  redirect(text('back'))
}
