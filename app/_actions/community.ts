'use server'

import { moveProposal } from '@/db/commands/community/move-proposal'
import { addRecord, correctRecord, strikeRecord } from '@/db/commands/community/write-record'
import type { Addressee, RecordKind } from '@/lib/community/kinds'
import { countOf } from '@/lib/community/schema'
import { type Answer, dayOf, formsUnder, text } from './form'

const { doing } = formsUnder(/^\/(fa|en)\/(office|today)\/[\w/?=&#-]*$/)
const which = (form: FormData) => ({
  recordId: text(form, 'recordId'),
  version: Number(text(form, 'version')),
})

function writtenOf(form: FormData) {
  return {
    kind: text(form, 'kind') as RecordKind,
    day: dayOf(form, 'day'),
    what: text(form, 'what'),
    elements: text(form, 'elements'),
    shocks: text(form, 'shocks'),
    resources: text(form, 'resources'),
    priorities: text(form, 'priorities'),
    addressedTo: (text(form, 'addressedTo') || null) as Addressee | null,
    participants: countOf(text(form, 'participants')),
  }
}

export async function putRecord(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => addRecord(ctx, { cohortId: text(form, 'cohortId'), ...writtenOf(form) }))
}

export async function rewriteRecord(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    correctRecord(ctx, { ...which(form), reason: text(form, 'reason'), ...writtenOf(form) }),
  )
}

export async function strikeOut(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => strikeRecord(ctx, { ...which(form), reason: text(form, 'reason') }))
}

export async function answerProposal(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    moveProposal(ctx, {
      ...which(form),
      status: text(form, 'status') as 'ACCEPTED',
      day: dayOf(form, 'day'),
      reason: text(form, 'reason'),
    }),
  )
}
