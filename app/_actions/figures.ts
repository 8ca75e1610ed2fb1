'use server'

import { prepareQuarter, signQuarter, withdrawQuarter } from '@/db/commands/indicators/close-quarter'
import { strikeOutsideFigure } from '@/db/commands/indicators/outside-figure'
import { setTarget } from '@/db/commands/indicators/set-target'
import { entryOf, isEntryCode } from '@/lib/indicators/dictionary'
import { asCommand } from '@/lib/server/action'
import { askFactor } from '@/lib/server/step-up'
import { typedNumber } from '@/lib/shared/number'
import { type Answer, shown, text } from './form'

const PERCENT = 100

/** A target as it is typed: digits of either kind, shares in per cent, an empty box for "take it away". */
export async function saveTarget(_before: unknown, form: FormData): Answer {
  const code = text(form, 'code')
  const typed = text(form, 'value')
  const number = typed === '' ? null : (typedNumber(typed) ?? Number.NaN)
  const share = isEntryCode(code) && entryOf(code).unit === 'share'
  return shown(
    await asCommand((ctx) =>
      setTarget(ctx, {
        runId: text(form, 'runId'),
        code,
        placeId: text(form, 'placeId') || null,
        facilitatorId: text(form, 'facilitatorId') || null,
        quarter: text(form, 'quarter') || null,
        value: number !== null && share ? number / PERCENT : number,
        source: text(form, 'source'),
        reason: text(form, 'reason'),
      } as Parameters<typeof setTarget>[1]),
    ),
  )
}

export async function strikeOutside(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      strikeOutsideFigure(ctx, { figureId: text(form, 'figureId'), reason: text(form, 'reason') }),
    ),
  )
}

export async function readyQuarter(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      prepareQuarter(ctx, {
        runId: text(form, 'runId'),
        quarter: text(form, 'quarter'),
        reason: text(form, 'reason') || null,
      }),
    ),
  )
}

/** Signs the quarter of the page; who has not shown her second factor lately is asked for it and comes back. */
export async function closeQuarter(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) => signQuarter(ctx, { closingId: text(form, 'closingId') }))
  if (!result.ok && result.code === 'E-ACC-18') await askFactor(text(form, 'back'))
  return shown(result)
}

export async function takeQuarterBack(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      withdrawQuarter(ctx, { closingId: text(form, 'closingId'), reason: text(form, 'reason') }),
    ),
  )
}
