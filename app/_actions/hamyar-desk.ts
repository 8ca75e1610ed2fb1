'use server'

import { addVocational, rateMembers } from '@/db/commands/hamyar/member-record'
import { addPlanItem, settlePlanItem } from '@/db/commands/hamyar/plan'
import { recordEvent } from '@/db/commands/hamyar/record-event'
import { addCriterion, changeCriterion, setHTarget } from '@/db/commands/hamyar/revise'
import { answerSupport, askSupport } from '@/db/commands/hamyar/support'
import type {
  AddPlanItem,
  AnswerSupport,
  AskSupport,
  RecordEvent,
  SettlePlanItem,
} from '@/lib/hamyar/desk-schema'
import { type Answer, all, dayOf, dayOrNone, number, numberOrNone, text, yes } from './form'
import { doing } from './hamyar-pages'

export async function record(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    recordEvent(ctx, {
      groupId: text(form, 'groupId'),
      eventId: text(form, 'eventId') || null,
      kind: text(form, 'kind') as RecordEvent['kind'],
      day: dayOf(form, 'day'),
      minutes: numberOrNone(form, 'minutes'),
      topic: text(form, 'topic'),
      came: all(form, 'came'),
      gone: text(form, 'gone') === 'yes',
    }),
  )
}

export async function promise(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addPlanItem(ctx, {
      groupId: text(form, 'groupId'),
      pillar: text(form, 'pillar') as AddPlanItem['pillar'],
      aspect: text(form, 'aspect') as AddPlanItem['aspect'],
      textFa: text(form, 'textFa'),
      dueOn: dayOrNone(form, 'dueOn'),
    }),
  )
}

export async function settle(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    settlePlanItem(ctx, {
      itemId: text(form, 'itemId'),
      status: text(form, 'status') as SettlePlanItem['status'],
      day: dayOf(form, 'day'),
    }),
  )
}

export async function ask(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    askSupport(ctx, {
      groupId: text(form, 'groupId'),
      memberId: text(form, 'memberId') || null,
      form: text(form, 'form') as AskSupport['form'],
      what: text(form, 'what'),
      askedOn: dayOf(form, 'askedOn'),
      amount: text(form, 'amount'),
    }),
  )
}

export async function answer(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    answerSupport(ctx, {
      supportId: text(form, 'supportId'),
      answer: text(form, 'answer') as AnswerSupport['answer'],
      answeredOn: dayOf(form, 'answeredOn'),
      amount: text(form, 'amount'),
      regulation: text(form, 'regulation'),
    }),
  )
}

export async function rate(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    rateMembers(ctx, {
      groupId: text(form, 'groupId'),
      day: dayOf(form, 'day'),
      ratings: [
        {
          memberId: text(form, 'memberId'),
          confidence: number(form, 'confidence'),
          decision: number(form, 'decision'),
          resources: number(form, 'resources'),
          onSupport: yes(form, 'onSupport'),
        },
      ],
    }),
  )
}

export async function certify(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addVocational(ctx, {
      groupId: text(form, 'groupId'),
      memberId: text(form, 'memberId'),
      title: text(form, 'title'),
      issuer: text(form, 'issuer'),
      issuedOn: dayOf(form, 'issuedOn'),
    }),
  )
}

export async function putTarget(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    setHTarget(ctx, {
      countyId: text(form, 'countyId'),
      value: number(form, 'value'),
      source: text(form, 'source'),
      reason: text(form, 'reason'),
    }),
  )
}

const criterion = (form: FormData) => ({
  provinceId: text(form, 'provinceId'),
  rung: number(form, 'rung'),
  nameFa: text(form, 'nameFa'),
  nameEn: text(form, 'nameEn'),
})

export async function putCriterion(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => addCriterion(ctx, { ...criterion(form), source: text(form, 'source') }))
}

export async function reviseCriterion(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    changeCriterion(ctx, {
      ...criterion(form),
      criterionId: text(form, 'criterionId'),
      retired: yes(form, 'retired'),
      reason: text(form, 'reason'),
    }),
  )
}
