import { parseFraction, parseRange, type RuleKey, ruleOf, type Unit } from '@/lib/rules/registry'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent, localDigits } from '@/lib/shared/number'

/** A rule's value as people say it: «۶۰ ساعت», «۸۰٪», «پنجشنبه، جمعه». What is no value of the rule stays as it is. */
export function valueText(key: RuleKey, value: unknown, t: Words, locale: Locale): string {
  const def = ruleOf(key)
  switch (def.kind) {
    case 'boolean':
      return t(value === true ? 'rules.yes' : 'rules.no')
    case 'enum':
      return optionText(key, String(value), t, locale)
    case 'list': {
      const items = Array.isArray(value) ? value : []
      return (
        items.map((item) => optionText(key, String(item), t, locale)).join(t('words.listComma')) ||
        t('rules.empty')
      )
    }
    case 'share':
      return formatPercent(Number(value), locale, { maxDecimals: 2 })
    case 'integer':
      return measured(Number(value), def.unit, t, locale)
    case 'range': {
      const range = parseRange(String(value))
      if (!range) return String(value)
      const words = { min: formatNumber(range.min, locale), max: formatNumber(range.max, locale) }
      return t(`rules.unit.${def.unit}`, { value: t('rules.range', words) })
    }
    case 'fraction': {
      const part = parseFraction(String(value))
      if (!part) return String(value)
      return t('rules.fraction', { part: formatNumber(part.part, locale), of: formatNumber(part.of, locale) })
    }
  }
}

/** One of the values a rule may be chosen from, in words. */
export function optionText(key: RuleKey, option: string, t: Words, locale: Locale): string {
  if (key === 'COMPLETION_MODE') return t(`rules.mode.${option}`)
  if (key === 'WEEKEND_DAYS') return t(`rules.day.${option}`)
  const [sessions, minutes] = option.split('x').map(Number)
  if (!sessions || !minutes) return option
  return t('rules.template', {
    sessions: formatNumber(sessions, locale),
    minutes: formatNumber(minutes, locale),
  })
}

/** What a rule may be set to. `typed`: in the very unit the form asks for, otherwise in the one people speak in. */
export function boundsText(key: RuleKey, t: Words, locale: Locale, typed = false): string {
  const def = ruleOf(key)
  const number = (value: number) => formatNumber(value, locale)
  switch (def.kind) {
    case 'boolean':
      return t('rules.yesOrNo')
    case 'enum':
    case 'list': {
      const options = def.options
        .map((option) => optionText(key, option, t, locale))
        .join(t('words.listComma'))
      return t(def.kind === 'enum' ? 'rules.oneOf' : 'rules.anyOf', { options })
    }
    case 'share':
      return t('rules.bounds', { min: formatPercent(def.min, locale), max: formatPercent(def.max, locale) })
    case 'range':
      return t('rules.bothEnds', {
        min: number(def.min),
        max: t(`rules.unit.${def.unit}`, { value: number(def.max) }),
      })
    case 'fraction':
      return t('rules.upToWhole')
    case 'integer': {
      const hours = !typed && def.unit === 'minutes' && def.min >= 60 && whole(def.min) && whole(def.max)
      const unit: Unit = hours ? 'hours' : def.unit
      const said = (value: number) =>
        def.unit === 'decade' ? localDigits(String(value), locale) : number(hours ? value / 60 : value)
      return t('rules.bounds', {
        min: said(def.min),
        max: t(`rules.unit.${unit === 'decade' ? 'count' : unit}`, { value: said(def.max) }),
      })
    }
  }
}

const whole = (minutes: number) => minutes % 60 === 0

function measured(value: number, unit: Unit, t: Words, locale: Locale): string {
  if (unit === 'minutes' && value >= 60 && whole(value))
    return t('rules.unit.hours', { value: formatHours(value, locale) })
  // A decade is a name, not an amount: no separator between its digits.
  return t(`rules.unit.${unit}`, {
    value: unit === 'decade' ? localDigits(String(value), locale) : formatNumber(value, locale),
  })
}
