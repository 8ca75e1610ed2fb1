import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { said } from '@/lib/server/said'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { typedNumber } from '@/lib/shared/number'

// What an office's form says, read field by field, and where it goes on from there.

export type Answer = Promise<ActionResult<unknown>>
type Work<T> = Parameters<typeof asCommand<T>>[0]

/** As it was typed: a password may begin with a space. */
export const asTyped = (form: FormData, name: string) => String(form.get(name) ?? '')
export const text = (form: FormData, name: string) => asTyped(form, name).trim()
export const all = (form: FormData, name: string) => form.getAll(name).map(String)
/** What is not chosen is neither yes nor no, and the shape refuses it. */
export const yes = (form: FormData, name: string) =>
  ({ yes: true, no: false })[text(form, name)] as unknown as boolean
export const number = (form: FormData, name: string) => typedNumber(text(form, name)) ?? Number.NaN
/** A number that may be left out. */
export const numberOrNone = (form: FormData, name: string) =>
  text(form, name) === '' ? null : number(form, name)
export const versionOf = (form: FormData) => Number(text(form, 'version'))
/** A day in Jalali, in any digits; empty where it is none, which the shape refuses. A short year is none after `latestYear`. */
export const dayOf = (form: FormData, name: string, latestYear?: number) => {
  const day = parseJalaliDay(text(form, name), latestYear)
  return day.ok ? day.value : ''
}
/** A day that may be left out. */
export const dayOrNone = (form: FormData, name: string) =>
  text(form, name) === '' ? null : dayOf(form, name)

/** The answer with its sentences; where something changed, the office's pages are asked for anew. */
export async function shown<T>(result: ActionResult<T>): Promise<ActionResult<T>> {
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result)
}

/**
 * Forms whose next page, named by themselves in `back`, is one of `ours`: after a refusal the sentences, otherwise on to that page.
 */
export function formsUnder(ours: RegExp, stale = '/[locale]') {
  async function onward(result: ActionResult<unknown>, form: FormData, to?: string): Answer {
    if (!result.ok) return said(result)
    revalidatePath(stale, 'layout')
    const back = to ?? text(form, 'back')
    if (ours.test(back)) redirect(back)
    return result
  }
  /** One command with what the form says, and on from there. */
  async function doing<T>(form: FormData, work: Work<T>, to?: (made: T) => string): Answer {
    const result = await asCommand(work)
    return onward(result, form, result.ok ? to?.(result.data) : undefined)
  }
  return { onward, doing }
}
