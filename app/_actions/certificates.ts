'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import { reissueCertificate } from '@/db/commands/certificates/reissue-certificate'
import { revokeCertificate } from '@/db/commands/certificates/revoke-certificate'
import { rotateCertificateKey } from '@/db/commands/certificates/rotate-key'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { requireStepUp } from '@/lib/server/step-up'
import { formatNumber } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>

/** Certificates of a closed group, or of the run's facilitators; says how many were given. */
export async function issue(_before: unknown, form: FormData): Answer<{ says: string }> {
  const cohortId = text(form, 'cohortId')
  const result = await asCommand((ctx) =>
    issueCertificates(ctx, cohortId ? { cohortId } : { facilitatorsOf: text(form, 'facilitatorsOf') }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return {
    ok: true,
    data: { says: t('certificates.issued', { count: formatNumber(result.data.issued, locale) }) },
  }
}

export async function revoke(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    revokeCertificate(ctx, { certificateId: text(form, 'certificateId'), reason: text(form, 'reason') }),
  )
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}

/** Gives a certificate again; the page of the new one opens. */
export async function reissue(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    reissueCertificate(ctx, { certificateId: text(form, 'certificateId') }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  redirect(`/${localeOf(await getLocale())}/office/certificates/${result.data.certificateId}`)
}

/** From now on another key signs. */
export async function changeKey(_before: unknown, form: FormData): Answer {
  const actor = await currentActor()
  if (actor) await requireStepUp(actor, `/${localeOf(await getLocale())}/office/certificate-keys`)
  const result = await asCommand((ctx) => {
    if (!form.has('sure')) throw new AppError('E-GEN-01')
    return rotateCertificateKey(ctx)
  })
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}
