'use server'

import { moveAgreement, proposeAgreement } from '@/db/commands/charities/agreements'
import { addEvent, addReview, recordDelivery, recordOutcome } from '@/db/commands/charities/delivery'
import { answerOffer, attachOffer, makeOffer, revokeOffer } from '@/db/commands/charities/offers'
import type { AddEvent, MoveAgreement, ProposeAgreement, RecordOutcome } from '@/lib/charities/schema'
import { asCommand } from '@/lib/server/action'
import { dayOf, doing, onward } from './charity-pages'
import { type Answer, number, numberOrNone, text, versionOf } from './form'

export async function putOffer(_before: unknown, form: FormData): Answer {
  const [providerId = '', serviceId = ''] = text(form, 'to').split(' ')
  return doing(form, (ctx) =>
    makeOffer(ctx, {
      key: text(form, 'key'),
      needId: text(form, 'needId'),
      providerId,
      serviceId,
      people: number(form, 'people'),
    }),
  )
}

const answerOf = (accept: boolean, form: FormData) =>
  asCommand((ctx) =>
    answerOffer(ctx, { offerId: text(form, 'offerId'), accept, reason: text(form, 'reason') }),
  )
export async function acceptOffer(_before: unknown, form: FormData): Answer {
  return onward(await answerOf(true, form), form)
}
export async function declineOffer(_before: unknown, form: FormData): Answer {
  return onward(await answerOf(false, form), form)
}

export async function takeOfferBack(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    revokeOffer(ctx, { offerId: text(form, 'offerId'), reason: text(form, 'reason') }),
  )
}

export async function serveUnder(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    attachOffer(ctx, { offerId: text(form, 'offerId'), agreementId: text(form, 'agreementId') }),
  )
}

export async function putAgreement(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    proposeAgreement(ctx, {
      key: text(form, 'key'),
      providerId: text(form, 'providerId'),
      serviceId: text(form, 'serviceId'),
      startsOn: dayOf(form, 'startsOn'),
      endsOn: dayOf(form, 'endsOn'),
      capacity: number(form, 'capacity'),
      clause: text(form, 'clause'),
      aim: text(form, 'aim') as ProposeAgreement['aim'],
      offerId: text(form, 'offerId') || null,
    }),
  )
  return onward(result, form, result.ok ? `${text(form, 'back')}/${result.data.agreementId}` : undefined)
}

export async function stepAgreement(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    moveAgreement(ctx, {
      agreementId: text(form, 'agreementId'),
      version: versionOf(form),
      act: text(form, 'act') as MoveAgreement['act'],
      reason: text(form, 'reason'),
    }),
  )
}

export async function putDelivery(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    recordDelivery(ctx, {
      agreementId: text(form, 'agreementId'),
      month: Number(text(form, 'month')),
      served: number(form, 'served'),
      units: number(form, 'units'),
      acknowledged: form.has('W-CD-08') ? ['W-CD-08'] : [],
    }),
  )
}

export async function putReview(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addReview(ctx, {
      agreementId: text(form, 'agreementId'),
      day: dayOf(form, 'day'),
      before: numberOrNone(form, 'before'),
      score: number(form, 'score'),
      finding: text(form, 'finding'),
    }),
  )
}

export async function putOutcome(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    recordOutcome(ctx, {
      agreementId: text(form, 'agreementId'),
      kind: text(form, 'kind') as RecordOutcome['kind'],
      month: Number(text(form, 'month')),
      count: number(form, 'count'),
    }),
  )
}

export async function putEvent(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addEvent(ctx, {
      key: text(form, 'key'),
      countyId: text(form, 'countyId'),
      day: dayOf(form, 'day'),
      titleFa: text(form, 'titleFa'),
      audience: text(form, 'audience') as AddEvent['audience'],
      attendees: number(form, 'attendees'),
    }),
  )
}
