'use server'

import { revalidatePath } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { enterSms } from '@/db/commands/sync/enter-sms'
import { takeRescue } from '@/db/commands/sync/take-rescue'
import type { ActionResult } from '@/lib/access/answer'
import { asCommand } from '@/lib/server/action'
import { currentHash } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { formatNumber } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { RESCUE_BYTES } from '@/lib/sync/rescue'

type Said = ActionResult<{ sentence: string }>

async function tongue() {
  const locale = localeOf(await getLocale())
  return { t: await wordsOf(locale), number: (value: number) => formatNumber(value, locale) }
}

/** Takes in the rescue file of a phone, whoever brings it. */
export async function takeRescueFile(_before: unknown, form: FormData): Promise<Said> {
  const result = await asCommand(async (ctx) => {
    const file = form.get('rescue')
    if (!(file instanceof File) || file.size === 0) throw new AppError('E-RSC-01')
    if (file.size > RESCUE_BYTES) throw new AppError('E-SYN-08')
    const hash = await currentHash()
    if (!hash) throw new AppError('E-ACC-02')
    const done = await takeRescue(hash, await file.text(), ctx.requestId)
    const { t, number } = await tongue()
    const sentence = [
      t('rescue.taken.all', { count: number(done.operations), sheets: number(done.sheets) }),
      ...(['fresh', 'known', 'disputed', 'waiting'] as const)
        .filter((key) => done[key] > 0)
        .map((key) => t(`rescue.taken.${key}`, { count: number(done[key]) })),
    ].join(' ')
    return { sentence }
  })
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result) as Promise<Said>
}

/** Enters a sheet somebody read off an SMS. */
export async function enterSmsSheet(_before: unknown, form: FormData): Promise<Said> {
  const result = await asCommand(async (ctx) => {
    const done = await enterSms(ctx, { text: String(form.get('sms') ?? '') })
    const { t, number } = await tongue()
    const about = { seq: number(done.seq), code: done.cohortCode }
    const counts = { present: number(done.present), absent: number(done.absent), head: number(done.head) }
    const sentence = [
      t(done.known ? 'rescue.sms.known' : 'rescue.sms.entered', { ...about, ...counts }),
      done.head === done.present ? '' : t('rescue.sms.differs', counts),
    ]
      .filter(Boolean)
      .join(' ')
    return { sentence }
  })
  if (result.ok) revalidatePath('/[locale]/office', 'layout')
  return said(result) as Promise<Said>
}
