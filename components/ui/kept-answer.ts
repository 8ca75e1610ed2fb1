'use client'

import { useActionState, useState } from 'react'
import type { ActionResult } from '@/lib/access/answer'

/**
 * A server action and what was typed when it refused. A form is emptied by the browser after each answer: boxes keyed with
 * `round` are made anew and start with what `typed` holds.
 */
export function useKeptAnswer<T>(action: (before: unknown, form: FormData) => Promise<ActionResult<T>>) {
  const [kept, setKept] = useState<{ round: number; form: FormData | null }>({ round: 0, form: null })
  const [answer, post, busy] = useActionState<ActionResult<T> | null, FormData>(async (before, form) => {
    const result = await action(before, form)
    setKept(({ round }) => ({ round: round + 1, form: result.ok ? null : form }))
    return result
  }, null)
  return { answer, post, busy, round: kept.round, typed: kept.form }
}
