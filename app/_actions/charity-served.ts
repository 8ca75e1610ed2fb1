'use server'

import { revalidatePath } from 'next/cache'
import { keepDocument, removeDocument } from '@/db/commands/charities/documents'
import { linkPerson, unlinkPerson } from '@/db/commands/charities/need-people'
import { addPledge, settle } from '@/db/commands/charities/pledges'
import {
  answerComplaint,
  confirmByVoice,
  issueServedCards,
  recordComplaint,
  takeComplaint,
} from '@/db/commands/charities/served'
import type { ActionResult } from '@/lib/access/answer'
import type { AddPledge, ConfirmServed, RecordComplaint, SettlePledge } from '@/lib/charities/served-schema'
import { env } from '@/lib/env'
import { asCommand } from '@/lib/server/action'
import { cleanPaper } from '@/lib/server/papers'
import { qrDrawing } from '@/lib/server/qr'
import { said } from '@/lib/server/said'
import { AppError, orThrow } from '@/lib/shared/result'
import { codeInFours } from '@/lib/surveys/card'
import { dayOf, doing, onward } from './charity-pages'
import { type Answer, numberOrNone, text, versionOf } from './form'

export type ServedCardsMade = {
  cards: { number: number; code: string; qr: { size: number; path: string } }[]
  address: string
}

/** Cards with their numbers, once: they are in this answer and nowhere else. */
export async function makeServedCards(
  _before: unknown,
  form: FormData,
): Promise<ActionResult<ServedCardsMade>> {
  const result = await asCommand((ctx) =>
    issueServedCards(ctx, {
      agreementId: text(form, 'agreementId'),
      count: numberOrNone(form, 'count'),
      anew: numberOrNone(form, 'anew'),
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office/charities', 'layout')
  // The address is Persian whoever prints: the card is for the people served.
  const address = new URL('/fa/card', env().NEXTAUTH_URL).href
  return {
    ok: true,
    data: {
      address: address.replace(/^https?:\/\//, ''),
      // The number stands in no address, so the picture leads to the page and no further.
      cards: result.data.cards.map(({ number, code }) => ({
        number,
        code: codeInFours(code),
        qr: qrDrawing(address),
      })),
    },
  }
}

export async function sayByVoice(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    confirmByVoice(ctx, {
      agreementId: text(form, 'agreementId'),
      code: text(form, 'code'),
      month: Number(text(form, 'month')),
      answer: text(form, 'answer') as ConfirmServed['answer'],
    }),
  )
}

export async function putComplaint(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    recordComplaint(ctx, {
      key: text(form, 'key'),
      agreementId: text(form, 'agreementId'),
      code: text(form, 'code'),
      about: text(form, 'about') as RecordComplaint['about'],
      who: text(form, 'who'),
      said: text(form, 'said'),
    }),
  )
}

export async function takeOnComplaint(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    takeComplaint(ctx, { complaintId: text(form, 'complaintId'), version: versionOf(form) }),
  )
}

export async function putAnswer(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    answerComplaint(ctx, {
      complaintId: text(form, 'complaintId'),
      version: versionOf(form),
      answer: text(form, 'answer'),
    }),
  )
}

export async function putPledge(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addPledge(ctx, {
      key: text(form, 'key'),
      placeId: text(form, 'placeId'),
      benefactor: text(form, 'benefactor'),
      kind: text(form, 'kind') as AddPledge['kind'],
      amount: numberOrNone(form, 'amount'),
      goods: text(form, 'goods'),
      promisedOn: dayOf(form, 'promisedOn'),
      meetingId: text(form, 'meetingId') || null,
      needId: text(form, 'needId') || null,
    }),
  )
}

export async function endPledge(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    settle(ctx, {
      pledgeId: text(form, 'pledgeId'),
      version: versionOf(form),
      to: text(form, 'to') as SettlePledge['to'],
      day: dayOf(form, 'day'),
      receiptNo: text(form, 'receiptNo'),
      reason: text(form, 'reason'),
    }),
  )
}

export async function linkOne(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    linkPerson(ctx, { needId: text(form, 'needId'), nationalId: text(form, 'nationalId') }),
  )
}

export async function unlinkOne(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    unlinkPerson(ctx, { needId: text(form, 'needId'), personId: text(form, 'personId') }),
  )
}

export async function putDocument(_before: unknown, form: FormData): Answer {
  return onward(
    await asCommand(async (ctx) => {
      const file = form.get('file')
      if (!(file instanceof File) || file.size === 0) throw new AppError('file-missing')
      const paper = orThrow(await cleanPaper(new Uint8Array(await file.arrayBuffer())))
      return keepDocument(
        ctx,
        {
          key: text(form, 'key'),
          providerId: text(form, 'providerId'),
          kind: text(form, 'kind') as 'LICENCE',
        },
        paper,
      )
    }),
    form,
  )
}

export async function dropDocument(_before: unknown, form: FormData): Answer {
  return onward(await asCommand((ctx) => removeDocument(ctx, text(form, 'documentId'))), form)
}
