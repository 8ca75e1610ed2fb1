'use server'

import { getLocale } from 'next-intl/server'
import { forgetIdentity, identifyVolunteer } from '@/db/commands/associations/identify-volunteer'
import { answerReferral, referPerson, viewReach, withdrawReferral } from '@/db/commands/picture/refer-person'
import { dropView, saveView } from '@/db/commands/picture/saved-view'
import type { ActionResult } from '@/lib/access/answer'
import type { AnswerReferral, ReferPerson, SaveView } from '@/lib/picture/schema'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { isolate } from '@/lib/shared/persian-text'
import { formsUnder, text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>
const which = (form: FormData) => ({
  referralId: text(form, 'referralId'),
  version: Number(text(form, 'version')),
})

const { doing } = formsUnder(/^\/(fa|en)\/(office|today)[\w/?=&#-]*$/)

export async function refer(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    referPerson(ctx, {
      personId: text(form, 'personId'),
      fromScope: Number(text(form, 'fromScope')),
      programme: text(form, 'programme') as ReferPerson['programme'],
      reach: text(form, 'reach'),
      consentHow: text(form, 'consentHow') as ReferPerson['consentHow'],
    }),
  )
}

export async function takeBack(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => withdrawReferral(ctx, which(form)))
}

export async function answerTo(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    answerReferral(ctx, {
      ...which(form),
      answer: text(form, 'answer') as AnswerReferral['answer'],
      reason: (text(form, 'reason') || null) as AnswerReferral['reason'],
    }),
  )
}

/** Her name and how to reach her, in a sentence beside the button and nowhere else. */
export async function showWho(_before: unknown, form: FormData): Answer<{ says: string }> {
  const result = await asCommand((ctx) => viewReach(ctx, which(form)))
  if (!result.ok) return said(result)
  const t = await wordsOf(localeOf(await getLocale()))
  const { name, reach } = result.data
  return {
    ok: true,
    data: { says: t('picture.inbox.reach', { name: isolate(name), reach: isolate(reach) }) },
  }
}

export async function identify(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    identifyVolunteer(ctx, {
      volunteerId: text(form, 'volunteerId'),
      nationalId: text(form, 'nationalId'),
      consent: form.has('consent') as true,
    }),
  )
}

export async function keepView(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    saveView(ctx, {
      list: text(form, 'list') as SaveView['list'],
      filters: filtersIn(text(form, 'filters')),
      name: text(form, 'name'),
    }),
  )
}

// What does not read as an object of texts is refused by the shape.
function filtersIn(typed: string): SaveView['filters'] {
  try {
    return JSON.parse(typed) as SaveView['filters']
  } catch {
    return '' as unknown as SaveView['filters']
  }
}

export async function forgetView(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => dropView(ctx, { viewId: text(form, 'viewId') }))
}

export async function forget(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => forgetIdentity(ctx, { volunteerId: text(form, 'volunteerId') }))
}
