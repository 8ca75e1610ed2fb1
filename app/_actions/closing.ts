'use server'

import { revalidatePath } from 'next/cache'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { moveRun } from '@/db/commands/programmes/move-run'
import { waiveHours } from '@/db/commands/programmes/waive-hours'
import type { Context } from '@/db/transaction'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { type Answer, text } from './form'

const versioned = (form: FormData) => ({ version: Number(text(form, 'version')) })

async function done(work: (ctx: Context) => Promise<unknown>): Answer {
  const result = await asCommand(work)
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}

/** What cannot be undone is ticked before it is done. */
const unconfirmed = (form: FormData) =>
  form.has('confirm') ? null : said({ ok: false, code: 'E-GEN-01', fields: { confirm: 'E-GEN-01' } })

export async function closeGroup(_before: unknown, form: FormData): Answer {
  const cohortId = text(form, 'cohortId')
  return unconfirmed(form) ?? done((ctx) => closeCohort(ctx, { cohortId, ...versioned(form) }))
}

export async function waiveGroup(_before: unknown, form: FormData): Answer {
  const asked = { cohortId: text(form, 'cohortId'), reason: text(form, 'reason') }
  return done((ctx) => waiveHours(ctx, { ...asked, ...versioned(form) }))
}

/** Takes a run into its closing. */
export async function beginClosing(_before: unknown, form: FormData): Answer {
  const runId = text(form, 'runId')
  return done((ctx) => moveRun(ctx, { runId, to: 'CLOSING', ...versioned(form) }))
}

/** Closes a run and freezes its figures. */
export async function closeRun(_before: unknown, form: FormData): Answer {
  const runId = text(form, 'runId')
  return unconfirmed(form) ?? done((ctx) => moveRun(ctx, { runId, to: 'CLOSED', ...versioned(form) }))
}
