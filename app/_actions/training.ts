'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { addFacilitator } from '@/db/commands/people/add-facilitator'
import { certifyAll, certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { endFacilitator } from '@/db/commands/programmes/end-facilitator'
import { acceptFacilitator } from '@/db/commands/programmes/nominate-facilitator'
import { recordKnowledge } from '@/db/commands/programmes/record-knowledge'
import { replaceFacilitator } from '@/db/commands/programmes/replace-facilitator'
import { type Context, inTransaction } from '@/db/transaction'
import type { ActionResult } from '@/lib/access/answer'
import type { Ending } from '@/lib/programmes/training'
import { asCommand, fieldsOf } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { formatNumber, latinDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { shown, text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>

/** The next act on somebody in step 1: accepted, certified, or her part ended with a reason. */
export async function moveTrainee(_before: unknown, form: FormData): Answer {
  const facilitatorId = text(form, 'facilitatorId')
  const version = Number(text(form, 'version'))
  const act = text(form, 'act')
  return shown(
    await asCommand<unknown>((ctx) => {
      if (act === 'ACCEPT') return acceptFacilitator(ctx, { facilitatorId, version })
      if (act === 'CERTIFY') return certifyFacilitator(ctx, { facilitatorId, version })
      return endFacilitator(ctx, {
        facilitatorId,
        version,
        ending: act as Ending,
        reason: text(form, 'reason'),
      })
    }),
  )
}

/** Somebody of the run takes another's place. */
export async function replaceBySomebody(_before: unknown, form: FormData): Answer {
  const day = text(form, 'fromDay') === '' ? null : parseJalaliDay(text(form, 'fromDay'))
  return shown(
    await asCommand((ctx) =>
      replaceFacilitator(ctx, {
        facilitatorId: text(form, 'facilitatorId'),
        version: Number(text(form, 'version')),
        byFacilitatorId: text(form, 'byFacilitatorId'),
        reason: text(form, 'reason'),
        ...(day ? { fromDay: day.ok ? day.value : '' } : {}),
      }),
    ),
  )
}

/** A new nominee of the same organisation takes another's place: nominated and put there, both or neither. */
export async function replaceByNominee(_before: unknown, form: FormData): Answer {
  const { facilitatorId, version, reason, ...fields } = fieldsOf(form)
  const act = (ctx: Context) =>
    inTransaction(ctx, async (db) => {
      const inner = { ...ctx, db }
      const made = await addFacilitator(inner, fields as never)
      return replaceFacilitator(inner, {
        facilitatorId: String(facilitatorId),
        version: Number(version),
        byFacilitatorId: made.facilitatorId,
        reason: String(reason ?? ''),
      })
    })
  return shown(await asCommand(act))
}

/** Scores of everybody, from boxes named «pre:id» and «post:id». What is no number is refused by its box. */
export async function saveKnowledge(_before: unknown, form: FormData): Answer<{ says: string }> {
  const ids = form.getAll('id').map(String)
  const bad: Record<string, string> = {}
  const score = (name: string) => {
    const typed = latinDigits(text(form, name))
    if (typed === '') return null
    if (/^\d{1,3}$/.test(typed) && Number(typed) <= 100) return Number(typed)
    bad[name] = 'bad-score'
    return null
  }
  const scores = ids.map((id) => ({ facilitatorId: id, pre: score(`pre:${id}`), post: score(`post:${id}`) }))
  if (Object.keys(bad).length > 0) return said({ ok: false, code: 'E-GEN-01', fields: bad })
  const result = await asCommand((ctx) => {
    if (ids.length === 0) throw new AppError('E-GEN-01')
    return recordKnowledge(ctx, { runId: text(form, 'runId'), scores })
  })
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return {
    ok: true,
    data: { says: t('training.knowledge.saved', { count: formatNumber(result.data.changed, locale) }) },
  }
}

export async function certifyEverybody(_before: unknown, form: FormData): Answer<{ says: string }> {
  const result = await asCommand((ctx) => certifyAll(ctx, { runId: text(form, 'runId') }))
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  const values = {
    certified: formatNumber(result.data.certified, locale),
    left: formatNumber(result.data.left, locale),
  }
  return { ok: true, data: { says: t('training.certifiedAll', values) } }
}
