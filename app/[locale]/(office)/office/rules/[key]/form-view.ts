import type { RuleFormWords } from '@/components/rules/rule-form'
import type { ValueAsk } from '@/components/rules/value-input'
import { type Actor, actorCan } from '@/lib/access/actor'
import { parseFraction, parseRange, type RuleKey, type RuleValue, ruleOf } from '@/lib/rules/registry'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { boundsText, optionText } from '../value-text'

/** How a value of the rule is asked for, beginning with the one in force. */
export function askOf(key: RuleKey, value: RuleValue, t: Words, locale: Locale): ValueAsk {
  const def = ruleOf(key)
  const digits = (number: number | undefined) => localDigits(String(number ?? ''), locale)
  switch (def.kind) {
    case 'integer':
      return { kind: 'number', start: digits(Number(value)), decimal: false }
    case 'share':
      return {
        kind: 'number',
        start: formatNumber(Number(value) * 100, locale, { maxDecimals: 2 }),
        decimal: true,
      }
    case 'boolean':
      return {
        kind: 'one',
        start: value === true ? 'yes' : 'no',
        options: (['yes', 'no'] as const).map((option) => ({ value: option, label: t(`rules.${option}`) })),
      }
    case 'enum':
    case 'list': {
      const options = def.options.map((option) => ({
        value: option,
        label: optionText(key, option, t, locale),
      }))
      return def.kind === 'enum'
        ? { kind: 'one', start: String(value), options }
        : { kind: 'many', start: Array.isArray(value) ? value : [], options }
    }
    case 'range': {
      const range = parseRange(String(value))
      return {
        kind: 'pair',
        start: [digits(range?.min), digits(range?.max)],
        labels: [t('rules.ends.from'), t('rules.ends.to')],
      }
    }
    case 'fraction': {
      const part = parseFraction(String(value))
      return {
        kind: 'pair',
        start: [digits(part?.part), digits(part?.of)],
        labels: [t('rules.ends.part'), t('rules.ends.of')],
      }
    }
  }
}

/** Where she may let a value hold, the nearest first. */
export function reachesOf(actor: Actor, run: { path: number[] }, t: Words) {
  const nation = run.path.slice(0, 1)
  const levels = actorCan(actor, 'rules', { path: nation })
    ? ['RUN', 'PROVINCE', 'NATION']
    : ['RUN', 'PROVINCE']
  return levels.map((value) => ({ value, label: t(`rules.reach.${value}`) }))
}

export function formWords(key: RuleKey, now: string, t: Words, locale: Locale): RuleFormWords {
  const { unit } = ruleOf(key)
  return {
    value: t.has(`rules.unitName.${unit}`)
      ? t('rules.newValueIn', { unit: t(`rules.unitName.${unit}`) })
      : t('rules.newValue'),
    valueHint: `${t('rules.now', { value: now })} · ${boundsText(key, t, locale, true)}`,
    reach: t('rules.reach.title'),
    reason: t('rules.reason'),
    reasonHint: t('rules.reasonHint'),
    source: t('rules.source'),
    sourceHint: t('rules.sourceHint'),
    notRetroactive: t('rules.notRetroactive'),
    recomputeTitle: t('rules.recomputeTitle'),
    recompute: t('rules.recompute'),
    recomputeLine: t('rules.recomputeLine'),
    recomputeDanger: t('rules.recomputeDanger'),
    confirm: t('rules.confirm'),
    save: t('rules.save'),
    info: t('words.kind.info'),
    error: t('words.kind.error'),
    fallback: t('errors.E-GEN-09', { requestId: '—' }),
  }
}

/** The sentences of a rule's own refusals; what is allowed is said in the unit the form asks for. */
export function fieldSentences(key: RuleKey, t: Words, locale: Locale): Record<string, string> {
  return {
    'E-RUL-01': t('rules.refused.E-RUL-01', { bounds: boundsText(key, t, locale, true) }),
    'E-RUL-02': t('rules.refused.E-RUL-02'),
    'E-RUL-03': t('rules.refused.E-RUL-03'),
    'E-RUL-04': t('rules.refused.E-RUL-04'),
    'E-RUL-05': t('rules.refused.E-RUL-05'),
  }
}
