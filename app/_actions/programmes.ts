'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { addPlace } from '@/db/commands/neighbourhoods/add-place'
import { addFacilitator } from '@/db/commands/people/add-facilitator'
import { inviteFacilitator } from '@/db/commands/people/invite-facilitator'
import { addCohort } from '@/db/commands/programmes/add-cohort'
import { approveRun } from '@/db/commands/programmes/approve-run'
import { assignFacilitator } from '@/db/commands/programmes/assign-facilitator'
import { certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { createRun } from '@/db/commands/programmes/create-run'
import { acceptFacilitator } from '@/db/commands/programmes/nominate-facilitator'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { type Context, inTransaction } from '@/db/transaction'
import type { ActionResult } from '@/lib/access/answer'
import { env } from '@/lib/env'
import { asCommand, fieldsOf } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, latinDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { dayOf, shown, text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>
const pageLocale = async () => localeOf(await getLocale())

/** The ISO day of a Jalali date typed in any digits; what is no day fails the command's own check of the field. */

export async function openRun(_before: unknown, form: FormData): Answer {
  const code = text(form, 'code').toUpperCase()
  const result = await asCommand((ctx) =>
    createRun(ctx, {
      provinceId: text(form, 'provinceId'),
      code,
      nameFa: text(form, 'nameFa'),
      nameEn: text(form, 'nameEn'),
      startDate: dayOf(form, 'startDate'),
      endDate: dayOf(form, 'endDate'),
      legalBasisIds: form.getAll('legalBasisIds').map(String),
      letterNo: text(form, 'letterNo') || null,
      audience: (text(form, 'audience') || 'MIXED') as 'MIXED',
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  redirect(`/${await pageLocale()}/office/runs/${code}`)
}

/** A neighbourhood and its cohort, both or neither. */
export async function addNeighbourhood(_before: unknown, form: FormData): Answer {
  const zone = text(form, 'zone') || null
  const setting = zone === null ? null : zone === 'RURAL_VULNERABLE' ? 'RURAL' : 'URBAN'
  const make = (ctx: Context) =>
    inTransaction(ctx, async (db) => {
      const inner = { ...ctx, db }
      const { placeId } = await addPlace(inner, {
        countyId: text(form, 'countyId'),
        nameFa: text(form, 'nameFa'),
        nameEn: text(form, 'nameEn'),
        zone: zone as 'MARGINAL' | null,
        setting,
      })
      return addCohort(inner, {
        runId: text(form, 'runId'),
        placeId,
        ...(text(form, 'audience') ? { audience: text(form, 'audience') as 'MIXED' } : {}),
        ...(text(form, 'targetSize') ? { targetSize: Number(latinDigits(text(form, 'targetSize'))) } : {}),
      })
    })
  return shown(await asCommand(make))
}

export async function nominate(_before: unknown, form: FormData): Answer {
  const fields = fieldsOf(form)
  return shown(await asCommand((ctx) => addFacilitator(ctx, fields as never)))
}

/** The next act on a facilitator: accepted into the class, certified after it, or given a cohort. */
export async function moveFacilitator(_before: unknown, form: FormData): Answer {
  const facilitatorId = text(form, 'facilitatorId')
  const version = Number(text(form, 'version'))
  return shown(
    await asCommand<unknown>((ctx) => {
      if (text(form, 'act') === 'accept') return acceptFacilitator(ctx, { facilitatorId, version })
      if (text(form, 'act') === 'certify') return certifyFacilitator(ctx, { facilitatorId, version })
      return assignFacilitator(ctx, { facilitatorId, cohortId: text(form, 'cohortId'), role: 'LEAD' })
    }),
  )
}

/** An account for a facilitator who leads a cohort; answers her one-time link, once. */
export async function inviteLeader(_before: unknown, form: FormData): Answer<{ link: string }> {
  const result = await asCommand((ctx) =>
    inviteFacilitator(ctx, { facilitatorId: text(form, 'facilitatorId'), handle: text(form, 'handle') }),
  )
  if (!result.ok) return said(result)
  const place = `/${await pageLocale()}/invitation/${result.data.token}`
  return { ok: true, data: { link: new URL(place, env().NEXTAUTH_URL).href } }
}

/** Plans the hours of a cohort or of the class; says how many sessions came of it. */
export async function plan(_before: unknown, form: FormData): Answer<{ says: string }> {
  const minutes = latinDigits(text(form, 'minutes'))
  const result = await asCommand((ctx) => {
    const startDay = dayOf(form, 'startDay')
    if (startDay === '') throw new AppError('E-GEN-01')
    return planSessions(ctx, {
      ...plannedBy(form),
      days: form.getAll('days').map(Number),
      time: latinDigits(text(form, 'time')).padStart(5, '0'),
      startDay,
      ...(minutes ? { minutes: Number(minutes) } : {}),
      venue: text(form, 'venue') || null,
      acknowledged: form.has('thursday') ? ['W-SES-04'] : [],
    })
  })
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office', 'layout')
  const locale = await pageLocale()
  const t = await wordsOf(locale)
  const { owners, sessions, firstDay, lastDay } = result.data
  const values = {
    groups: formatNumber(owners, locale),
    count: formatNumber(sessions, locale),
    from: formatDay(firstDay, locale, 'long'),
    to: formatDay(lastDay, locale, 'long'),
  }
  return { ok: true, data: { says: t(owners > 1 ? 'planning.many' : 'runs.setup.planned60', values) } }
}

/** The class, one group, or (by the run's id) all groups of a run that have no plan yet. */
function plannedBy(form: FormData) {
  const [classId, cohortId, runId] = ['classId', 'cohortId', 'runId'].map((name) => text(form, name))
  if (classId) return { classId }
  return cohortId === runId ? { unplannedOf: runId! } : { cohortId: cohortId! }
}

/** Approves a run; each warning the page showed is accepted by its own tick, others come back with the page. */
export async function approve(_before: unknown, form: FormData): Answer {
  const acknowledged = ['W-RUN-01', 'W-RUN-02', 'W-RUN-03', 'W-RUN-05'].filter((code) => form.has(code))
  return shown(
    await asCommand(async (ctx) => {
      const answer = await approveRun(ctx, {
        runId: text(form, 'runId'),
        version: Number(text(form, 'version')),
        acknowledged: acknowledged as 'W-RUN-01'[],
        letterNo: text(form, 'letterNo') || null,
        letterDate: text(form, 'letterDate') ? dayOf(form, 'letterDate') : null,
      })
      const [open] = answer.warnings
      if (!answer.approved && open) throw new AppError(open.code, open.values)
      return answer
    }),
  )
}
