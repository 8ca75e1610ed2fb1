'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { askAttack } from '@/db/commands/releases/ask-attack'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { recordCorrection } from '@/db/commands/releases/record-correction'
import { setOfficeContact } from '@/db/commands/releases/set-office-contact'
import { returnRelease, signRelease } from '@/db/commands/releases/sign-release'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand, fieldsOf } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { askFactor } from '@/lib/server/step-up'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { AppError } from '@/lib/shared/result'
import { asTyped } from './form'

type Answer = ActionResult<{ place: string }>

/** Prepares a release as of the Jalali day typed, in any digits. */
export async function prepare(_before: Answer | null, form: FormData): Promise<Answer> {
  const result = await asCommand(async (ctx) => {
    const day = parseJalaliDay(asTyped(form, 'asOf'))
    if (!day.ok) throw new AppError('E-PUB-04')
    const acknowledged = form.get('acknowledge') ? (['E-PUB-02'] as const) : []
    return prepareRelease(ctx, {
      runId: asTyped(form, 'runId'),
      asOf: day.value,
      acknowledged: [...acknowledged],
    })
  })
  if (!result.ok) return result
  revalidatePath('/[locale]/office', 'layout')
  redirect(`${asTyped(form, 'base')}/${result.data.releaseId}`)
}

/** Signs or sends back the release whose page this is. */
export async function decideRelease(_before: Answer | null, form: FormData): Promise<Answer> {
  const releaseId = asTyped(form, 'releaseId')
  const result = await asCommand<unknown>((ctx) =>
    asTyped(form, 'decision') === 'SIGN'
      ? signRelease(ctx, { releaseId })
      : returnRelease(ctx, { releaseId, reason: asTyped(form, 'reason') }),
  )
  if (!result.ok) {
    // Back to this release afterwards, where the choice is waiting to be made again with one press.
    if (result.code === 'E-ACC-18') await askFactor(`${asTyped(form, 'base')}/${releaseId}?decision=SIGN`)
    return result
  }
  revalidatePath('/', 'layout')
  redirect(asTyped(form, 'base'))
}

/** Has the release attacked again. */
export async function attackAgain(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => askAttack(ctx, { releaseId: asTyped(form, 'releaseId') }))
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}

/** Writes a correction of a published release. */
export async function correct(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => recordCorrection(ctx, fieldsOf(form) as never))
  if (result.ok) revalidatePath('/', 'layout')
  return said(result)
}

/** Sets who answers for the public pages. */
export async function saveContact(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) => setOfficeContact(ctx, fieldsOf(form) as never))
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}
