import type { CodeValues } from '@/lib/shared/result'

/** What a server action answers: data, or the code of a sentence, with a code for each field that was refused. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; values?: CodeValues; fields?: Record<string, string> }
