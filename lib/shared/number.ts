import type { Locale } from './locale'

const FOREIGN_DIGIT = /[\u06f0-\u06f9\u0660-\u0669]/g

/** Persian and Arabic-Indic digits as ASCII; every other character stays as it is. */
export function latinDigits(text: string): string {
  return text.replace(FOREIGN_DIGIT, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** ASCII digits as Persian ones: for codes and times, which take no thousands separator. */
export function persianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}

/** The digits of a text in the language of the page. */
export function localDigits(text: string, locale: Locale): string {
  return locale === 'fa' ? persianDigits(text) : text
}

/** What somebody wrote with digits of either kind, such as the number of a letter, in the digits of the page. */
export function readerDigits(text: string, locale: Locale): string {
  return locale === 'fa' ? persianDigits(text) : latinDigits(text)
}

export type NumberStyle = {
  /** Digits after the decimal sign: exactly `decimals`, or none to at most `maxDecimals` (default 3). */
  decimals?: number
  maxDecimals?: number
  grouping?: boolean
  sign?: 'auto' | 'always'
}

const TAGS: Record<Locale, string> = { fa: 'fa-IR', en: 'en-GB' }
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: Locale, style: NumberStyle, percent: boolean): Intl.NumberFormat {
  const key = [locale, percent, style.decimals, style.maxDecimals, style.grouping, style.sign].join('|')
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(TAGS[locale], {
    style: percent ? 'percent' : 'decimal',
    minimumFractionDigits: style.decimals ?? 0,
    maximumFractionDigits: style.decimals ?? style.maxDecimals ?? (percent ? 0 : 3),
    useGrouping: style.grouping ?? true,
    signDisplay: style.sign === 'always' ? 'exceptZero' : 'negative',
  })
  formats.set(key, made)
  return made
}

/** A number for people: ۳۷٬۵۰۰ and ۰٫۵ in Persian, 37,500 and 0.5 in English. Minus zero prints as zero. */
export function formatNumber(value: number, locale: Locale, style: NumberStyle = {}): string {
  return formatOf(locale, style, false).format(value)
}

/** A share (0.875) as a percentage: ۸۷٫۵٪ or 87.5%. Whole percent unless decimals are asked for. */
export function formatPercent(share: number, locale: Locale, style: NumberStyle = {}): string {
  return formatOf(locale, style, true).format(share)
}

/** Minutes as hours with one decimal where there is one: 1,024,530 minutes is ۱۷٬۰۷۵٫۵, 3,600 minutes is ۶۰. */
export function formatHours(minutes: number, locale: Locale): string {
  // Rounded here because 0.05 h is not a binary fraction: 3 minutes must always round the same way.
  return formatNumber(Math.round(minutes / 6) / 10, locale, { maxDecimals: 1 })
}

/**
 * A number as people type it: digits of either kind, «٬» or a comma between groups, «٫» or «/» or a point before decimals,
 * a percent sign after it. Null for anything else.
 */
export function typedNumber(text: string): number | null {
  const plain = latinDigits(text)
    .replace(/[\p{Cf}\s٬,،٪%]/gu, '')
    .replace(/[٫/]/, '.')
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null
}
