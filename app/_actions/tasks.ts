'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { finishTask } from '@/db/commands/tasks/finish-task'
import { raiseSafeguard } from '@/db/commands/tasks/raise-safeguard'
import { planMakeUp } from '@/db/commands/workshops/plan-make-up'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { latinDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { text } from './form'

/** Ends the task whose page this is, and goes back to the list. */
export async function endTask(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) =>
    finishTask(ctx, {
      taskId: text(form, 'taskId'),
      version: Number(text(form, 'version')),
      result: text(form, 'result') as 'STAYS',
      note: text(form, 'note'),
      reason: text(form, 'reason') || null,
      enrolmentId: text(form, 'enrolmentId') || null,
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]', 'layout')
  const back = text(form, 'back')
  redirect(/^\/(fa|en)\/(office|today)[\w/?=&-]*$/.test(back) ? back : '/')
}

/** Tells the office of a child in danger. */
export async function tellOffice(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  return said(
    await asCommand((ctx) =>
      raiseSafeguard(ctx, { cohortId: text(form, 'cohortId'), text: text(form, 'text') }),
    ),
  )
}

/** Plans a make-up of the session whose page this is. */
export async function planMakeUpSession(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const minutes = latinDigits(text(form, 'minutes'))
  const result = await asCommand((ctx) => {
    const day = parseJalaliDay(text(form, 'day'))
    if (!day.ok) throw new AppError('E-GEN-01')
    return planMakeUp(ctx, {
      sessionId: text(form, 'sessionId'),
      day: day.value,
      time: latinDigits(text(form, 'time')).padStart(5, '0'),
      ...(minutes ? { minutes: Number(minutes) } : {}),
      venue: text(form, 'venue') || null,
      reason: text(form, 'reason'),
      acknowledged: form.has('thursday') ? ['W-SES-04'] : [],
    })
  })
  if (result.ok) revalidatePath('/[locale]', 'layout')
  return said(result)
}
