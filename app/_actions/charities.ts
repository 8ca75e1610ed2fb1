'use server'

import { moveProvider } from '@/db/commands/charities/move-provider'
import { setNameConsent } from '@/db/commands/charities/set-name-consent'
import { addMeeting, addNeed, moveNeed } from '@/db/commands/charities/write-need'
import { addAssessment, addProvider, setPlaces, setProvider } from '@/db/commands/charities/write-provider'
import { addService, importServices } from '@/db/commands/charities/write-service'
import type { AddNeed, AddProvider, AddService, MoveNeed, MoveProvider } from '@/lib/charities/schema'
import { asCommand } from '@/lib/server/action'
import { sheetRows } from '@/lib/server/charity-sheet'
import { said } from '@/lib/server/said'
import { dayOf, doing, onward } from './charity-pages'
import { type Answer, all, number, numberOrNone, text, versionOf, yes } from './form'

const serviceFacts = (form: FormData) => ({
  titleFa: text(form, 'titleFa'),
  domain: text(form, 'domain') as AddService['domain'],
  sinceYear: numberOrNone(form, 'sinceYear'),
})
const overTotal = (form: FormData) => (form.has('W-CD-04') ? (['W-CD-04'] as const) : [])

export async function putService(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addService(ctx, {
      key: text(form, 'key'),
      provinceId: text(form, 'provinceId'),
      code: text(form, 'code'),
      ...serviceFacts(form),
      acknowledged: [...overTotal(form)],
    }),
  )
}

/** A sheet of the catalogue: read, told what is wrong with it, or taken as a whole. */
export async function takeSheet(_before: unknown, form: FormData): Answer {
  const result = await asCommand(async (ctx) => {
    const rows = await sheetRows(form.get('file'))
    return importServices(ctx, {
      provinceId: text(form, 'provinceId'),
      rows,
      acknowledged: [...overTotal(form)],
    })
  })
  if (!result.ok) return said(result)
  const { added, changed, same } = result.data
  return onward(result, form, `${text(form, 'back')}?added=${added}&changed=${changed}&same=${same}`)
}

const providerFacts = (form: FormData) => ({
  nameFa: text(form, 'nameFa'),
  providerType: text(form, 'providerType') as AddProvider['providerType'],
  domains: all(form, 'domains') as AddProvider['domains'],
  licenceNo: text(form, 'licenceNo'),
  licenceIssuer: text(form, 'licenceIssuer'),
  licenceUntil: text(form, 'licenceUntil') === '' ? null : dayOf(form, 'licenceUntil'),
  contact: text(form, 'contact'),
})

export async function putProvider(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    addProvider(ctx, {
      key: text(form, 'key'),
      countyId: text(form, 'countyId'),
      registrationNo: text(form, 'registrationNo'),
      ...providerFacts(form),
    }),
  )
  return onward(result, form, result.ok ? `${text(form, 'back')}/${result.data.providerId}` : undefined)
}

export async function correctProvider(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    setProvider(ctx, {
      providerId: text(form, 'providerId'),
      version: versionOf(form),
      ...providerFacts(form),
    }),
  )
}

export async function putNameConsent(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    setNameConsent(ctx, {
      providerId: text(form, 'providerId'),
      version: versionOf(form),
      day: text(form, 'day') === '' ? null : dayOf(form, 'day'),
      note: text(form, 'note'),
    }),
  )
}

export async function putPlaces(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    setPlaces(ctx, {
      providerId: text(form, 'providerId'),
      serviceId: text(form, 'serviceId'),
      places: number(form, 'places'),
    }),
  )
}

export async function putAssessment(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addAssessment(ctx, {
      key: text(form, 'key'),
      providerId: text(form, 'providerId'),
      day: dayOf(form, 'day'),
      finding: text(form, 'finding'),
    }),
  )
}

export async function stepProvider(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    moveProvider(ctx, {
      providerId: text(form, 'providerId'),
      version: versionOf(form),
      act: text(form, 'act') as MoveProvider['act'],
      reason: text(form, 'reason'),
    }),
  )
}

export async function putNeed(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    addNeed(ctx, {
      key: text(form, 'key'),
      countyId: text(form, 'countyId'),
      domain: text(form, 'domain') as AddNeed['domain'],
      serviceId: text(form, 'serviceId') || null,
      titleFa: text(form, 'titleFa'),
      isNew: yes(form, 'isNew'),
      priority: text(form, 'priority') as AddNeed['priority'],
      identifiedOn: dayOf(form, 'identifiedOn'),
      people: number(form, 'people'),
    }),
  )
  return onward(result, form, result.ok ? `${text(form, 'back')}/${result.data.needId}` : undefined)
}

export async function stepNeed(_before: unknown, form: FormData): Answer {
  const act = text(form, 'act') as MoveNeed['act']
  return doing(form, (ctx) =>
    moveNeed(ctx, {
      needId: text(form, 'needId'),
      version: versionOf(form),
      act,
      reason: text(form, 'reason'),
      ...(act === 'verify' && { verifiedCount: numberOrNone(form, 'verifiedCount') }),
      ...(act === 'plan' && {
        meetingId: text(form, 'meetingId') || null,
        promisedBy: text(form, 'promisedBy') || null,
        promised: text(form, 'promised'),
      }),
    }),
  )
}

export async function putMeeting(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addMeeting(ctx, {
      key: text(form, 'key'),
      placeId: text(form, 'placeId'),
      day: dayOf(form, 'day'),
      titleFa: text(form, 'titleFa'),
      minutes: text(form, 'minutes'),
    }),
  )
}
