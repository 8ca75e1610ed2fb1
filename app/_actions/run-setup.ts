'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { copyPlaces } from '@/db/commands/programmes/copy-places'
import { addLegalBasis, attachLegalBasis } from '@/db/commands/programmes/legal-bases'
import { moveRun } from '@/db/commands/programmes/move-run'
import { setCohortPlan, setRunAudience } from '@/db/commands/programmes/set-run-plan'
import { changeRule } from '@/db/commands/rules'
import { TARGET_KEYS } from '@/db/queries/programmes/target-rules'
import type { ActionResult } from '@/lib/access/answer'
import type { RunState } from '@/lib/programmes/run'
import type { Audience, BASIS_KINDS } from '@/lib/programmes/set-up'
import { asCommand } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { formatNumber, latinDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { shown, text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>
const whole = (form: FormData, name: string) => {
  const typed = latinDigits(text(form, name)).replace(/[\s٬,]/g, '')
  return /^\d+$/.test(typed) ? Number(typed) : Number.NaN
}
/** Nothing where the box is empty; what is no day fails the command's own check of the field. */
function dayOrNothing(form: FormData, name: string): string | null {
  if (text(form, name) === '') return null
  const day = parseJalaliDay(text(form, name))
  return day.ok ? day.value : ''
}

/** Another target for this run alone, with a reason: a rule at the level of the run. */
export async function changeTarget(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) => {
      const key = TARGET_KEYS.find((one) => one === text(form, 'key'))
      if (!key) throw new AppError('E-GEN-04')
      const typed = whole(form, 'value')
      // Hours are what people write; the rule keeps minutes.
      const value = key.endsWith('MINUTES') ? typed * 60 : typed
      return changeRule(ctx, {
        key,
        value: Number.isNaN(value) ? text(form, 'value') || 'x' : value,
        level: 'RUN',
        runId: text(form, 'runId'),
        reason: text(form, 'reason'),
        source: text(form, 'source'),
      })
    }),
  )
}

export async function addBasis(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      addLegalBasis(ctx, {
        runId: text(form, 'runId'),
        titleFa: text(form, 'titleFa'),
        titleEn: text(form, 'titleEn'),
        kind: text(form, 'kind') as (typeof BASIS_KINDS)[number],
        citation: text(form, 'citation'),
        validFrom: dayOrNothing(form, 'validFrom'),
        validTo: dayOrNothing(form, 'validTo'),
      }),
    ),
  )
}

export async function attachBasis(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      attachLegalBasis(ctx, {
        runId: text(form, 'runId'),
        legalBasisId: text(form, 'legalBasisId'),
        attached: text(form, 'attached') === 'yes',
      }),
    ),
  )
}

export async function setAudience(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      setRunAudience(ctx, {
        runId: text(form, 'runId'),
        version: Number(text(form, 'version')),
        audience: text(form, 'audience') as Audience,
      }),
    ),
  )
}

export async function changeCohortPlan(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      setCohortPlan(ctx, {
        cohortId: text(form, 'cohortId'),
        targetSize: whole(form, 'targetSize'),
        audience: text(form, 'audience') as Audience,
      }),
    ),
  )
}

/** Copies the places that are ticked; says how many groups came of it. */
export async function copyFromRun(_before: unknown, form: FormData): Answer<{ says: string }> {
  const result = await asCommand((ctx) =>
    copyPlaces(ctx, {
      runId: text(form, 'runId'),
      fromRunId: text(form, 'fromRunId'),
      placeIds: form.getAll('places').map(String),
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return {
    ok: true,
    data: { says: t('run-setup.copy.done', { count: formatNumber(result.data.copied, locale) }) },
  }
}

export async function stepRun(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      moveRun(ctx, {
        runId: text(form, 'runId'),
        version: Number(text(form, 'version')),
        to: text(form, 'to') as RunState,
        reason: text(form, 'reason'),
      }),
    ),
  )
}
