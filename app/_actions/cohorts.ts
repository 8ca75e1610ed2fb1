'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { movePlace } from '@/db/commands/neighbourhoods/move-place'
import { decideDuplicate } from '@/db/commands/people/decide-duplicate'
import { readConsent } from '@/db/commands/people/read-consent'
import { withdrawConsent } from '@/db/commands/people/withdraw-consent'
import { moveSession } from '@/db/commands/programmes/move-session'
import { readmit } from '@/db/commands/programmes/readmit'
import { readyCohort } from '@/db/commands/programmes/ready-cohort'
import { replaceFacilitator } from '@/db/commands/programmes/replace-facilitator'
import { replaceSession } from '@/db/commands/programmes/replace-session'
import { transferPerson } from '@/db/commands/programmes/transfer-person'
import { leaveWaiting, promoteWaiting } from '@/db/commands/programmes/waiting-list'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { formatNumber, latinDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { dayOf, text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>
const version = (form: FormData) => Number(text(form, 'version'))

/** A Jalali date typed in any digits; what is no day names its own field. */
const timeOf = (form: FormData) => latinDigits(text(form, 'time')).padStart(5, '0')
const thursday = (form: FormData): 'W-SES-04'[] => (form.has('thursday') ? ['W-SES-04'] : [])

async function shown<T>(result: ActionResult<T>): Answer<T> {
  if (result.ok) {
    revalidatePath('/[locale]/office', 'layout')
    revalidatePath('/[locale]/today', 'layout')
  }
  return said(result)
}

/** Her page has other forms afterwards: what was done is said on the page itself. */
async function onHerPage<T>(
  form: FormData,
  result: ActionResult<T>,
  done: 'returned' | 'transferred' | 'withdrawn',
): Answer<T> {
  const answer = await shown(result)
  if (!answer.ok) return answer
  const group = encodeURIComponent(text(form, 'cohortCode'))
  const her = encodeURIComponent(text(form, 'enrolmentId'))
  redirect(`/${localeOf(await getLocale())}/office/cohorts/${group}/members/${her}?done=${done}`)
}

export async function declareReady(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) => readyCohort(ctx, { cohortId: text(form, 'cohortId'), version: version(form) })),
  )
}

export async function promote(_before: unknown, form: FormData): Answer {
  const enrolmentId = text(form, 'enrolmentId')
  return shown(await asCommand((ctx) => promoteWaiting(ctx, { enrolmentId, version: version(form) })))
}

export async function leaveList(_before: unknown, form: FormData): Answer {
  const enrolmentId = text(form, 'enrolmentId')
  return shown(await asCommand((ctx) => leaveWaiting(ctx, { enrolmentId, version: version(form) })))
}

export async function moveMeeting(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      moveSession(ctx, {
        sessionId: text(form, 'sessionId'),
        version: version(form),
        day: dayOf(form, 'day'),
        time: timeOf(form),
        venue: text(form, 'venue'),
        reason: text(form, 'reason'),
        acknowledged: thursday(form),
      }),
    ),
  )
}

export async function replaceMeeting(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      replaceSession(ctx, {
        sessionId: text(form, 'sessionId'),
        ...(form.has('shift')
          ? { shiftLater: true }
          : { day: dayOf(form, 'day'), time: timeOf(form), shiftLater: false }),
        reason: text(form, 'reason'),
        acknowledged: thursday(form),
      }),
    ),
  )
}

/** The audience of a group in a warning is a word of the page, not a code. */
export async function transfer(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    transferPerson(ctx, {
      enrolmentId: text(form, 'enrolmentId'),
      version: version(form),
      cohortId: text(form, 'cohortId'),
      reason: text(form, 'reason') as 'OTHER',
      acknowledged: form.has('audience') ? ['W-ENR-05'] : [],
    }),
  )
  if (result.ok || result.code !== 'W-ENR-05') return onHerPage(form, result, 'transferred')
  const t = await wordsOf(localeOf(await getLocale()))
  return said({ ...result, values: { audience: t(`runs.setup.audiences.${result.values?.audience}`) } })
}

export async function takeBack(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    readmit(ctx, {
      enrolmentId: text(form, 'enrolmentId'),
      version: version(form),
      reason: text(form, 'reason') as 'OTHER',
      consent: form.has('consent'),
    }),
  )
  return onHerPage(form, result, 'returned')
}

export async function takeConsentBack(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) => {
    if (!form.has('sure')) throw new AppError('E-GEN-01')
    return withdrawConsent(ctx, { enrolmentId: text(form, 'enrolmentId'), version: version(form) })
  })
  return onHerPage(form, result, 'withdrawn')
}

/** Answers come as «answer-<enrolment>» = agreed or refused; whoever was away has none. */
export async function hearConsent(_before: unknown, form: FormData): Answer<{ says: string }> {
  const answers = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('answer-') && (value === 'agreed' || value === 'refused')
      ? [{ enrolmentId: name.slice('answer-'.length), agreed: value === 'agreed' }]
      : [],
  )
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  if (answers.length === 0) return { ok: false, code: 'E-GEN-01', says: t('cohorts.consent.nobody') }
  const result = await asCommand((ctx) =>
    readConsent(ctx, {
      sessionId: text(form, 'sessionId'),
      textVersion: text(form, 'textVersion') as never,
      answers,
    }),
  )
  if (!result.ok) return said(result)
  await shown(result)
  const { agreed, refused } = result.data
  const counts = { agreed: formatNumber(agreed, locale), refused: formatNumber(refused, locale) }
  return { ok: true, data: { says: t('cohorts.consent.done', counts) } }
}

export async function replaceLead(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      replaceFacilitator(ctx, {
        cohortId: text(form, 'cohortId'),
        version: version(form),
        byFacilitatorId: text(form, 'facilitatorId'),
        reason: text(form, 'reason'),
      }),
    ),
  )
}

export async function toCounty(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      movePlace(ctx, {
        placeId: text(form, 'placeId'),
        countyId: text(form, 'countyId'),
        reason: text(form, 'reason'),
      }),
    ),
  )
}

/** «different», «handled», or the id of the record that stays. */
export async function decide(_before: unknown, form: FormData): Answer {
  const chosen = text(form, 'decision')
  const different = chosen === 'different' || chosen === 'handled'
  return shown(
    await asCommand((ctx) =>
      decideDuplicate(ctx, {
        caseId: text(form, 'caseId'),
        decision: different ? 'DIFFERENT' : 'SAME',
        ...(different ? {} : { keepId: chosen }),
        reason: text(form, 'reason'),
      }),
    ),
  )
}
