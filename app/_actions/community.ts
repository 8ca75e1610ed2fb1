'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { moveProposal } from '@/db/commands/community/move-proposal'
import { addRecord, correctRecord, strikeRecord } from '@/db/commands/community/write-record'
import type { ActionResult } from '@/lib/access/answer'
import type { Addressee, RecordKind } from '@/lib/community/kinds'
import { countOf } from '@/lib/community/schema'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'

type Answer = Promise<ActionResult<unknown>>
const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
const dayOf = (form: FormData) => {
  const day = parseJalaliDay(text(form, 'day'))
  return day.ok ? day.value : ''
}
const which = (form: FormData) => ({
  recordId: text(form, 'recordId'),
  version: Number(text(form, 'version')),
})

function writtenOf(form: FormData) {
  return {
    kind: text(form, 'kind') as RecordKind,
    day: dayOf(form),
    what: text(form, 'what'),
    elements: text(form, 'elements'),
    shocks: text(form, 'shocks'),
    resources: text(form, 'resources'),
    priorities: text(form, 'priorities'),
    addressedTo: (text(form, 'addressedTo') || null) as Addressee | null,
    participants: countOf(text(form, 'participants')),
  }
}

/** Goes on to the page the form names, if it is one of ours; a refusal comes back with its sentences. */
async function onward(result: ActionResult<unknown>, form: FormData): Answer {
  if (!result.ok) return said(result)
  revalidatePath('/[locale]', 'layout')
  const back = text(form, 'back')
  if (/^\/(fa|en)\/(office|today)\/[\w/?=&#-]*$/.test(back)) redirect(back)
  return result
}

export async function putRecord(_before: unknown, form: FormData): Answer {
  return onward(
    await asCommand((ctx) => addRecord(ctx, { cohortId: text(form, 'cohortId'), ...writtenOf(form) })),
    form,
  )
}

export async function rewriteRecord(_before: unknown, form: FormData): Answer {
  return onward(
    await asCommand((ctx) =>
      correctRecord(ctx, { ...which(form), reason: text(form, 'reason'), ...writtenOf(form) }),
    ),
    form,
  )
}

export async function strikeOut(_before: unknown, form: FormData): Answer {
  return onward(
    await asCommand((ctx) => strikeRecord(ctx, { ...which(form), reason: text(form, 'reason') })),
    form,
  )
}

export async function answerProposal(_before: unknown, form: FormData): Answer {
  return onward(
    await asCommand((ctx) =>
      moveProposal(ctx, {
        ...which(form),
        status: text(form, 'status') as 'ACCEPTED',
        day: dayOf(form),
        reason: text(form, 'reason'),
      }),
    ),
    form,
  )
}
