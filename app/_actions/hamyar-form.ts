import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { ActionResult } from '@/lib/access/answer'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { typedNumber } from '@/lib/shared/number'

export type Answer = Promise<ActionResult<unknown>>
export const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
export const all = (form: FormData, name: string) => form.getAll(name).map(String)
/** What is not chosen is neither yes nor no, and the shape refuses it. */
export const yes = (form: FormData, name: string) =>
  ({ yes: true, no: false })[text(form, name)] as unknown as boolean
export const number = (form: FormData, name: string) => typedNumber(text(form, name)) ?? Number.NaN
export const part = (form: FormData, name: string) => (text(form, name) === '' ? null : number(form, name))
export const dayOf = (form: FormData, name: string) => {
  const day = parseJalaliDay(text(form, name))
  return day.ok ? day.value : ''
}
/** A day that may be left out. */
export const dayOrNone = (form: FormData, name: string) =>
  text(form, name) === '' ? null : dayOf(form, name)

/** Goes on to the page the form names, if it is one of ours; a refusal comes back with its sentences. */
export async function onward(result: ActionResult<unknown>, form: FormData, to?: string): Answer {
  if (!result.ok) return said(result)
  revalidatePath('/[locale]', 'layout')
  const back = to ?? text(form, 'back')
  if (/^\/(fa|en)\/(office|book|desk)[\w/?=&#-]*$/.test(back)) redirect(back)
  return result
}
