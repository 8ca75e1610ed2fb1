'use server'

import { revalidatePath } from 'next/cache'
import { declineCard } from '@/db/commands/surveys/decline-card'
import { issueCards } from '@/db/commands/surveys/issue-cards'
import { closeWave, openWave } from '@/db/commands/surveys/waves'
import { loadWording, removeWording } from '@/db/commands/surveys/wordings'
import type { ActionResult } from '@/lib/access/answer'
import { env } from '@/lib/env'
import { asCommand } from '@/lib/server/action'
import { qrDrawing } from '@/lib/server/qr'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { latinDigits } from '@/lib/shared/number'
import { codeInFours } from '@/lib/surveys/card'
import { LARGEST_WORDING } from '@/lib/surveys/wording'
import { shown, text } from './form'

type Answer<T = unknown> = Promise<ActionResult<T>>

export async function openSurvey(_before: unknown, form: FormData): Answer {
  const day = parseJalaliDay(text(form, 'closesOn'))
  return shown(
    await asCommand((ctx) =>
      openWave(ctx, {
        runId: text(form, 'runId'),
        kind: text(form, 'kind') as 'BASELINE',
        closesOn: day.ok ? day.value : '',
        instruments: form.getAll('instruments').map(String) as 'KA-M'[],
      }),
    ),
  )
}

export async function closeSurvey(_before: unknown, form: FormData): Answer {
  return shown(
    await asCommand((ctx) =>
      closeWave(ctx, { waveId: text(form, 'waveId'), version: Number(text(form, 'version')) }),
    ),
  )
}

/** A card ready to be printed. */
export type PrintedCard = {
  row: number
  symbol: string | null
  colour: string | null
  code: string
  qr: { size: number; path: string }
}
export type PrintedCards = { cards: PrintedCard[]; address: string; own: string }

/** Cards with their numbers, once: they are in this answer and nowhere else. */
export async function makeCards(_before: unknown, form: FormData): Answer<PrintedCards> {
  const which = text(form, 'which')
  const row = Number(latinDigits(text(form, 'row')))
  const result = await asCommand((ctx) =>
    issueCards(ctx, {
      cohortId: text(form, 'cohortId'),
      rows: which === 'ROW' ? (Number.isInteger(row) ? row : 0) : (which as 'NEW'),
    }),
  )
  if (!result.ok) return said(result)
  revalidatePath('/[locale]/office/outcomes/cards', 'page')
  // The address is Persian whoever prints: the card is for the people of the group.
  const address = new URL('/fa/survey', env().NEXTAUTH_URL).href
  const cards = result.data.cards.map(({ code, ...rest }) => ({
    ...rest,
    code: codeInFours(code),
    qr: qrDrawing(`${address}#${codeInFours(code, '-')}`),
  }))
  return {
    ok: true,
    data: { cards, address: shortOf(address), own: shortOf(new URL('/fa/card', address).href) },
  }
}

/** As it is typed; a browser adds the rest. */
const shortOf = (address: string) => address.replace(/^https?:\/\//, '')

/** Somebody wants no card, or wants one after all. */
export async function declineOne(_before: unknown, form: FormData): Answer {
  const row = Number(latinDigits(text(form, 'row')))
  return shown(
    await asCommand((ctx) =>
      declineCard(ctx, {
        cohortId: text(form, 'cohortId'),
        row: Number.isInteger(row) ? row : 0,
        declined: text(form, 'declined') !== 'no',
      }),
    ),
  )
}

export async function putWording(_before: unknown, form: FormData): Answer {
  const file = form.get('file')
  const sent = file instanceof File && file.size > 0 && file.size <= LARGEST_WORDING ? await file.text() : ''
  return shown(
    await asCommand((ctx) => loadWording(ctx, { provinceId: text(form, 'provinceId'), text: sent })),
  )
}

export async function takeWordingAway(_before: unknown, form: FormData): Answer {
  return shown(await asCommand((ctx) => removeWording(ctx, { wordingId: text(form, 'wordingId') })))
}
