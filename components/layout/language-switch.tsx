'use client'

import { usePathname } from 'next/navigation'
import { inLocale, LANGUAGE_NAMES, LOCALES, type Locale } from '@/lib/shared/locale'

/** This very page in the other language. */
export function LanguageSwitch({ locale, touch = false }: { locale: Locale; touch?: boolean }) {
  const path = usePathname()
  return LOCALES.filter((other) => other !== locale).map((other) => (
    <a
      key={other}
      href={inLocale(path, other)}
      hrefLang={other}
      lang={other}
      className={`inline-flex items-center justify-center text-sm text-ink-2 hover:text-ink ${touch ? 'min-h-touch min-w-touch' : 'min-h-10'}`}
    >
      {LANGUAGE_NAMES[other]}
    </a>
  ))
}
