'use server'

import { revalidatePath } from 'next/cache'
import { addService, changeService, endService } from '@/db/commands/neighbourhoods/write-service'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { type Answer, text } from './form'

function fieldsOf(form: FormData) {
  const day = parseJalaliDay(text(form, 'checkedOn'))
  return {
    kind: text(form, 'kind') as 'OTHER',
    nameFa: text(form, 'nameFa'),
    nameEn: text(form, 'nameEn'),
    address: text(form, 'address'),
    phone: text(form, 'phone'),
    source: text(form, 'source'),
    checkedOn: day.ok ? day.value : '',
  }
}

function shown(result: ActionResult<unknown>): Answer {
  if (result.ok) {
    revalidatePath('/[locale]/office', 'layout')
    revalidatePath('/[locale]/today', 'layout')
  }
  return said(result)
}

export async function putService(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) => addService(ctx, { countyId: text(form, 'countyId'), ...fieldsOf(form) })),
  )
}

export async function correctService(_before: unknown, form: FormData): Answer {
  const which = { serviceId: text(form, 'serviceId'), version: Number(text(form, 'version')) }
  return shown(await asCommand((ctx) => changeService(ctx, { ...which, ...fieldsOf(form) })))
}

export async function takeServiceOff(_before: unknown, form: FormData): Answer {
  const which = { serviceId: text(form, 'serviceId'), version: Number(text(form, 'version')) }
  return shown(await asCommand((ctx) => endService(ctx, which)))
}
