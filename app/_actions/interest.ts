'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { answerInterest } from '@/db/commands/interest/answer-interest'
import { sendInterest } from '@/db/commands/interest/send-interest'
import type { ActionResult } from '@/lib/access/answer'
import { answered, asCommand } from '@/lib/server/action'
import { localeOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { visitorOf } from '@/lib/server/survey-visit'
import { asTyped } from './form'

const FIELDS = ['provinceId', 'kind', 'wish', 'name', 'reach', 'message'] as const
/** A refusal with what was written, so that it stays written where no script keeps it. */
export type InterestSent = ActionResult<null> & { typed?: Record<string, string> }

/** A letter of somebody who would like to take part or to help. */
export async function writeToOffice(_before: unknown, form: FormData): Promise<InterestSent> {
  const visitor = await visitorOf()
  const typed = Object.fromEntries(FIELDS.map((name) => [name, asTyped(form, name).slice(0, 4000)]))
  const result = await answered(visitor.requestId, async () => {
    await sendInterest(
      visitor,
      {
        ...(typed as Record<(typeof FIELDS)[number], string>),
        kind: typed.kind as 'PERSON',
        wish: typed.wish as 'HELP',
        consent: form.has('consent') as true,
      },
      { token: asTyped(form, 'form'), trap: asTyped(form, 'website') },
    )
    return null
  })
  const consent: Record<string, string> = form.has('consent') ? { consent: 'on' } : {}
  return result.ok ? result : { ...(await said(result)), typed: { ...typed, ...consent } }
}

/** A letter was answered. */
export async function markAnswered(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await asCommand((ctx) =>
    answerInterest(ctx, {
      interestId: asTyped(form, 'interestId'),
      version: Number(asTyped(form, 'version')),
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  redirect(`/${localeOf(await getLocale())}/office/interest`)
}
