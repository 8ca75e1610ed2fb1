'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { inLocale, LANGUAGE_NAMES, LOCALES, type Locale } from '@/lib/shared/locale'

type Props = { locale: Locale; touch?: boolean }

/** This very page in the other language, with the filters and the day it is looked at. */
export function LanguageSwitch({ locale, touch = false }: Props) {
  return (
    <Suspense fallback={<Switch locale={locale} touch={touch} query="" />}>
      <SwitchWithQuery locale={locale} touch={touch} />
    </Suspense>
  )
}

function SwitchWithQuery({ locale, touch }: Props) {
  const query = useSearchParams().toString()
  return <Switch locale={locale} touch={touch} query={query ? `?${query}` : ''} />
}

function Switch({ locale, touch, query }: Props & { query: string }) {
  const path = usePathname()
  return LOCALES.filter((other) => other !== locale).map((other) => (
    <a
      key={other}
      href={`${inLocale(path, other)}${query}`}
      hrefLang={other}
      lang={other}
      className={`inline-flex items-center justify-center text-sm text-ink-2 hover:text-ink ${touch ? 'min-h-touch min-w-touch' : 'min-h-10'}`}
    >
      {LANGUAGE_NAMES[other]}
    </a>
  ))
}
