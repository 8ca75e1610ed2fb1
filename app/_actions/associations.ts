'use server'

import { addActivity, cancelActivity, holdActivity } from '@/db/commands/associations/activity'
import {
  dissolveAssociation,
  doStep,
  establishAssociation,
  undoStep,
} from '@/db/commands/associations/form-association'
import {
  addMeeting,
  addObservance,
  answerQuestion,
  askQuestion,
  setDecisions,
} from '@/db/commands/associations/meeting'
import { addPartner, endPartner } from '@/db/commands/associations/partner'
import { proposeAssociation } from '@/db/commands/associations/propose-association'
import { addShifts, addVolunteer, endVolunteer, strikeShift } from '@/db/commands/associations/volunteer'
import {
  type CapacityGroup,
  type Field,
  LEVELS,
  type Level,
  type MeetingKind,
  type Mode,
  type Step,
  type VolunteerRole,
} from '@/lib/associations/kinds'
import { typedHours } from '@/lib/associations/service'
import { latinDigits, typedNumber } from '@/lib/shared/number'
import { type Answer, dayOf, formsUnder, number, text } from './form'

const count = (form: FormData, name: string) => (text(form, name) === '' ? 0 : number(form, name))
const level = (form: FormData, name: string) => (text(form, name) || null) as Level | null
const { doing } = formsUnder(/^\/(fa|en)\/office\/associations[\w/?=&#-]*$/, '/[locale]/office')
const which = (form: FormData) => ({
  associationId: text(form, 'associationId'),
  version: Number(text(form, 'version')),
})

export async function propose(_before: unknown, form: FormData): Answer {
  return doing(
    form,
    (ctx) =>
      proposeAssociation(ctx, {
        countyId: text(form, 'countyId'),
        nameFa: text(form, 'nameFa'),
        capacityGroup: text(form, 'capacityGroup') as CapacityGroup,
        begunOn: dayOf(form, 'begunOn'),
      }),
    ({ associationId }) => `${text(form, 'back')}/${associationId}`,
  )
}

export async function stepDone(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    doStep(ctx, {
      ...which(form),
      step: text(form, 'step') as Step,
      day: dayOf(form, 'day'),
      evidence: text(form, 'evidence'),
      letterNo: text(form, 'letterNo'),
    }),
  )
}

export async function stepBack(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    undoStep(ctx, { ...which(form), step: text(form, 'step') as Step, reason: text(form, 'reason') }),
  )
}

export async function establish(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => establishAssociation(ctx, { ...which(form), day: dayOf(form, 'day') }))
}

export async function dissolve(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => dissolveAssociation(ctx, { ...which(form), reason: text(form, 'reason') }))
}

export async function putPartner(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addPartner(ctx, {
      associationId: text(form, 'associationId'),
      nameFa: text(form, 'nameFa'),
      does: text(form, 'does'),
      since: dayOf(form, 'since'),
    }),
  )
}

export async function partnerEnds(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    endPartner(ctx, { partnerId: text(form, 'partnerId'), until: dayOf(form, 'until') }),
  )
}

export async function putActivity(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addActivity(ctx, {
      associationId: text(form, 'associationId'),
      day: dayOf(form, 'day'),
      titleFa: text(form, 'titleFa'),
      field: text(form, 'field') as Field,
      beneficiaries: text(form, 'beneficiaries') === '' ? null : number(form, 'beneficiaries'),
    }),
  )
}

const activity = (form: FormData) => ({
  activityId: text(form, 'activityId'),
  version: Number(text(form, 'version')),
})

export async function activityHeld(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    holdActivity(ctx, { ...activity(form), beneficiaries: number(form, 'beneficiaries') }),
  )
}

export async function activityOff(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => cancelActivity(ctx, { ...activity(form), reason: text(form, 'reason') }))
}

export async function putVolunteer(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addVolunteer(ctx, {
      associationId: text(form, 'associationId'),
      name: text(form, 'name'),
      role: text(form, 'role') as VolunteerRole,
      joinedOn: dayOf(form, 'joinedOn'),
      consent: (form.get('consent') !== null) as true,
    }),
  )
}

export async function volunteerLeft(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    endVolunteer(ctx, {
      volunteerId: text(form, 'volunteerId'),
      version: Number(text(form, 'version')),
      leftOn: dayOf(form, 'leftOn'),
    }),
  )
}

export async function putShifts(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addShifts(ctx, {
      activityId: text(form, 'activityId'),
      volunteerIds: form.getAll('volunteerIds').map(String),
      role: (text(form, 'role') || null) as VolunteerRole | null,
      minutes: typedHours(latinDigits(text(form, 'hours')), typedNumber),
    }),
  )
}

export async function strikeOut(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => strikeShift(ctx, { shiftId: text(form, 'shiftId') }))
}

export async function putMeeting(_before: unknown, form: FormData): Answer {
  return doing(
    form,
    (ctx) =>
      addMeeting(ctx, {
        placeId: text(form, 'placeId'),
        kind: text(form, 'kind') as MeetingKind,
        mode: text(form, 'mode') as Mode,
        day: dayOf(form, 'day'),
        subject: text(form, 'subject'),
        venue: text(form, 'venue'),
        letterNo: text(form, 'letterNo'),
        decisions: text(form, 'decisions'),
        seats: LEVELS.map((one) => ({
          level: one,
          inPerson: count(form, `inPerson-${one}`),
          online: count(form, `online-${one}`),
        })),
      }),
    ({ meetingId }) => `${text(form, 'back')}/${meetingId}`,
  )
}

export async function putDecisions(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    setDecisions(ctx, {
      meetingId: text(form, 'meetingId'),
      version: Number(text(form, 'version')),
      decisions: text(form, 'decisions'),
    }),
  )
}

export async function putQuestion(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    askQuestion(ctx, {
      meetingId: text(form, 'meetingId'),
      askedBy: text(form, 'askedBy') as Level,
      question: text(form, 'question'),
      answer: text(form, 'answer'),
      answeredBy: level(form, 'answeredBy'),
    }),
  )
}

export async function putAnswer(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    answerQuestion(ctx, {
      questionId: text(form, 'questionId'),
      answer: text(form, 'answer'),
      answeredBy: text(form, 'answeredBy') as Level,
    }),
  )
}

export async function putObservance(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addObservance(ctx, {
      placeId: text(form, 'placeId'),
      day: dayOf(form, 'day'),
      nameFa: text(form, 'nameFa'),
      source: text(form, 'source'),
    }),
  )
}
