'use server'

import { revalidatePath } from 'next/cache'
import { makeApiToken, revokeApiToken } from '@/db/commands/access/api-token'
import type { ActionResult } from '@/lib/access/answer'
import { makeTokenInput, revokeTokenInput } from '@/lib/access/api-token'
import { asCommand, fieldsOf, formAction } from '@/lib/server/action'
import { said } from '@/lib/server/said'

/** Makes a token; what comes back holds it, once. */
export async function makeToken(_before: unknown, form: FormData): Promise<ActionResult<{ link: string }>> {
  const fields = fieldsOf(form)
  const input = { ...fields, exports: [fields.exports ?? []].flat() } as never
  const result = await asCommand(async (ctx) => {
    await makeTokenInput.parseAsync(input)
    return makeApiToken(ctx, input)
  })
  if (!result.ok) return said(result) as Promise<ActionResult<never>>
  revalidatePath('/[locale]/office/tokens', 'page')
  return { ok: true, data: { link: result.data.token } }
}

export async function endToken(_before: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await formAction(revokeTokenInput, revokeApiToken)(null, form)
  if (result.ok) revalidatePath('/[locale]/office/tokens', 'page')
  return result
}
