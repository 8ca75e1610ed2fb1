'use server'

import { revalidatePath } from 'next/cache'
import { decideQuarantine } from '@/db/commands/sync/decide-quarantine'
import { resolveConflict } from '@/db/commands/sync/resolve-conflict'
import { withdrawDevice } from '@/db/commands/sync/withdraw-device'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { text } from './form'

async function done(result: ActionResult<unknown>): Promise<ActionResult<unknown>> {
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}

/** Applies operations that wait, or lays them aside. */
export async function decideWaiting(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  return done(
    await asCommand((ctx) =>
      decideQuarantine(ctx, {
        quarantineIds: text(form, 'ids').split(' '),
        decision: text(form, 'decision') as 'APPLY',
        reason: text(form, 'reason'),
      }),
    ),
  )
}

/** Chooses one of two words that contradict each other. */
export async function chooseWord(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  return done(
    await asCommand((ctx) =>
      resolveConflict(ctx, {
        sessionId: text(form, 'sessionId'),
        place: text(form, 'place'),
        opId: text(form, 'opId'),
      }),
    ),
  )
}

/** Takes a phone out of use. */
export async function withdrawPhone(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  return done(await asCommand((ctx) => withdrawDevice(ctx, { device: text(form, 'device') })))
}
