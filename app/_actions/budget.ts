'use server'

import { addBudgetLine, strikeBudgetLine } from '@/db/commands/programmes/budget'
import { type BudgetKind, parseRial } from '@/lib/programmes/budget'
import { asCommand } from '@/lib/server/action'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { type Answer, shown, text } from './form'

export async function addLine(_before: unknown, form: FormData): Answer {
  const day = parseJalaliDay(text(form, 'day'))
  return shown(
    await asCommand((ctx) =>
      addBudgetLine(ctx, {
        runId: text(form, 'runId'),
        kind: text(form, 'kind') as BudgetKind,
        day: day.ok ? day.value : '',
        amountRial: parseRial(text(form, 'amountRial')) ?? 0,
        title: text(form, 'title'),
        letterNo: text(form, 'letterNo') || null,
      }),
    ),
  )
}

export async function strikeLine(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      strikeBudgetLine(ctx, { lineId: text(form, 'lineId'), reason: text(form, 'reason') }),
    ),
  )
}
