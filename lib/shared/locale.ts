import type { ReactNode } from 'react'

/** The languages of the product. Persian first; a further language is a folder in messages/ and a row here. */
export const LOCALES = ['fa', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'fa'

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value)
}

export function dirOf(locale: Locale): 'rtl' | 'ltr' {
  return locale === 'fa' ? 'rtl' : 'ltr'
}

/** A language's name in itself, for the switch. */
export const LANGUAGE_NAMES: Record<Locale, string> = { fa: 'فارسی', en: 'English' }

/** The same page in another language: only the first segment of the address changes. */
export function inLocale(path: string, locale: Locale): string {
  const rest = path.replace(/^\/(fa|en)(?=\/|$)/, '')
  return `/${locale}${rest === '/' ? '' : rest}`
}

type Values = Record<string, string | number>
type RichValues = Record<string, string | number | ((chunks: ReactNode) => ReactNode)>

/** The translator a component is given: full keys, `t('public.title')`. */
export type Words = {
  (key: string, values?: Values): string
  rich(key: string, values?: RichValues): ReactNode
  has(key: string): boolean
}
