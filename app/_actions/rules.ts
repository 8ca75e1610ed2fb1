'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { slugOf } from '@/app/[locale]/(office)/office/rules/groups'
import { changeRule } from '@/db/commands/rules'
import type { ActionResult } from '@/lib/access/answer'
import { isRuleKey, type RuleKey, type RuleValue, ruleOf } from '@/lib/rules/registry'
import type { ChangeRule } from '@/lib/rules/schema'
import { asCommand } from '@/lib/server/action'
import { localeOf } from '@/lib/server/i18n'
import { latinDigits } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { asTyped } from './form'

type Answer = ActionResult<{ place: string }>

/** Changes a rule as the form asks; back to the rule's page, which then shows the change. */
export async function change(_before: Answer | null, form: FormData): Promise<Answer> {
  const recompute = form.has('recompute')
  if (recompute && !form.has('confirm'))
    return { ok: false, code: 'E-GEN-01', fields: { confirm: 'E-RUL-05' } }
  const result = await asCommand(async (ctx) => {
    const key = asTyped(form, 'key')
    if (!isRuleKey(key)) throw new AppError('E-GEN-04')
    const level = asTyped(form, 'level') as ChangeRule['level']
    return changeRule(ctx, {
      key,
      value: typedValue(key, form.getAll('value').map(String)),
      level,
      ...(level === 'NATION' ? {} : { runId: asTyped(form, 'runId') }),
      reason: asTyped(form, 'reason'),
      source: asTyped(form, 'source'),
      recompute,
    })
  })
  if (!result.ok) return result
  revalidatePath('/[locale]/office', 'layout')
  const locale = localeOf(await getLocale())
  const asked = new URLSearchParams({ run: asTyped(form, 'run'), done: String(result.data.recredited) })
  redirect(`/${locale}/office/rules/${slugOf(result.data.key)}?${asked}`)
}

/** What was typed, in any digits, as a value of the rule's kind; what cannot be read goes on as text and is refused. */
function typedValue(key: RuleKey, typed: string[]): RuleValue {
  const def = ruleOf(key)
  const [first = '', second = ''] = typed
  switch (def.kind) {
    case 'boolean':
      return first === 'yes' ? true : first === 'no' ? false : first
    case 'enum':
      return first
    case 'list':
      return typed
    case 'range':
      return `${plain(first)}-${plain(second)}`
    case 'fraction':
      return `${plain(first)}/${plain(second)}`
    case 'integer':
      return numberIn(first) ?? first
    case 'share': {
      const percent = numberIn(first.replace(/[%٪]/g, ''))
      return percent === null ? first : Number((percent / 100).toFixed(8))
    }
  }
}

/** Without the separators and signs people write between digits. */
const plain = (typed: string) =>
  latinDigits(typed)
    .replace(/[\s٬,\p{Cf}]/gu, '')
    .replace(/[٫/]/, '.')

function numberIn(typed: string): number | null {
  const digits = plain(typed)
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : null
}
