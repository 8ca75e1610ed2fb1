'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { openProvince, openProvinceInput } from '@/db/commands/access/open-province'
import type { ActionResult } from '@/lib/access/answer'
import { env } from '@/lib/env'
import { asCommand, fieldsOf } from '@/lib/server/action'
import { localeOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'

export type ProvinceOpened = { counties: number; rules: number; links: { role: string; link: string }[] }

/** Sets a province up; what comes back holds the one-time links of its first two accounts, once. */
export async function setProvinceUp(_before: unknown, form: FormData): Promise<ActionResult<ProvinceOpened>> {
  const fields = fieldsOf(form) as never
  const result = await asCommand(async (ctx) => {
    await openProvinceInput.parseAsync(fields)
    return openProvince(ctx, fields)
  })
  if (!result.ok) return said(result) as Promise<ActionResult<never>>
  const locale = localeOf(await getLocale())
  revalidatePath('/[locale]/office', 'layout')
  const links = result.data.links.map(({ role, token }) => ({
    role,
    link: new URL(`/${locale}/invitation/${token}`, env().NEXTAUTH_URL).href,
  }))
  return { ok: true, data: { ...result.data, links } }
}
