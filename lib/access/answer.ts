import type { CodeValues } from '@/lib/shared/result'

/**
 * What a server action answers: data, or the code of a sentence, with a code for each field that was refused. Answers
 * to a form also carry the sentences themselves, so that a form needs no catalogue in the browser.
 */
export type ActionResult<T> = { ok: true; data: T } | Refused

export type Refused = {
  ok: false
  code: string
  values?: CodeValues
  fields?: Record<string, string>
  says?: string
  fieldSays?: Record<string, string>
}
