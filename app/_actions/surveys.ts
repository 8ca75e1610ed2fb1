'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { signOut } from '@/db/commands/access/sign-out'
import type { Visitor } from '@/db/commands/access/visitor'
import {
  agreeToSurvey,
  answerSurvey,
  askToTalk,
  surveyBehind,
  takeAnswersBack,
} from '@/db/commands/surveys/respondent'
import type { ActionResult } from '@/lib/access/answer'
import { answered, asCommand } from '@/lib/server/action'
import { dropSessionCookie } from '@/lib/server/auth'
import { localeOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { dropVisit, readVisit, visitorOf, writeVisit } from '@/lib/server/survey-visit'
import { AppError } from '@/lib/shared/result'
import { cardCode } from '@/lib/surveys/card'
import { INSTRUMENTS, isInstrument } from '@/lib/surveys/instruments'
import { SURVEY_TEXT } from '@/lib/surveys/schema'
import { modeOf, NO_VISIT } from '@/lib/surveys/visit'
import { asTyped } from './form'

type Answer = Promise<ActionResult<never>>
/** A refusal with what was chosen, so that it stays chosen where no script keeps it. */
export type AnswerRefused = ActionResult<never> & { chosen?: Record<string, string> }
/** The blocks she passed over, as the address keeps them. */
const skipped = (form: FormData, first = '?') =>
  /^[A-Z0-9,-]{1,60}$/.test(asTyped(form, 'skip')) ? `${first}skip=${asTyped(form, 'skip')}` : ''
const home = async () => `/${localeOf(await getLocale())}/survey`

/** Runs what a card allows. A number nobody has counts as a try, whichever form it comes from. */
async function withCard<T>(work: (visitor: Visitor, code: string) => Promise<T>): Promise<ActionResult<T>> {
  const visitor = await visitorOf()
  const { code } = await readVisit()
  return answered(visitor.requestId, async () => {
    if (!code) throw new AppError('E-ASM-03')
    await surveyBehind(visitor, code)
    return work(visitor, code)
  })
}

/** The number on a card, typed. */
export async function enterCard(_before: unknown, form: FormData): Answer {
  const visitor = await visitorOf()
  const { handed } = await readVisit()
  const typed = asTyped(form, 'code')
  const result = await answered(visitor.requestId, () => surveyBehind(visitor, typed))
  if (!result.ok) return said(result)
  await writeVisit({ ...NO_VISIT, handed, code: cardCode(typed) })
  redirect(`${await home()}/answer`)
}

/** Her consent, given on the screen or after the text was read to her; or her refusal, of which nothing is kept. */
export async function agree(_before: unknown, form: FormData): Answer {
  const how = asTyped(form, 'how')
  if (how === 'REFUSED') {
    const { handed } = await readVisit()
    await (handed ? writeVisit({ ...NO_VISIT, handed }) : dropVisit())
    redirect(`${await home()}?told=refused`)
  }
  const result = await withCard((visitor, code) =>
    agreeToSurvey(visitor, code, {
      waveId: asTyped(form, 'waveId'),
      textVersion: SURVEY_TEXT,
      how: how as 'SCREEN',
    }),
  )
  if (!result.ok) return said(result)
  await writeVisit({ ...(await readVisit()), aloud: how === 'READ_ALOUD' })
  redirect(`${await home()}/answer`)
}

/** One block of answers. A low well-being leads to the offer of a counsellor, everybody else to the next block. */
export async function sendAnswers(_before: unknown, form: FormData): Promise<AnswerRefused> {
  const instrument = asTyped(form, 'instrument')
  const items = isInstrument(instrument) ? INSTRUMENTS[instrument].items : 0
  const chosen: Record<string, string> = {}
  for (let i = 1; i <= items; i++) if (form.has(`item-${i}`)) chosen[`item-${i}`] = asTyped(form, `item-${i}`)
  const answers = Array.from({ length: items }, (_, i) => {
    const value = chosen[`item-${i + 1}`]
    return value === undefined || value === '' ? null : /^\d{1,2}$/.test(value) ? Number(value) : -1
  })
  const waveId = asTyped(form, 'waveId')
  const visit = await readVisit()
  const result = await withCard((visitor, code) =>
    answerSurvey(visitor, code, {
      waveId,
      instrument: instrument as 'KA-M',
      answers,
      mode: modeOf(visit),
    }),
  )
  if (!result.ok) return { ...((await said(result)) as ActionResult<never>), chosen }
  if (result.data.low) await writeVisit({ ...visit, talk: waveId })
  redirect(`${await home()}/${result.data.low ? 'talk' : 'answer'}${skipped(form)}`)
}

/** Whether she wants to be called. */
export async function answerTalk(_before: unknown, form: FormData): Promise<AnswerRefused> {
  const visit = await readVisit()
  const waveId = visit.talk
  const chosen = { name: asTyped(form, 'name'), reach: asTyped(form, 'reach') }
  if (asTyped(form, 'wish') === 'yes' && waveId) {
    const result = await withCard((visitor, code) => askToTalk(visitor, code, { waveId, ...chosen }))
    if (!result.ok) return { ...((await said(result)) as ActionResult<never>), chosen }
  }
  await writeVisit({ ...visit, talk: null })
  const asked = asTyped(form, 'wish') === 'yes' && waveId
  redirect(`${await home()}/answer${asked ? `?told=asked${skipped(form, '&')}` : skipped(form)}`)
}

export async function takeBack(_before: unknown, _form: FormData): Answer {
  const result = await withCard((visitor, code) => takeAnswersBack(visitor, code))
  if (!result.ok) return said(result)
  const { handed } = await readVisit()
  await (handed ? writeVisit({ ...NO_VISIT, handed }) : dropVisit())
  redirect(`${await home()}?told=deleted`)
}

/** The next person, or the end: nothing of this one is left in the browser. */
export async function leaveSurvey(): Promise<void> {
  const { handed } = await readVisit()
  await (handed ? writeVisit({ ...NO_VISIT, handed }) : dropVisit())
  redirect(await home())
}

/** A facilitator passes her phone round: her account is closed first, so that whoever holds it sees nothing of hers. */
export async function handOver(): Promise<void> {
  await asCommand(signOut)
  await dropSessionCookie()
  await writeVisit({ ...NO_VISIT, handed: true })
  redirect(await home())
}
