'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { drawSample } from '@/db/commands/quality/draw-sample'
import { recordCall } from '@/db/commands/quality/record-call'
import { settleFlag } from '@/db/commands/quality/settle-flag'
import { countOf } from '@/lib/community/schema'
import type { Outcome } from '@/lib/quality/draw'
import type { Finding, FlagKind } from '@/lib/quality/flags'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { type Answer, dayOf, text } from './form'

/** Writes down what was found of a flag. */
export async function settle(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    settleFlag(ctx, {
      runId: text(form, 'runId'),
      kind: text(form, 'kind') as FlagKind,
      subject: text(form, 'subject'),
      facts: text(form, 'facts'),
      finding: text(form, 'finding') as Finding,
      note: text(form, 'note'),
    }),
  )
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}

/** Draws a sample and shows its list. */
export async function drawCalls(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    drawSample(ctx, {
      runId: text(form, 'runId'),
      countyId: text(form, 'countyId') || null,
      fromDay: dayOf(form, 'fromDay'),
      toDay: dayOf(form, 'toDay'),
      wanted: countOf(text(form, 'wanted')) ?? 0,
      seed: text(form, 'seed') || null,
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  redirect(`/${text(form, 'locale') === 'en' ? 'en' : 'fa'}/office/quality/calls/${result.data.sampleId}`)
}

/** What was said on the telephone. */
export async function keepCall(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    recordCall(ctx, {
      lineId: text(form, 'lineId'),
      version: Number(text(form, 'version')),
      outcome: text(form, 'outcome') as Outcome,
    }),
  )
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}
