import { indicatorOf, isIndicatorCode } from '@/lib/indicators/catalogue'
import { type EntryCode, entryOf } from '@/lib/indicators/dictionary'
import type { Words } from '@/lib/shared/locale'
import { sourceText } from '../rules/source-text'

/** Where an indicator's target comes from: the rules it is the product of, and the fact of the plan that states them. */
export function targetSentence(code: EntryCode, t: Words): string {
  const { target, source } = entryOf(code)
  const whole = isIndicatorCode(code) && indicatorOf(code).whole
  if (whole && source !== null)
    return `${t('indicator-catalogue.wholeTarget')} · ${t('indicator-catalogue.targetSource', { source: sourceText(source, t) })}`
  if (target.length === 0) return t('indicator-catalogue.noTarget')
  const rules = target
    .map((key) => t(`indicator-catalogue.ruleName.${key}`))
    .join(t('indicator-catalogue.times'))
  const derived = t('indicator-catalogue.targetDerived', { rules })
  return source === null
    ? derived
    : `${derived} · ${t('indicator-catalogue.targetSource', { source: sourceText(source, t) })}`
}
